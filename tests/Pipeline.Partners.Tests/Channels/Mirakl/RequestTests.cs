using Pipeline.Partners.Channels.Mirakl.Calls;
using Pipeline.Partners.Channels.Mirakl.Messages;
using Pipeline.Partners.Channels.Mirakl.Offers;
using Pipeline.Partners.Channels.Mirakl.Orders;
using Pipeline.Partners.Channels.Mirakl.Platform;
using Pipeline.Partners.Channels.Mirakl.Products;
using Pipeline.TestSupport.Descriptions;

namespace Pipeline.Partners.Tests.Channels.Mirakl;

/// <summary>What the client asks of each operation.</summary>
public sealed class RequestTests
{
    private static readonly DateTimeOffset Since = new(2026, 11, 2, 9, 0, 0, TimeSpan.FromHours(1));

    private readonly SellerService service = new();

    [Fact]
    public async Task Every_operation_has_its_path_and_its_shop()
    {
        await CallAllAsync();

        Assert.Equal(
            [
                "GET /api/account?shop_id=2101",
                "GET /api/platform/configuration?shop_id=2101",
                "GET /api/channels?shop_id=2101",
                "GET /api/additional_fields?entities=OFFER%2CORDER%2CORDER_LINE%2CSHOP&shop_id=2101",
                "GET /api/documents?entities=ORDER&shop_id=2101",
                "GET /api/reasons?shop_id=2101",
                "GET /api/shipping/carriers?shop_id=2101",
                "GET /api/shipping/types?shop_id=2101",
                "GET /api/shipping/logistic_classes?shop_id=2101",
                "GET /api/offers/states?shop_id=2101",
                "GET /api/hierarchies?shop_id=2101",
                "GET /api/products/attributes?shop_id=2101",
                "GET /api/values_lists?shop_id=2101",
                "GET /api/products?product_references=EAN%7C2001000000012%2CEAN%7C2001000000029&shop_id=2101",
                "GET /api/products/offers?product_references=EAN%7C2001000000012&max=100&offset=0&shop_id=2101",
                "POST /api/products/imports?shop_id=2101",
                "GET /api/products/imports/51021?shop_id=2101",
                "GET /api/products/imports?last_request_date=2026-11-02T08%3A00%3A00Z&max=100&offset=0&shop_id=2101",
                "GET /api/products/imports/51021/error_report?shop_id=2101",
                "GET /api/products/imports/51021/new_product_report?shop_id=2101",
                "GET /api/products/imports/51021/transformed_file?shop_id=2101",
                "GET /api/products/imports/51021/transformation_error_report?shop_id=2101",
                "GET /api/mcm/products/sources/status/export?updated_since=2026-11-02T08%3A00%3A00Z&shop_id=2101",
                "GET /api/mcm/products/sources/status/export?provider_unique_identifier=A1&provider_unique_identifier=B2&shop_id=2101",
                "POST /api/offers/imports?shop_id=2101",
                "GET /api/offers/imports/90417?shop_id=2101",
                "GET /api/offers/imports/90417/error_report?shop_id=2101",
                "GET /api/offers/imports?start_date=2026-11-02T08%3A00%3A00Z&limit=100&shop_id=2101",
                "GET /api/offers?max=100&offset=0&shop_id=2101",
                "GET /api/offers?sku=A1&max=100&offset=0&shop_id=2101",
                "GET /api/offers/700101?shop_id=2101",
                "POST /api/offers/stock/imports?shop_id=2101",
                "GET /api/offers/stock/imports/9f0c/status?shop_id=2101",
                "GET /api/offers/stock/imports/9f0c/error_report?shop_id=2101",
                "POST /api/offers/pricing/imports?shop_id=2101",
                "GET /api/offers/pricing/imports?import_id=8e0c&limit=100&shop_id=2101",
                "GET /api/offers/pricing/imports/8e0c/error_report?shop_id=2101",
                "GET /api/orders?order_state_codes=WAITING_ACCEPTANCE%2CSHIPPING&start_update_date=2026-11-02T08%3A00%3A00Z&max=100&offset=0&shop_id=2101",
                "GET /api/orders?order_ids=PXT-1-A%2CPXT-2-A&max=100&offset=0&shop_id=2101",
                "PUT /api/orders/PXT-10001-A/accept?shop_id=2101",
                "PUT /api/orders/PXT-10002-A/tracking?shop_id=2101",
                "PUT /api/orders/PXT-10002-A/ship?shop_id=2101",
                "PUT /api/orders/PXT-10002-A/cancel?shop_id=2101",
                "PUT /api/orders/cancel?shop_id=2101",
                "PUT /api/orders/refund?shop_id=2101",
                "GET /api/orders/documents?order_ids=PXT-10002-A&shop_id=2101",
                "POST /api/orders/PXT-10002-A/documents?shop_id=2101",
                "POST /api/shipments?shop_id=2101",
                "GET /api/shipments?order_id=PXT-1-A&order_id=PXT-2-A&limit=100&shop_id=2101",
                "POST /api/shipments/tracking?shop_id=2101",
                "PUT /api/shipments/ship?shop_id=2101",
                "GET /api/inbox/threads?updated_since=2026-11-02T08%3A00%3A00Z&with_messages=true&limit=100&shop_id=2101",
                "GET /api/inbox/threads?entity_type=MMP_ORDER&entity_id=PXT-1-A&with_messages=true&limit=100&shop_id=2101",
                "POST /api/inbox/threads/t-1/message?shop_id=2101",
                "POST /api/orders/PXT-1-A/threads?shop_id=2101",
                "GET /api/inbox/threads/a-1/download?shop_id=2101",
            ],
            service.Calls.Select(static call => call.Line));
    }

    [MiraklFact]
    public async Task Every_request_is_as_the_vendor_describes_it()
    {
        await CallAllAsync();

        Assert.Equal(56, service.Calls.Count);
        Assert.All(service.Calls, static call =>
        {
            string[] line = call.Line.Split(' ', 2);
            string? type = call.Headers.Split('\n').FirstOrDefault(static header => header.StartsWith("Content-Type: ", StringComparison.Ordinal))?[14..].Trim();
            string[] parts = [.. call.Body.Split("form-data; name=\"").Skip(1).Select(static part => part.Split('"')[0])];
            Assert.Empty(MiraklDescription.Find()!.CheckRequest(new HttpMethod(line[0]), line[1], type, parts.Length > 0 ? null : call.Body, parts));
        });
    }

    [Fact]
    public async Task A_decision_and_a_tracking_are_written_as_the_samples_are()
    {
        OrderCalls orders = new(service.Connect());
        service.Answers(string.Empty, 204).Answers(string.Empty, 204);

        _ = await orders.AcceptAsync("PXT-10001-A", [new("PXT-10001-A-1", true), new("PXT-10001-A-2", true)], CancellationToken.None);
        _ = await orders.TrackAsync(
            "PXT-10002-A", new() { CarrierCode = "DHL", CarrierName = "DHL", CarrierStandardCode = "DHL", TrackingNumber = "TEST0000000001" }, CancellationToken.None);

        Assert.Equal(Compact("accept-or21.json"), service.Calls[0].Body);
        Assert.Equal(Compact("tracking-or23.json"), service.Calls[1].Body);
    }

    [Fact]
    public async Task A_document_is_sent_as_the_sample_is()
    {
        service.Answers("""{"errors_count":0,"order_documents":[]}""");

        _ = await new OrderCalls(service.Connect()).UploadAsync(
            "PXT-10002-A", new OrderDocumentFile("INV-2026-000123.pdf", "CUSTOMER_INVOICE", "application/pdf", "%PDF-1.4 ... (bytes) ..."u8.ToArray()), CancellationToken.None);

        string sample = SellerSample.Text("documents-or74.txt");
        string expected = sample[sample.IndexOf("------pxtest7d1\n", StringComparison.Ordinal)..sample.IndexOf("\n\n# ---", StringComparison.Ordinal)];
        string boundary = service.Calls[0].Headers.Split("boundary=")[1].Split('\r', '\n')[0];
        Assert.Equal(expected, service.Calls[0].Body.Replace($"--{boundary}", "------pxtest7d1", StringComparison.Ordinal).ReplaceLineEndings("\n").TrimEnd());
    }

    [Fact]
    public async Task A_file_of_offers_goes_in_the_mode_that_deletes_nothing_else_and_the_same_file_gives_the_same_bytes()
    {
        OfferCalls offers = new(service.Connect(SellerService.Account with { IntervalShare = 0 }));
        service.Answers("""{"import_id":1}""", 201).Answers("""{"import_id":1}""", 201);

        _ = await offers.ImportAsync("offers.csv", "sku\nA1\n"u8.ToArray(), CancellationToken.None);
        _ = await offers.ImportAsync("offers.csv", "sku\nA1\n"u8.ToArray(), CancellationToken.None);

        Assert.Contains("name=\"import_mode\"\r\n\r\nNORMAL\r\n", service.Calls[0].Body, StringComparison.Ordinal);
        Assert.Equal(service.Calls[0], service.Calls[1]);
    }

    [Theory]
    [InlineData("Facture é.pdf")]
    [InlineData("a\"b.pdf")]
    [InlineData("a/b.pdf")]
    [InlineData("")]
    public void A_name_of_a_file_that_the_service_would_refuse_is_not_sent(string name) =>
        Assert.Throws<ArgumentException>(() => new MiraklForm().WithFile("files", name, "application/pdf", [1]));

    [Fact]
    public void More_values_than_a_list_takes_are_not_sent() =>
        Assert.Throws<ArgumentException>(static () => MiraklQuery.Empty.WithJoined("order_ids", [.. Enumerable.Range(0, 101).Select(static i => $"{i}")]));

    private static string Compact(string sample) =>
        System.Text.Json.JsonSerializer.Serialize(System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(SellerSample.Text(sample)));

    private async Task CallAllAsync()
    {
        CancellationToken none = CancellationToken.None;
        MiraklApi api = service.Connect(SellerService.Account with { IntervalShare = 0 });
        PlatformCalls platform = new(api);
        ProductCalls products = new(api);
        OfferCalls offers = new(api);
        OrderCalls orders = new(api);
        ShipmentCalls shipments = new(api);
        MessageCalls messages = new(api);
        byte[] csv = "sku\nA1\n"u8.ToArray();
        LineReduction reduction = new()
        {
            OrderLineId = "PXT-1-A-1", Amount = 10.5m, ShippingAmount = 0, Quantity = 1, ReasonCode = "31", CurrencyIsoCode = "EUR", Taxes = [new("TVA20", 1.75m)], ShippingTaxes = [],
        };

        await Ask(platform.GetAccountAsync, "{}");
        await Ask(platform.GetConfigurationAsync, "{}");
        await Ask(platform.ListChannelsAsync, "{}");
        await Ask(platform.ListCustomFieldsAsync, "{}");
        await Ask(platform.ListDocumentTypesAsync, "{}");
        await Ask(platform.ListReasonsAsync, "{}");
        await Ask(platform.ListCarriersAsync, "{}");
        await Ask(platform.ListShippingTypesAsync, "{}");
        await Ask(platform.ListLogisticClassesAsync, "{}");
        await Ask(platform.ListOfferStatesAsync, "{}");
        await Ask(products.ListCategoriesAsync, "{}");
        await Ask(products.ListAttributesAsync, "{}");
        await Ask(products.ListValuesAsync, "{}");
        await Ask(token => products.FindAsync(["EAN|2001000000012", "EAN|2001000000029"], token), "{}");
        await Ask(token => products.ListCompetitorsAsync(["EAN|2001000000012"], token), """{"products":[]}""");
        await Ask(token => products.ImportAsync("products.csv", csv, token), """{"import_id":51021}""");
        await Ask(token => products.GetImportAsync("51021", token), """{"import_id":51021}""");
        await Ask(token => products.ListImportsAsync(Since, token), """{"product_import_trackings":[]}""");
        foreach (MiraklOperation report in new[] { MiraklOperations.ProductErrors, MiraklOperations.NewProducts, MiraklOperations.TransformedProducts, MiraklOperations.TransformationErrors })
        {
            await Ask(token => products.GetReportAsync(report, "51021", token), "sku\n");
        }

        await Ask(token => products.ListStatesAsync(Since, token), "[]");
        await Ask(token => products.ListStatesAsync(["A1", "B2"], token), "[]");
        await Ask(token => offers.ImportAsync("offers.csv", csv, token), """{"import_id":90417}""");
        await Ask(token => offers.GetImportAsync("90417", token), """{"import_id":90417}""");
        await Ask(token => offers.GetErrorsAsync("90417", token), "sku\n");
        await Ask(token => offers.ListImportsAsync(Since, token), """{"data":[]}""");
        await Ask(token => offers.ListAsync(token).WholeAsync(static offer => offer.OfferId), """{"offers":[],"total_count":0}""");
        await Ask(token => offers.FindAsync("A1", token), """{"offers":[],"total_count":0}""");
        await Ask(token => offers.GetAsync("700101", token), "{}");
        await Ask(token => offers.ImportStockAsync("stock.csv", csv, token), """{"import_id":"9f0c"}""");
        await Ask(token => offers.GetStockImportAsync("9f0c", token), """{"import_id":"9f0c"}""");
        await Ask(token => offers.GetStockErrorsAsync("9f0c", token), "sku\n");
        await Ask(token => offers.ImportPricesAsync("prices.csv", csv, token), """{"import_id":"8e0c"}""");
        await Ask(token => offers.GetPriceImportAsync("8e0c", token), """{"data":[{"import_id":"8e0c","status":"RUNNING"}]}""");
        await Ask(token => offers.GetPriceErrorsAsync("8e0c", token), "sku\n");
        await Ask(token => orders.ListAsync(new() { ChangedSince = Since, States = ["WAITING_ACCEPTANCE", "SHIPPING"] }, token), """{"orders":[],"total_count":0}""");
        await Ask(token => orders.GetAsync(["PXT-1-A", "PXT-2-A"], token), """{"orders":[],"total_count":0}""");
        await Ask(token => orders.AcceptAsync("PXT-10001-A", [new("PXT-10001-A-1", true)], token), string.Empty, 204);
        await Ask(token => orders.TrackAsync("PXT-10002-A", new() { CarrierName = "Mon Transporteur", CarrierUrl = "https://track.example.test/?n=1", TrackingNumber = "1" }, token), string.Empty, 204);
        await Ask(token => orders.ShipAsync("PXT-10002-A", token), string.Empty, 204);
        await Ask(token => orders.CancelAsync("PXT-10002-A", token), string.Empty, 204);
        await Ask(token => orders.CancelLinesAsync("PXT-1-A", [reduction], token), "{}");
        await Ask(token => orders.RefundAsync("PXT-1-A", [reduction], token), "{}");
        await Ask(token => orders.ListDocumentsAsync(["PXT-10002-A"], token), "{}");
        await Ask(token => orders.UploadAsync("PXT-10002-A", new("INV-1.pdf", "CUSTOMER_INVOICE", "application/pdf", csv), token), "{}");
        ParcelTracking parcel = new() { CarrierCode = "DHL", TrackingNumber = "1" };
        await Ask(token => shipments.CreateAsync("PXT-1-A", [new("PXT-1-A", [new("PXT-1-A-1", 1)]) { Tracking = parcel, Shipped = true, InvoiceReference = "INV-1" }], token), "{}", 201);
        await Ask(token => shipments.ListAsync(["PXT-1-A", "PXT-2-A"], token), """{"data":[]}""");
        await Ask(token => shipments.TrackAsync("PXT-1-A", [new("s-1", parcel)], token), "{}");
        await Ask(token => shipments.ShipAsync("PXT-1-A", ["s-1"], token), "{}");
        await Ask(token => messages.ListAsync(Since, token), """{"data":[]}""");
        await Ask(token => messages.ListAsync("PXT-1-A", token), """{"data":[]}""");
        await Ask(token => messages.ReplyAsync("t-1", new("Bonjour", [new("CUSTOMER", "c-1")]), token), """{"thread_id":"t-1","message_id":"m-1"}""", 201);
        await Ask(token => messages.OpenAsync("PXT-1-A", new(new("FREE_TEXT", "Livraison"), "Bonjour", ["CUSTOMER"]), token), "{}", 201);
        await Ask(token => messages.DownloadAsync("a-1", token), "x");

        async Task Ask<T>(Func<CancellationToken, Task<MiraklResult<T>>> call, string answer, int status = 200)
            where T : class
        {
            service.Answers(answer, status);
            Assert.NotNull((await call(none)).Value);
        }
    }
}
