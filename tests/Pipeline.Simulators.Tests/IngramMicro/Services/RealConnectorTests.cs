using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Catalog;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Messages.Reading;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Partners.Distributors.IngramMicro;
using Pipeline.Partners.Distributors.IngramMicro.Reading;
using Pipeline.Partners.Distributors.IngramMicro.Wire;
using Pipeline.Simulators.IngramMicro.Services.Faults;

namespace Pipeline.Simulators.Tests.IngramMicro.Services;

/// <summary>The real connector and the real reader against the simulator, in both wire formats.</summary>
public sealed class RealConnectorTests : IAsyncLifetime, IExchangeLog
{
    private const string C1 = "c1";
    private const string Genesis = "benelux-genesis";

    private static readonly PurchaseOrderNumber Number = PurchaseOrderNumber.Parse("PX26000187");

    private readonly ConcurrentQueue<Exchange> exchanges = new();
    private ServicesStage stage = null!;

    public async Task InitializeAsync() => stage = await ServicesStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    Task IExchangeLog.RecordAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        exchanges.Enqueue(exchange);
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(C1)]
    [InlineData(Genesis)]
    public async Task Prices_and_stock_are_read(string profile)
    {
        PriceAnswers answers = await Connect(profile).GetPriceAndAvailabilityAsync(
            [
                new(ArticleKey.OfSku("000000000007100231"), 2), new(ArticleKey.OfManufacturerPartNumber("KVS-1T-BK"), 4),
                new(ArticleKey.OfGtin("2007100720010"), 1), new(ArticleKey.OfSku("7109999"), 1), new(ArticleKey.OfSku("7100999"), 1),
                new(ArticleKey.OfSku("7100487"), 1),
            ],
            CancellationToken.None);

        Assert.Null(answers.Problem);
        Assert.Equal(["OK", "OK", "MULTIPLE_SKU", "SKU_NOT_FOUND", "OK", "OK"], answers.Items.Select(item => item.Status));
        Assert.Equal((new Money(612.40m, "EUR"), 0.45m, 133), (answers.Items[0].UnitPrice, answers.Items[0].Fees, answers.Items[0].Available));
        Assert.Equal(("7100552", 338), (answers.Items[1].Sku?.AsCompared, answers.Items[1].Available));
        Assert.Equal("EAN trouvé sur plusieurs articles", answers.Items[2].StatusText);
        Assert.Equal((null, true, false), (answers.Items[4].UnitPrice, answers.Items[4].IsDiscontinued, answers.Items[4].IsSellable));
        Assert.Equal(new PlantAvailability("FR01", "Stock local", 3, 60, new DateOnly(2026, 3, 26)), answers.Items[5].Plants[0]);
    }

    [Theory]
    [InlineData(C1)]
    [InlineData(Genesis)]
    public async Task Forty_five_items_are_asked_for_within_the_limit_of_twenty(string profile)
    {
        PriceAnswers answers = await Connect(profile).GetPriceAndAvailabilityAsync(
            [.. Enumerable.Range(1, 45).Select(quantity => new PriceQuery(ArticleKey.OfSku("7100231"), quantity))], CancellationToken.None);

        Assert.Equal(45, answers.Items.Count(item => item.IsSellable));
        Assert.Equal(3, stage.Simulator.Log.Entries.Count);
        Assert.All(stage.Simulator.Log.Entries, entry => Assert.All(entry.Rules, rule => Assert.True(rule.Passed, rule.Detail)));
    }

    [Theory]
    [InlineData(C1)]
    [InlineData(Genesis)]
    public async Task An_order_is_acknowledged_and_a_repeated_one_is_not_bought(string profile)
    {
        OrderPlacement first = await PlaceAsync(profile);
        OrderPlacement second = await PlaceAsync(profile);

        Assert.Equal(PlacementOutcome.Acknowledged, first.Outcome);
        Assert.Equal(("PX26000187", 5, "RECEIVED"), (first.Acknowledgement?.PurchaseOrderNumber, first.Acknowledgement?.ReceivedLineCount, first.Acknowledgement?.ReceiptStatus));
        Assert.Equal((PlacementOutcome.Unknown, "DUPLICATE_PO"), (second.Outcome, second.Problem?.Issue.Code));
        Assert.Equal(1, stage.Simulator.Ledger.Find("PX26000187")!.TimesBought);
    }

    [Theory]
    [InlineData(C1)]
    [InlineData(Genesis)]
    public async Task An_order_is_found_by_its_number_and_another_is_not(string profile)
    {
        IngramMicroConnector connector = Connect(profile);
        await PlaceAsync(profile);
        await stage.SettledAsync("INVOICED");

        OrderSearch found = await connector.FindOrderAsync(Number, CancellationToken.None);
        OrderSearch missing = await connector.FindOrderAsync(PurchaseOrderNumber.Parse("PX1"), CancellationToken.None);

        Assert.Equal((SearchOutcome.Found, null), (found.Outcome, found.Problem));
        OrderStatus status = Assert.Single(found.Orders);
        Assert.Equal((OrderStatusCode.Invoiced, "8003124571", 4), (status.Status, status.DistributorOrderNumber, status.Lines.Count));
        Assert.Equal((1, 10, 2, 2), (status.Lines[0].LineNumber?.Value, status.Lines[0].DistributorLineNumber?.Value, status.Lines[0].Ordered, status.Lines[0].Shipped));
        Assert.Equal((SearchOutcome.NotFound, "20000"), (missing.Outcome, missing.Problem?.Issue.Code));
    }

    [Theory]
    [InlineData(C1)]
    [InlineData(Genesis)]
    public async Task A_closed_window_is_waited_for_by_enquiries_and_told_by_orders(string profile)
    {
        stage.Simulator.Faults.Set(FaultKind.WindowClosed, 3);

        OrderPlacement placement = await PlaceAsync(profile);
        PriceAnswers answers = await Connect(profile).GetPriceAndAvailabilityAsync([new(ArticleKey.OfSku("7100231"), 1)], CancellationToken.None);

        Assert.Equal((PlacementOutcome.NotSent, "20005"), (placement.Outcome, placement.Problem?.Issue.Code));
        Assert.Empty(stage.Simulator.Ledger.Orders);
        Assert.Null(answers.Problem);
        Assert.Equal(4, stage.Simulator.Log.Entries.Count);
    }

    [Theory]
    [InlineData(FaultKind.AnswerLost, 1)]
    [InlineData(FaultKind.TimeOutAfterAcceptance, 1)]
    [InlineData(FaultKind.ServerFaultAfterAcceptance, 1)]
    [InlineData(FaultKind.GarbageAnswer, 1)]
    [InlineData(FaultKind.ServerFault, 0)]
    [InlineData(FaultKind.NotProcessed, 0)]
    public async Task A_lost_answer_leaves_the_outcome_unknown_until_the_partner_is_asked(FaultKind fault, int timesBought)
    {
        foreach (string profile in (string[])[C1, Genesis])
        {
            await stage.Simulator.ResetAsync();
            stage.Simulator.Faults.Set(new FaultSwitch(fault) { Count = 1, Delay = TimeSpan.FromMinutes(1) });

            OrderPlacement placement = await PlaceAsync(profile);
            OrderSearch search = await Connect(profile).FindOrderAsync(Number, CancellationToken.None);

            Assert.Equal(PlacementOutcome.Unknown, placement.Outcome);
            Assert.Equal(timesBought, stage.Simulator.Ledger.Find("PX26000187")?.TimesBought ?? 0);
            Assert.Equal(timesBought == 1 ? SearchOutcome.Found : SearchOutcome.NotFound, search.Outcome);
        }
    }

    [Theory]
    [InlineData(C1)]
    [InlineData(Genesis)]
    public async Task A_wrong_password_is_refused_and_never_written_down(string profile)
    {
        PriceAnswers answers = await Connect(profile, "SECRET-X").GetPriceAndAvailabilityAsync([new(ArticleKey.OfSku("7100231"), 1)], CancellationToken.None);

        Assert.Equal("20002", answers.Problem?.Issue.Code);
        Assert.DoesNotContain("SECRET-X", Assert.Single(stage.Simulator.Log.Entries).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET-X", System.Text.Encoding.UTF8.GetString(Assert.Single(exchanges).Request.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(C1)]
    [InlineData(Genesis)]
    public async Task Every_pushed_message_is_read_without_a_finding(string profile)
    {
        stage.Simulator.Rules = [ServicesStage.SampleRule];
        stage.Simulator.Faults.Set(FaultKind.CreditNote, 1);
        stage.Simulator.Faults.Set(FaultKind.ChargesOnlyInvoice, 1);
        await PlaceAsync(profile);
        await stage.SettledAsync("INVOICED");
        MessageReader reader = new(WireProfiles.Load(profile, null, null));

        MessageReading[] readings = [.. stage.Postback.Received.Select(push => reader.Read(new MemoryStream(push.Body)))];

        Assert.All(readings, reading => Assert.Equal((ReadingOutcome.Message, 0), (reading.Outcome, reading.Findings.Count)));
        OrderMessage[] messages = [.. readings.SelectMany(reading => reading.Messages)];
        OrderResponse response = Assert.Single(messages.OfType<OrderResponse>());
        Assert.Equal((ResponseStatus.PartlyAccepted, "8003124571", 9.95m), (response.Status, response.DistributorOrderNumber, response.FreightAmount));
        Assert.Equal([3, 2], response.Lines[1].Schedule.Select(part => part.Quantity));
        Assert.Equal("Article arrêté, remplacé par 7100487", response.Lines[4].Text);
        Assert.Equal(6, messages.OfType<OrderStatus>().Count());
        DespatchAdvice[] advices = [.. messages.OfType<DespatchAdvice>()];
        Assert.Equal([11, 2], advices.Select(advice => advice.Lines.Sum(line => line.Quantity)));
        Assert.Equal("EX000000011FR", advices[0].Lines[0].Tracking[0].Number);
        Assert.Single(advices[0].Lines[0].SerialNumbers);
        Invoice[] invoices = [.. messages.OfType<Invoice>()];
        Assert.Equal([InvoiceKind.Invoice, InvoiceKind.Invoice, InvoiceKind.CreditNote, InvoiceKind.Invoice], invoices.Select(invoice => invoice.Kind));
        Assert.Equal((2217.79m, 367.34m, 11), (invoices[0].Totals.Due, invoices[0].Totals.Vat, invoices[0].Totals.Quantity));
        Assert.Empty(invoices[1].Lines);
    }

    [Theory]
    [InlineData(C1)]
    [InlineData(Genesis)]
    public async Task Decimal_commas_everywhere_read_the_same(string profile)
    {
        await using ServicesStage commas = await ServicesStage.StartAsync(new() { DecimalCommas = Pipeline.Simulators.IngramMicro.Services.DecimalCommas.Everywhere, Rules = [ServicesStage.SampleRule] });
        await Connect(profile, at: commas).CreateOrderAsync(Order(), CancellationToken.None);
        await commas.SettledAsync("INVOICED");
        MessageReader reader = new(WireProfiles.Load(profile, null, null));

        MessageReading reading = reader.Read(new MemoryStream(commas.Postback.Of("Invoice")[0].Body));

        Assert.Empty(reading.Findings);
        Assert.Equal(2217.79m, Assert.IsType<Invoice>(Assert.Single(reading.Messages)).Totals.Due);
    }

    [Fact]
    public async Task A_synchronous_decision_is_read_from_the_answer()
    {
        await using ServicesStage stage = await ServicesStage.StartAsync(new() { DecidesAtOnce = true });

        OrderPlacement placement = await Connect(Genesis, at: stage).CreateOrderAsync(Order(), CancellationToken.None);

        Assert.Equal(PlacementOutcome.Acknowledged, placement.Outcome);
        Assert.Equal((ResponseStatus.PartlyAccepted, "8003124571"), (placement.Acknowledgement?.Response?.Status, placement.Acknowledgement?.Response?.DistributorOrderNumber));
    }

    private IngramMicroConnector Connect(string profile, string password = "CHANGE-ME", ServicesStage? at = null)
    {
        IngramMicroAccountOptions settings = new()
        {
            Url = (profile == C1 ? (at ?? stage).Simulator.C1 : (at ?? stage).Simulator.Genesis).AbsoluteUri,
            Profile = profile, UserName = "FR_000000XM", Password = password, SenderId = "2990000001016", ReceiverId = "2990000002013",
            RetryPause = TimeSpan.Zero, Deadline = TimeSpan.FromSeconds(1), PriceCache = TimeSpan.Zero,
        };
        HttpClient client = new ServiceCollection()
            .AddSingleton<IExchangeLog>(this).AddSingleton(TimeProvider.System).AddIngramMicro(_ => settings).Services
            .BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient(IngramMicroHttp.Partner);
        return new IngramMicroConnector(client, settings, WireProfiles.Load(profile, null, null), TimeProvider.System);
    }

    private Task<OrderPlacement> PlaceAsync(string profile) => Connect(profile).CreateOrderAsync(Order(), CancellationToken.None);

    private static OrderCreate Order() => new()
    {
        PurchaseOrderNumber = Number,
        Date = new DateOnly(2026, 3, 10),
        EndUserReference = "C-88213-A",
        Currency = "EUR",
        ShipTo = new DeliveryAddress
        {
            Name = "Mme Élodie Garançon", NameAddition = "Apt 4B", Contact = "Élodie Garançon", Street = ["12 rue de l’Étuve", "Bâtiment C"],
            PostalCode = "69002", City = "Lyon", CountryCode = "FR", Email = "noreply@example.invalid", Phone = "+33000000000",
        },
        RequestedDeliveryDate = new DateOnly(2026, 3, 12),
        Lines = [Line(1, "7100231", 2, 612.40m), Line(2, "7100487", 5, 94.10m), Line(3, "7100552", 4, 71.85m), Line(4, "7100610", 2, 9.50m), Line(5, "7100999", 1, 79m)],
    };

    private static OrderCreateLine Line(int number, string sku, int quantity, decimal price) => new()
    {
        LineNumber = new LineNumber(number), Sku = DistributorSku.Parse(sku), Quantity = quantity, UnitPrice = price,
    };
}
