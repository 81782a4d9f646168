using Pipeline.Core.Catalog;
using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Simulators.Intcomex.Faults;

namespace Pipeline.Simulators.Tests.Intcomex;

/// <summary>The connector against the service that refuses what the reference does not allow.</summary>
public sealed class ConnectorTests : IAsyncLifetime
{
    private static readonly OrderCreate Wanted = ConnectorStage.Order("PWEB1", ("NB101ZTR01", 2), ("AC909LUM02", 5));

    private ConnectorStage stage = null!;

    public async Task InitializeAsync() => stage = await ConnectorStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task Prices_and_stock_are_asked_for_in_one_call_by_kind_of_key()
    {
        PriceAnswers answers = await AskAsync(
            ArticleKey.OfSku("AC909LUM02"), ArticleKey.OfSku("SF505ORV01"), ArticleKey.OfSku("AA000AAA00"), ArticleKey.OfManufacturerPartNumber("QX-SW8G"),
            ArticleKey.OfGtin("2007100230014"));

        Assert.Null(answers.Problem);
        Assert.Equal(["OK", "OK", "SKU_NOT_FOUND", "OK", "OK"], answers.Items.Select(static item => item.Status));
        Assert.Equal((new Money(11.75m, "USD"), 147, 2), (answers.Items[0].UnitPrice, answers.Items[0].Available, answers.Items[0].Plants.Count));
        Assert.Equal((new Money(20.25m, "USD"), true, 0), (answers.Items[1].UnitPrice, answers.Items[1].IsAvailable, answers.Items[1].Plants.Count));
        Assert.Equal(("NW808QUX05", 18), (answers.Items[3].Sku?.AsCompared, answers.Items[3].Available));
        Assert.Equal("NB101ZTR01", answers.Items[4].Sku?.AsCompared);
        Assert.Equal(["getproducts", "getproducts", "getproducts"], stage.Operations);
    }

    [Theory]
    [InlineData(IwsFault.ZeroPrice, "ZERO_PRICE")]
    [InlineData(IwsFault.NegativePrice, "PRICE_INVALID")]
    [InlineData(IwsFault.UnknownCurrency, "CURRENCY_UNKNOWN")]
    [InlineData(IwsFault.NullCurrency, "CURRENCY_UNKNOWN")]
    public async Task A_price_that_is_none_cannot_be_ordered_at(IwsFault fault, string status)
    {
        stage.Simulator.Faults.Set(new IwsFaultSwitch(fault));

        PriceAnswer answer = (await AskAsync(ArticleKey.OfSku("AC909LUM02"))).Items[0];

        Assert.Equal((status, false), (answer.Status, answer.IsSellable));
    }

    [Fact]
    public async Task An_order_is_placed_and_confirmed_at_once()
    {
        OrderPlacement placed = await PlaceAsync(Wanted);

        OrderResponse response = placed.Acknowledgement!.Response!;
        Assert.Equal((PlacementOutcome.Acknowledged, ResponseStatus.Accepted, "USD"), (placed.Outcome, response.Status, response.Currency));
        Assert.Equal([(1, 2, 574.5m), (2, 5, 11.75m)], response.Lines.Select(static line => (line.LineNumber!.Value.Value, line.Confirmed, line.UnitPrice!.Value)));
        Assert.Equal(["getproducts", "placeorder"], stage.Operations);
        var order = Assert.Single(stage.Simulator.Orders.All);
        Assert.Equal(("PWEB1", 3, "xzzq1"), (order.CustomerOrderNumber, order.AddressId, order.Lines[0].LocationId));
    }

    [Fact]
    public async Task What_was_asked_within_the_last_minute_is_not_asked_again()
    {
        await AskAsync(ArticleKey.OfSku("NB101ZTR01"), ArticleKey.OfSku("AC909LUM02"));
        stage.Clock.Advance(TimeSpan.FromSeconds(60));
        await PlaceAsync(Wanted);
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        await PlaceAsync(ConnectorStage.Order("PWEB2", ("NB101ZTR01", 1)));

        Assert.Equal(["getproducts", "placeorder", "getproducts", "placeorder"], stage.Operations);
    }

    [Fact]
    public async Task What_is_delivered_electronically_is_asked_about_once_and_ordered_by_itself()
    {
        OrderPlacement alone = await PlaceAsync(ConnectorStage.Order("PESD1", ("SF505ORV01", 3)));
        stage.Clock.Advance(TimeSpan.FromHours(1));
        OrderPlacement again = await PlaceAsync(ConnectorStage.Order("PESD2", ("SF505ORV01", 1)));
        OrderPlacement mixed = await PlaceAsync(ConnectorStage.Order("PMIX1", ("SF505ORV01", 1), ("NB101ZTR01", 1)));

        Assert.Equal((PlacementOutcome.Acknowledged, PlacementOutcome.Acknowledged), (alone.Outcome, again.Outcome));
        Assert.Equal((PlacementOutcome.Refused, "TYPES_MIXED"), (mixed.Outcome, Assert.Single(mixed.Breaches).Code));
        Assert.Equal(["getproducts", "placeorder", "placeorder", "getproducts"], stage.Operations);
    }

    [Theory]
    [InlineData("AD707KVS03", 2, "STOCK_SHORT")]
    [InlineData("AA000AAA00", 1, "SKU_NOT_FOUND")]
    [InlineData("XX111ZZZ11", 1, "SKU_NOT_FOUND")]
    public async Task What_cannot_be_delivered_is_not_ordered(string sku, int quantity, string code)
    {
        OrderPlacement placed = await PlaceAsync(ConnectorStage.Order("PWEB1", (sku, quantity)));

        Assert.Equal((PlacementOutcome.Refused, code), (placed.Outcome, Assert.Single(placed.Breaches).Code));
        Assert.Empty(stage.Simulator.Orders.All);
    }

    [Fact]
    public async Task A_stock_that_may_be_higher_than_shown_is_left_to_the_service()
    {
        OrderPlacement placed = await PlaceAsync(ConnectorStage.Order("PWEB1", ("SD303KVS02", 30)));

        Assert.Equal(PlacementOutcome.Acknowledged, placed.Outcome);
    }

    [Fact]
    public async Task To_another_address_nothing_is_ordered()
    {
        OrderCreate elsewhere = Wanted with { ShipTo = Wanted.ShipTo with { PostalCode = "0802" } };

        OrderPlacement placed = await PlaceAsync(elsewhere);

        Assert.Equal((PlacementOutcome.Refused, "SHIP_TO_NOT_SERVED"), (placed.Outcome, Assert.Single(placed.Breaches).Code));
        Assert.Equal("SHIP_TO_NOT_SERVED", Assert.Single(stage.Orders.PreviewOrder(elsewhere).Breaches).Code);
        Assert.Empty(stage.Exchanges);
    }

    [Fact]
    public async Task A_number_with_a_dash_is_refused_before_it_is_sent()
    {
        OrderPlacement placed = await PlaceAsync(ConnectorStage.Order("PWEB-1", ("NB101ZTR01", 1)));

        Assert.Equal("CHARACTER_UNSUPPORTED", Assert.Single(placed.Breaches).Code);
    }

    [Theory]
    [InlineData(IwsFault.CreditExhausted, "CREDIT")]
    [InlineData(IwsFault.CustomerHold, "CUSTOMER_HOLD")]
    public async Task Credit_and_hold_are_refusals(IwsFault fault, string code)
    {
        stage.Simulator.Faults.Set(new IwsFaultSwitch(fault));

        OrderPlacement placed = await PlaceAsync(Wanted);

        Assert.Equal((PlacementOutcome.Refused, code), (placed.Outcome, placed.Problem!.Issue.Code));
        Assert.Empty(stage.Simulator.Orders.All);
    }

    [Theory]
    [InlineData(IwsFault.AnswerLost)]
    [InlineData(IwsFault.StreamBroken)]
    [InlineData(IwsFault.CutInTheMiddle)]
    public async Task An_order_whose_answer_is_lost_is_unclear_and_found_by_our_number(IwsFault fault)
    {
        stage.Simulator.Faults.Set(new IwsFaultSwitch(fault) { On = "placeorder", Count = 1 });

        OrderPlacement placed = await PlaceAsync(Wanted);
        OrderSearch found = await stage.Orders.FindOrderAsync(Wanted.PurchaseOrderNumber, CancellationToken.None);

        Assert.Equal(PlacementOutcome.Unknown, placed.Outcome);
        Assert.Equal(SearchOutcome.Found, found.Outcome);
        OrderStatus status = Assert.Single(found.Orders);
        Assert.Equal(("PWEB1", OrderStatusCode.Open, new DateOnly(2026, 3, 10)), (status.PurchaseOrderNumber, status.Status, status.DistributorOrderDate));
        Assert.Equal([(1, 2), (2, 5)], status.Lines.Select(static line => (line.LineNumber!.Value.Value, line.Ordered)));
        Assert.Single(stage.Simulator.Orders.All);
    }

    [Theory]
    [InlineData(IwsFault.InternalFailure, true)]
    [InlineData(IwsFault.GatewayFault, true)]
    [InlineData(IwsFault.HtmlBody, true)]
    [InlineData(IwsFault.InternalFailure, false)]
    [InlineData(IwsFault.GatewayFault, false)]
    public async Task After_a_failure_nobody_knows_until_it_is_asked(IwsFault fault, bool isDone)
    {
        stage.Simulator.Faults.Set(new IwsFaultSwitch(fault) { On = "placeorder", Count = 1, Done = isDone });

        OrderPlacement placed = await PlaceAsync(Wanted);
        OrderSearch found = await stage.Orders.FindOrderAsync(Wanted.PurchaseOrderNumber, CancellationToken.None);

        Assert.Equal(PlacementOutcome.Unknown, placed.Outcome);
        Assert.Equal(isDone ? SearchOutcome.Found : SearchOutcome.NotFound, found.Outcome);
        Assert.Equal(isDone ? 1 : 0, stage.Simulator.Orders.All.Count);
        Assert.Single(stage.Operations, static operation => operation == "placeorder");
    }

    [Fact]
    public async Task A_number_that_is_still_being_worked_on_is_unclear_and_told_from_a_lost_answer()
    {
        stage.Simulator.Faults.Set(new IwsFaultSwitch(IwsFault.Slow) { On = "placeorder", Count = 1 });
        int timers = stage.Clock.TimersMade;
        Task<OrderPlacement> first = PlaceAsync(Wanted);
        await TestSupport.WaitFor.TrueAsync(() => stage.Simulator.Orders.All.Count == 1 && stage.Clock.TimersMade > timers);

        OrderPlacement second = await PlaceAsync(Wanted);
        stage.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((PlacementOutcome.Unknown, true), (second.Outcome, second.IsBusy));
        Assert.Equal((PlacementOutcome.Acknowledged, false), ((await first).Outcome, (await first).IsBusy));
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10)), (stage.Distributor.BusyRecovery[0], stage.Distributor.BusyRecovery[^1]));
    }

    [Fact]
    public async Task An_order_that_is_sent_twice_is_one_order()
    {
        OrderPlacement first = await PlaceAsync(Wanted);
        OrderPlacement second = await PlaceAsync(Wanted);

        Assert.Equal((PlacementOutcome.Acknowledged, PlacementOutcome.Acknowledged), (first.Outcome, second.Outcome));
        Assert.Equal(first.Acknowledgement!.DocumentId, second.Acknowledgement!.DocumentId);
        Assert.Single(stage.Simulator.Orders.All);
    }

    [Fact]
    public async Task A_number_that_another_order_has_stops_ours()
    {
        await PlaceAsync(Wanted);

        OrderPlacement other = await PlaceAsync(ConnectorStage.Order("PWEB1", ("NB101ZTR01", 3), ("AC909LUM02", 5)));

        Assert.Equal((PlacementOutcome.Refused, "NUMBER_TAKEN"), (other.Outcome, other.Problem!.Issue.Code));
        Assert.Contains("NUMBER_TAKEN", stage.Distributor.SettingsFaults);
        Assert.Single(stage.Simulator.Orders.All);
    }

    [Fact]
    public async Task Two_that_place_the_same_order_at_once_place_one()
    {
        stage.Simulator.Faults.Set(new IwsFaultSwitch(IwsFault.SlowStart) { On = "placeorder", Count = 1, Delay = TimeSpan.FromSeconds(20) });
        await AskAsync(ArticleKey.OfSku("NB101ZTR01"), ArticleKey.OfSku("AC909LUM02"));

        Task<OrderPlacement>[] placing = [PlaceAsync(Wanted), PlaceAsync(Wanted)];
        OrderPlacement fast = await await Task.WhenAny(placing);
        stage.Clock.Advance(TimeSpan.FromSeconds(20));
        OrderPlacement[] both = await Task.WhenAll(placing);

        Assert.Contains(fast, both);
        Assert.All(both, static placement => Assert.Contains(placement.Outcome, new[] { PlacementOutcome.Acknowledged, PlacementOutcome.Unknown }));
        Assert.Single(stage.Simulator.Orders.All);
    }

    [Fact]
    public async Task An_order_that_is_not_there_is_looked_for_among_those_of_these_days_too()
    {
        OrderSearch missing = await stage.Orders.FindOrderAsync(PurchaseOrderNumber.Parse("PNONE"), CancellationToken.None);

        Assert.Equal((SearchOutcome.NotFound, "30"), (missing.Outcome, missing.Problem!.Issue.Code));
        Assert.Equal(["getorder", "getorders"], stage.Operations);
        Assert.EndsWith("getorders?startDate=2026-03-09&endDate=2026-03-11", stage.Exchanges[1].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_number_may_be_the_number_of_somebody_elses_order()
    {
        string theirs = (await PlaceAsync(Wanted)).Acknowledgement!.DocumentId!;

        OrderSearch search = await stage.Orders.FindOrderAsync(PurchaseOrderNumber.Parse(theirs), CancellationToken.None);

        Assert.Equal(SearchOutcome.NotFound, search.Outcome);
        Assert.Empty(search.Orders);
    }

    [Fact]
    public async Task A_service_that_cannot_answer_does_not_say_that_there_is_no_order()
    {
        stage.Simulator.Faults.Set(new IwsFaultSwitch(IwsFault.CustomerHold));
        stage.Simulator.Faults.Set(new IwsFaultSwitch(IwsFault.UnregisteredAddress) { On = "getorders" });

        OrderSearch search = await stage.Orders.FindOrderAsync(PurchaseOrderNumber.Parse("PNONE"), CancellationToken.None);

        Assert.Equal((SearchOutcome.Unknown, "CALLER_NOT_REGISTERED"), (search.Outcome, search.Problem!.Issue.Code));
    }

    [Theory]
    [InlineData(IwsFault.IntegerStatusCode)]
    [InlineData(IwsFault.ShuffledMembers)]
    [InlineData(IwsFault.UnknownMembers)]
    [InlineData(IwsFault.QuotedStock)]
    [InlineData(IwsFault.OtherMpnSpelling)]
    [InlineData(IwsFault.NullBrand)]
    [InlineData(IwsFault.ContradictoryErrors)]
    [InlineData(IwsFault.QuotedErrorCode)]
    public async Task Answers_of_another_form_mean_the_same(IwsFault fault)
    {
        stage.Simulator.Faults.Set(new IwsFaultSwitch(fault));

        OrderPlacement placed = await PlaceAsync(Wanted);
        OrderPlacement again = await PlaceAsync(Wanted);
        OrderSearch found = await stage.Orders.FindOrderAsync(Wanted.PurchaseOrderNumber, CancellationToken.None);

        Assert.Equal((PlacementOutcome.Acknowledged, PlacementOutcome.Acknowledged), (placed.Outcome, again.Outcome));
        Assert.Equal(["1", "1"], new[] { placed.Acknowledgement!.ReturnCode, found.Orders[0].StatusCode! });
    }

    [Fact]
    public async Task A_state_that_nobody_knows_is_told_and_is_no_state()
    {
        await PlaceAsync(Wanted);
        stage.Simulator.Faults.Set(new IwsFaultSwitch(IwsFault.UnknownStatus));

        OrderStatus status = (await stage.Orders.FindOrderAsync(Wanted.PurchaseOrderNumber, CancellationToken.None)).Orders[0];

        Assert.Equal((OrderStatusCode.Unknown, "STATUS_UNKNOWN"), (status.Status, Assert.Single(status.Issues!).Code));
    }

    [Fact]
    public async Task An_order_on_hold_is_shown_with_its_reason_until_it_is_released()
    {
        stage.Simulator.Faults.Set(new IwsFaultSwitch(IwsFault.OrderOnHold));
        await PlaceAsync(Wanted);

        OrderStatus held = (await stage.Orders.FindOrderAsync(Wanted.PurchaseOrderNumber, CancellationToken.None)).Orders[0];

        Assert.Equal(OrderStatusCode.OnHold, held.Status);
        Assert.StartsWith("MGNO", held.StatusText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_whose_clock_is_ahead_is_told_from_ours()
    {
        stage.Simulator.Faults.Set(new IwsFaultSwitch(IwsFault.ClockOff));

        OrderPlacement placed = await PlaceAsync(Wanted);

        Assert.Equal((PlacementOutcome.Refused, "CLOCK_OFF"), (placed.Outcome, placed.Problem!.Issue.Code));
        Assert.Equal("The partner finds our time wrong: it is 2026-03-10T06:10:00Z there and 2026-03-10T06:00:00Z here.", placed.Problem.Issue.Cause);
        Assert.Equal(["getproducts", "getproducts"], stage.Operations);
    }

    [Fact]
    public async Task An_order_is_cancelled_once_however_often_it_is_asked_for()
    {
        await PlaceAsync(Wanted);

        OrderCancellation first = await stage.Orders.CancelOrderAsync(Wanted.PurchaseOrderNumber, CancellationToken.None);
        OrderCancellation second = await stage.Orders.CancelOrderAsync(Wanted.PurchaseOrderNumber, CancellationToken.None);

        Assert.Equal((CancellationOutcome.Cancelled, CancellationOutcome.Cancelled), (first.Outcome, second.Outcome));
        Assert.Equal((OrderStatusCode.Voided, "PWEB1"), (first.Order!.Status, first.Order.PurchaseOrderNumber));
        Assert.Single(stage.Operations, static operation => operation == "cancelorder");
    }

    [Theory]
    [InlineData(IwsFault.AnswerLost, CancellationOutcome.Cancelled)]
    [InlineData(IwsFault.ConnectionCut, CancellationOutcome.Unknown)]
    public async Task A_cancellation_whose_answer_is_lost_is_read_from_the_order(IwsFault fault, CancellationOutcome outcome)
    {
        await PlaceAsync(Wanted);
        stage.Simulator.Faults.Set(new IwsFaultSwitch(fault) { On = "cancelorder", Count = 1 });

        OrderCancellation cancelled = await stage.Orders.CancelOrderAsync(Wanted.PurchaseOrderNumber, CancellationToken.None);

        Assert.Equal(outcome, cancelled.Outcome);
        Assert.Equal(["cancelorder", "getorder"], stage.Operations.TakeLast(2));
    }

    [Fact]
    public async Task What_is_invoiced_or_not_there_is_not_cancelled()
    {
        await PlaceAsync(Wanted);
        stage.Simulator.Orders.Move(stage.Simulator.Orders.All[0].OrderNumber, 5);

        OrderCancellation late = await stage.Orders.CancelOrderAsync(Wanted.PurchaseOrderNumber, CancellationToken.None);
        OrderCancellation missing = await stage.Orders.CancelOrderAsync(PurchaseOrderNumber.Parse("PNONE"), CancellationToken.None);

        Assert.Equal((CancellationOutcome.Refused, "39"), (late.Outcome, late.Problem!.Issue.Code));
        Assert.Equal((CancellationOutcome.Refused, "30"), (missing.Outcome, missing.Problem!.Issue.Code));
    }

    private Task<OrderPlacement> PlaceAsync(OrderCreate order) => stage.Orders.CreateOrderAsync(order, CancellationToken.None);

    private Task<PriceAnswers> AskAsync(params IReadOnlyList<ArticleKey> articles) =>
        stage.Orders.GetPriceAndAvailabilityAsync([.. articles.Select(static article => new PriceQuery(article, 1))], CancellationToken.None);
}
