using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Calls;
using Pipeline.Core.Channels;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels.Mirakl;
using Pipeline.Partners.Channels.Mirakl.Calls;
using Pipeline.Partners.Channels.Mirakl.Files;
using Pipeline.Partners.Channels.Mirakl.Messages;
using Pipeline.Partners.Channels.Mirakl.Offers;
using Pipeline.Partners.Channels.Mirakl.Orders;
using Pipeline.Partners.Channels.Mirakl.Platform;
using Pipeline.Partners.Channels.Mirakl.Products;
using Pipeline.Partners.Channels.Mirakl.Reports;
using Pipeline.Partners.Channels.Mirakl.Rules;
using Pipeline.Partners.Channels.Mirakl.Vocabulary;
using Pipeline.Simulators.Mirakl;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>The connector and the tenant agree.</summary>
public sealed class ConnectorTests : IExchangeLog, ICallSlots, IVocabularyStore, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly Store Shop = new() { Code = "pixmania-demo", Kind = "mirakl", TimeZone = "Europe/Paris", Currency = "EUR", Channel = "FR_B2C", Channels = ["ES_B2C"] };

    private readonly List<Exchange> exchanges = [];
    private readonly Dictionary<string, VocabularyDocument> kept = [];
    private ServiceProvider services = null!;
    private MiraklStage stage = null!;
    private MiraklApi api = null!;

    public async Task InitializeAsync()
    {
        stage = await MiraklStage.StartAsync(new MiraklOptions { LimitFactor = 0, HasShipments = true, HasStockAndPriceImports = true });
        IServiceCollection registered = new ServiceCollection().AddSingleton<IExchangeLog>(this).AddSingleton<TimeProvider>(stage.Clock);
        _ = registered.AddMirakl();
        services = registered.BuildServiceProvider();
        api = Connect(new MiraklOptions().Key);
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await stage.DisposeAsync();
    }

    [Fact]
    public async Task Every_list_of_the_platform_can_be_read_also_with_new_members_and_words()
    {
        PlatformCalls platform = new(api);
        ProductCalls products = new(api);

        Assert.Equal("OPEN", (await Of(platform.GetAccountAsync(None))).ShopState);
        Assert.Equal("|", (await Of(platform.GetConfigurationAsync(None))).ValuesSeparator);
        Assert.Contains((await Of(platform.ListChannelsAsync(None))).Channels, static channel => channel.Code == "ES_B2C");
        Assert.NotEmpty((await Of(platform.ListCustomFieldsAsync(None))).AdditionalFields);
        Assert.Contains((await Of(platform.ListDocumentTypesAsync(None))).Documents, static one => one.Code == "CUSTOMER_INVOICE");
        Assert.Contains((await Of(platform.ListReasonsAsync(None))).Reasons, static one => one is { Type: "REFUND", IsShopRight: true });
        Assert.NotNull((await Of(platform.ListCarriersAsync(None))).Carriers.First(static one => one.Code == "DHL").AddressOf("T1"));
        Assert.Contains((await Of(platform.ListShippingTypesAsync(None))).ShippingTypes, static one => one.MandatoryTracking);
        Assert.NotEmpty((await Of(platform.ListLogisticClassesAsync(None))).LogisticClasses);
        Assert.Contains((await Of(platform.ListOfferStatesAsync(None))).OfferStates, static one => one.Code == "11");
        Assert.NotEmpty((await Of(products.ListCategoriesAsync(None))).Hierarchies);
        Assert.NotEmpty((await Of(products.ListAttributesAsync(None))).Attributes);
        Assert.NotEmpty((await Of(products.ListValuesAsync(None))).Lists);
        Assert.All(exchanges, static exchange => Assert.DoesNotContain(new MiraklOptions().Key, $"{exchange.RequestHeaders}{exchange.Target}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_is_refused_stops_at_once()
    {
        MiraklFailure refused = (await new PlatformCalls(Connect("11111111-0000-4000-8000-000000000000")).GetAccountAsync(None)).Failure!;

        Assert.Equal((IssueCodes.AuthRefused, true), (refused.Problem.Issue.Code, refused.IsKeyRefused));
        Assert.Single(exchanges);
    }

    [Fact]
    public async Task Each_of_the_refusals_of_offers_is_found_before_and_comes_back_as_the_same_code()
    {
        MiraklOfferTarget target = Target();
        OfferTerms terms = ((MiraklOfferFormat)await target.ReadFormatAsync(None)).Terms;
        _ = await SendAsync(target, [An("OLD", "2001000000012")], terms);

        // The second one of the guide needs a way of sending that we do not have: for us it comes of deleting what is not there.
        Offer[] offers =
        [
            An("A1", "2001000000999"), An("A2", "2001000000012") with { IsDelete = true }, An("A4", "2001000000012") with { State = "Neuf" },
            An("OLD", "2001000000029"), An("A6", "2001000000012") with { Price = 0 }, An("A7", "2001000000012") with { LogisticClass = "PALLET" },
            An("A8", "2001000000012") with { LeadTime = 60 },
            An("A9", "2001000000012") with { Discount = new(5, new DateOnly(2026, 11, 30), new DateOnly(2026, 11, 20)) },
            An("A10", "2001000000012") with { Discount = new(9.5m, null, null) },
        ];

        (OfferImportStatus status, OfferImportReport? report) = await SendAsync(target, offers, terms);

        IReadOnlyList<RowFinding> before = new OfferFileRules(terms).Check(offers, new OfferKnowledge
        {
            Products = await target.FindProductsAsync([.. offers.Select(static offer => offer.Product).Distinct()], None),
            Skus = new HashSet<string>(["OLD"]),
            Bindings = new Dictionary<string, ProductReference> { ["OLD"] = ProductReference.OfGtin("2001000000012") },
        });
        Assert.Equal((offers.Length, 0), (status.Failed, status.Succeeded));
        Assert.Equal(before.Select(static found => (found.Line, found.Sku, found.Issue.Code)), report!.Rows.Select(static row => (row.Line!.Value, row.Sku, row.Code)));
        Assert.All(report.Rows, static row => Assert.NotNull(row.Remedy));
    }

    [Fact]
    public async Task Offers_that_pass_the_rules_are_taken_and_shown_as_they_were_sent()
    {
        MiraklOfferTarget target = Target();
        OfferTerms terms = ((MiraklOfferFormat)await target.ReadFormatAsync(None)).Terms;
        Offer offer = An("A1", "2001000000012") with
        {
            LeadTime = 3, Discount = new(8, new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31)), WarrantyMonths = 24, WarehouseLocation = "Europe",
            Prices = [new ChannelPrice("ES_B2C", 11, null)],
        };

        Assert.Empty(new OfferRules(terms).Check(offer));
        (OfferImportStatus status, OfferImportReport? report) = await SendAsync(target, [offer], terms);
        stage.Clock.Advance(TimeSpan.FromMinutes(31));
        List<ConfirmedOffer> shown = [];
        await foreach (ConfirmedOffer one in target.ReadOffersAsync(None))
        {
            shown.Add(one);
        }

        Assert.Equal((OfferImportState.Complete, 1, 0, 1), (status.State, status.Succeeded, status.Failed, status.Inserted));
        Assert.Null(report);
        ConfirmedOffer there = Assert.Single(shown);
        Assert.Equal((offer.Sku, offer.Product, offer.Price, offer.Quantity, offer.State, offer.LeadTime, offer.Discount), (there.Sku, there.Product, there.Price!.Value, there.Quantity, there.State, there.LeadTime, there.Discount));
        Assert.Equal(offer.Prices, there.Prices);
        Assert.Equal(status.ImportId, Assert.Single(await target.ListImportsAsync(stage.Clock.GetUtcNow().AddDays(-1), None)).ImportId);
    }

    [Fact]
    public async Task Stock_and_prices_go_by_themselves_where_the_operator_has_them()
    {
        OfferCalls calls = new(api);
        MiraklOfferTarget target = Target();
        OfferTerms terms = ((MiraklOfferFormat)await target.ReadFormatAsync(None)).Terms;
        _ = await SendAsync(target, [An("A1", "2001000000012")], terms);

        string stock = (await Of(calls.ImportStockAsync("stock.csv", OfferFileWriter.WriteStock([An("A1", "") with { Quantity = 77 }, An("NO", "")]), None))).ImportId!;
        string prices = (await Of(calls.ImportPricesAsync("prices.csv", new OfferFileWriter(terms).WritePrices([An("A1", "") with { Price = 12 }, An("NO", "")]), None))).ImportId!;
        stage.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("COMPLETE", (await Of(calls.GetStockImportAsync(stock, None))).Status);
        Assert.Equal("COMPLETE", (await Of(calls.GetPriceImportAsync(prices, None))).Status);
        Assert.Equal((3, "NO"), Assert.Single(ReportReader.ReadLines(await Of(calls.GetStockErrorsAsync(stock, None))).Rows) is var row ? (row.Line!.Value, row.Sku!) : default);
        Assert.Equal("NO", Assert.Single(ReportReader.ReadLines(await Of(calls.GetPriceErrorsAsync(prices, None))).Rows).Sku);
        Assert.Equal((77, 12m), (await Of(calls.FindAsync("A1", None)))[0] is var offer ? (offer.Quantity!.Value, offer.Price!.Value) : default);
    }

    [Fact]
    public async Task Each_of_the_refusals_of_products_is_found_before_and_comes_back_as_the_same_code()
    {
        ProductVocabulary vocabulary = await Lists().GetProductsAsync([], None);
        ProductSheet[] products =
        [
            Sheet("P0"), Sheet("P1", ("title-fr_FR", null)), Sheet("P2", ("Category", "PERIPH DOCKS")), Sheet("P3", ("Category", null)),
            Sheet("P4", ("Category", "PERIPH"), ("usb-port-count", null)), Sheet("P5", ("Brand", "Novalink")), Sheet("P6", ("color", "bleu nuit")), Sheet("P7", ("usb-port-count", "6,5")),
            Sheet("P8", ("warranty-months", "deux ans")), Sheet("P9", ("Category", "LAPTOP"), ("usb-port-count", null), ("screen-size", "15 pouces")),
        ];

        byte[] file = ProductFileWriter.Write(products, vocabulary);
        ProductImport import = await ImportAsync(file);
        IReadOnlyList<RefusedRow> report = ReportReader.ReadProducts(await Of(new ProductCalls(api).GetReportAsync(MiraklOperations.TransformationErrors, import.ImportId, None))).Rows;

        Assert.Equal(
            new ProductRules(vocabulary).Check(products).Select(static found => (found.Line, found.Sku, found.Issue.Code, found.Issue.Severity)).Order(),
            report.Select(static row => (row.Line!.Value, row.Sku, row.Code, row.Severity)).Order());
        Assert.Empty(ProductRules.CheckFields(SellerTable.Read(file)));
        Assert.Equal((10, 7), (import.TransformLinesRead, import.TransformLinesInError));
    }

    [Fact]
    public async Task A_product_that_passes_the_rules_goes_live_with_its_reports()
    {
        ProductCalls calls = new(api);
        ProductVocabulary vocabulary = await Lists().GetProductsAsync([], None);
        ProductSheet product = Sheet("P0");

        Assert.Empty(new ProductRules(vocabulary).CheckOne(product));
        ProductImport import = await ImportAsync(ProductFileWriter.Write([product], vocabulary));
        stage.Clock.Advance(TimeSpan.FromMinutes(5));
        ProductImport done = await Of(calls.GetImportAsync(import.ImportId, None));
        ProductState waiting = Assert.Single(await Of(calls.ListStatesAsync(["P0"], None)));
        stage.Clock.Advance(TimeSpan.FromMinutes(10));
        ProductState live = Assert.Single(await Of(calls.ListStatesAsync(["P0"], None)));

        Assert.Equal((true, false, true, false), (done.IsFinal, done.IsFailed, done.HasNewProductReport, waiting.IsLive));
        Assert.NotEmpty(waiting.Errors);
        Assert.True(live.IsLive);
        Assert.Contains("P0", Encoding.UTF8.GetString(await Of(calls.GetReportAsync(MiraklOperations.NewProducts, import.ImportId, None))), StringComparison.Ordinal);
        Assert.Contains("P0", Encoding.UTF8.GetString(await Of(calls.GetReportAsync(MiraklOperations.TransformedProducts, import.ImportId, None))), StringComparison.Ordinal);
        Assert.Equal("2001000000050", Assert.Single((await Of(calls.FindAsync(["EAN|2001000000050"], None))).Products).ProductId);
        Assert.Contains(import.ImportId, (await Of(calls.ListImportsAsync(stage.Clock.GetUtcNow().AddDays(-1), None))).Select(static one => one.ImportId));
    }

    [Fact]
    public async Task An_order_is_accepted_tracked_invoiced_and_shipped()
    {
        OrderCalls orders = new(api);
        _ = await stage.WithOffersAsync();
        string id = await stage.BuyAsync();

        MarketplaceOrder waiting = Assert.Single(await Of(orders.ListAsync(new() { States = [MarketplaceOrderStates.WaitingAcceptance] }, None)));
        Assert.Equal((id, null), (waiting.OrderId, waiting.ShippingAddress?.Street1));
        _ = await Of(orders.AcceptAsync(id, [.. waiting.OrderLines.Select(static line => new LineDecision(line.OrderLineId, true))], None));
        MiraklFailure twice = (await orders.AcceptAsync(id, [.. waiting.OrderLines.Select(static line => new LineDecision(line.OrderLineId, true))], None)).Failure!;
        stage.Clock.Advance(TimeSpan.FromMinutes(7));
        MarketplaceOrder paid = Assert.Single(await Of(orders.GetAsync([id], None)));
        MiraklFailure untracked = (await orders.ShipAsync(id, None)).Failure!;
        _ = await Of(orders.TrackAsync(id, new() { CarrierCode = "DHL", TrackingNumber = "T1" }, None));
        DocumentsUploaded invoice = await Of(orders.UploadAsync(id, new("INV-1.pdf", "CUSTOMER_INVOICE", "application/pdf", "%PDF-1.4"u8.ToArray()), None));
        DocumentsUploaded unknown = await Of(orders.UploadAsync(id, new("INV-2.pdf", "NO_SUCH_TYPE", "application/pdf", "%PDF-1.4"u8.ToArray()), None));
        _ = await Of(orders.ShipAsync(id, None));
        MarketplaceOrder shipped = Assert.Single(await Of(orders.GetAsync([id], None)));

        Assert.Equal("ORDER_INVALID_STATE", twice.Code);
        Assert.True(MarketplaceOrderStates.IsPaid(paid.OrderState));
        Assert.NotNull(paid.ShippingAddress?.Street1);
        Assert.Equal((400, false), (untracked.Status, untracked.MayBeDone));
        Assert.Equal((true, false), (invoice.IsDone, unknown.IsDone));
        Assert.Equal((MarketplaceOrderStates.Shipped, "T1", true), (shipped.OrderState, shipped.ShippingTracking, shipped.HasInvoice));
        Assert.Equal("INV-1.pdf", Assert.Single((await Of(orders.ListDocumentsAsync([id], None))).Documents).FileName);
    }

    [Fact]
    public async Task Money_is_given_back_with_a_reason_of_the_operators_and_a_paid_order_is_cancelled()
    {
        OrderCalls orders = new(api);
        _ = await stage.WithOffersAsync();
        string[] ids = [await stage.BuyPaidAsync(), await stage.BuyPaidAsync(), await stage.BuyPaidAsync()];
        IReadOnlyList<Reason> reasons = (await Of(new PlatformCalls(api).ListReasonsAsync(None))).Reasons;
        MarketplaceOrderLine[] lines = [.. (await Of(orders.GetAsync(ids, None))).OrderBy(order => Array.IndexOf(ids, order.OrderId)).Select(static order => order.OrderLines[0])];

        RefundsMade refunds = await Of(orders.RefundAsync(ids[0], [Reduce(lines[0], "REFUND")], None));
        CancelationsMade cancelations = await Of(orders.CancelLinesAsync(ids[1], [Reduce(lines[1], "CANCELATION")], None));
        _ = await Of(orders.CancelAsync(ids[2], None));

        Assert.NotNull(Assert.Single(refunds.Refunds).RefundId);
        Assert.NotNull(Assert.Single(cancelations.Cancelations).CancelationId);
        Assert.Equal(lines[0].PriceUnit, Assert.Single((await Of(orders.GetAsync([ids[0]], None)))[0].OrderLines[0].Refunds).Amount);
        Assert.Equal(MarketplaceOrderStates.Canceled, (await Of(orders.GetAsync([ids[2]], None)))[0].OrderState);

        LineReduction Reduce(MarketplaceOrderLine line, string type) => new()
        {
            OrderLineId = line.OrderLineId, Amount = line.PriceUnit, ShippingAmount = 0, Quantity = 1, ReasonCode = reasons.First(reason => reason.Type == type && reason.IsShopRight).Code,
            Taxes = line.Taxes.Count == 0 ? null : [.. line.Taxes.Select(static tax => new TaxAmount(tax.Code, tax.Amount!.Value / 2))],
            ShippingTaxes = line.ShippingTaxes.Count == 0 ? null : [.. line.ShippingTaxes.Select(static tax => new TaxAmount(tax.Code, 0))],
        };
    }

    [Fact]
    public async Task An_order_leaves_in_parcels()
    {
        ShipmentCalls shipments = new(api);
        _ = await stage.WithOffersAsync();
        string id = await stage.BuyPaidAsync();
        string line = (await Of(new OrderCalls(api).GetAsync([id], None)))[0].OrderLines[0].OrderLineId;
        ParcelTracking tracking = new() { CarrierCode = "DHL", TrackingNumber = "T1" };

        Shipment first = Assert.Single((await Of(shipments.CreateAsync(id, [new(id, [new(line, 1)])], None))).ShipmentSuccess);
        ShipmentsMade tooMany = await Of(shipments.CreateAsync(id, [new(id, [new(line, 9)])], None));
        Assert.True((await Of(shipments.TrackAsync(id, [new(first.Id!, tracking)], None))).IsDone);
        Assert.True((await Of(shipments.ShipAsync(id, [first.Id!], None))).IsDone);

        Assert.False(tooMany.IsDone);
        Shipment listed = Assert.Single(await Of(shipments.ListAsync([id], None)));
        Assert.Equal((first.Id, "SHIPPED", "T1"), (listed.Id, listed.Status, listed.Tracking!.TrackingNumber));
    }

    [Fact]
    public async Task A_customer_is_answered_and_written_to()
    {
        MessageCalls messages = new(api);
        _ = await stage.WithOffersAsync();
        string id = await stage.BuyPaidAsync();
        _ = await stage.ControlAsync(HttpMethod.Post, $"orders/{id}/messages", """{"body":"Où est mon colis ?"}""");

        MessageThread asked = Assert.Single(await Of(messages.ListAsync(id, None)));
        stage.Clock.Advance(TimeSpan.FromMinutes(5));
        _ = await Of(messages.ReplyAsync(asked.Id!, new("Il part demain.", [new("CUSTOMER", asked.CurrentParticipants.FirstOrDefault(static one => one.Type == "CUSTOMER")?.Id)]), None));
        MessageThread answered = Assert.Single(await Of(messages.ListAsync(stage.Clock.GetUtcNow().AddDays(-1), None)));
        MessageSent opened = await Of(messages.OpenAsync(id, new(new("FREE_TEXT", "Votre facture"), "Voici votre facture.", ["CUSTOMER"]), None));

        Assert.Equal((id, true, false), (asked.OrderId, asked.ReplyNeededSince is not null, answered.ReplyNeededSince is not null));
        Assert.Equal("Il part demain.", answered.Messages.OrderBy(static message => message.DateCreated).Last().Body);
        Assert.NotNull(opened.ThreadId);
    }

    Task IExchangeLog.RecordAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        exchanges.Add(exchange);
        return Task.CompletedTask;
    }

    Task<CallSlot> ICallSlots.TakeAsync(string key, TimeSpan interval, TimeSpan patience, CancellationToken cancellationToken) =>
        Task.FromResult(new CallSlot(stage.Clock.GetUtcNow(), true));

    Task ICallSlots.PostponeAsync(string key, DateTimeOffset until, CancellationToken cancellationToken) => Task.CompletedTask;

    Task<VocabularyDocument?> IVocabularyStore.FindAsync(string store, string name, CancellationToken cancellationToken) => Task.FromResult(kept.GetValueOrDefault(name));

    Task IVocabularyStore.SaveAsync(string store, string name, VocabularyDocument document, CancellationToken cancellationToken)
    {
        kept[name] = document;
        return Task.CompletedTask;
    }

    private static Offer An(string sku, string gtin) => new()
    {
        Sku = sku, Product = ProductReference.OfGtin(gtin), Price = 9.5m, Quantity = 4, State = "11", LeadTime = 2,
    };

    private static ProductSheet Sheet(string sku, params (string Attribute, string? Value)[] changes)
    {
        int number = int.Parse(sku[1..], CultureInfo.InvariantCulture);
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["Category"] = "PERIPH-DOCK", ["sku"] = sku, ["EAN"] = Gtins[number], ["title-fr_FR"] = "Station d'accueil", ["description-fr_FR"] = "Compacte ; complète.",
            ["Brand"] = "NOVALINK", ["color"] = "gris", ["key-selling-point-1-fr_FR"] = "Recharge", ["usb-port-count"] = "6",
            ["Image_1"] = "https://img.example.test/1.jpg", ["Image_2"] = "https://img.example.test/2.jpg",
        };
        foreach ((string attribute, string? value) in changes)
        {
            values[attribute] = value ?? string.Empty;
        }

        return new ProductSheet(sku, values);
    }

    private static readonly string[] Gtins =
    [
        "2001000000050", "2001000000067", "2001000000074", "2001000000081", "2001000000098", "2001000000104", "2001000000111", "2001000000128", "2001000000135", "2001000000142",
    ];

    private MiraklApi Connect(string key) => new(
        services.GetRequiredService<IHttpClientFactory>().CreateClient(MiraklHttp.Kind),
        new MiraklAccount { Store = Shop.Code, Url = stage.Simulator.Url, ApiKey = key, ShopId = "2101" },
        this, stage.Clock);

    private OperatorLists Lists() => new(api, this, stage.Clock);

    private MiraklOfferTarget Target() => new(Shop, api, Lists(), stage.Clock);

    private async Task<(OfferImportStatus Status, OfferImportReport? Report)> SendAsync(MiraklOfferTarget target, Offer[] offers, OfferTerms terms)
    {
        OfferImportReceipt sent = await target.SendAsync(new MiraklOfferFormat(terms).Write(offers), None);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        OfferImportStatus status = (await target.AskAsync(sent.ImportId, None))!;
        return (status, await target.ReadReportAsync(sent.ImportId, None));
    }

    private async Task<ProductImport> ImportAsync(byte[] file)
    {
        ProductCalls calls = new(api);
        string id = (await Of(calls.ImportAsync("products.csv", file, None))).ImportId!;
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        return await Of(calls.GetImportAsync(id, None));
    }

    private static async Task<T> Of<T>(Task<MiraklResult<T>> call)
        where T : class
    {
        MiraklResult<T> result = await call;
        return result.Value ?? throw new InvalidOperationException(result.Failure!.Problem.Issue.ToString());
    }
}
