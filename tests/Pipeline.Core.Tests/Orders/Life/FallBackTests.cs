using Pipeline.Core.Issues;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Commands;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Tests.Orders.Life;

/// <summary>What one distributor does not bring is asked of the next, once, and nothing is bought twice.</summary>
public sealed class FallBackTests
{
    private const string Ean = "2007100230014";
    private readonly AHouse house = new();

    public FallBackTests() => Offer(house, "ingram-micro/A 10.00 9", "intcomex/B 11.00 9");

    [Fact]
    public async Task A_refusal_sends_the_line_to_the_next_and_the_timeline_tells_why()
    {
        house.Receive(Wanted(5));
        house.Ingram.Answer = static _ => Refused("SOLD_OUT");

        await house.RunAsync();

        Assert.Equal((OrderState.Placed, "SOLD_OUT"), (house.Record.State, house.Record.Order.PurchaseOrders[0].RefusalCode));
        OrderCreate second = Assert.Single(house.Intcomex.Arrived);
        Assert.Equal((PurchaseOrderNumber.Derive(AHouse.Id, 2), 5, 10.50m), (second.PurchaseOrderNumber, second.Lines[0].Quantity, second.Lines[0].UnitPrice));
        Assert.Contains(
            "Line 1: 5 from intcomex B (11.00 EUR), in stock. Not ingram-micro A: REJECTED_BEFORE, It has not brought the line already.",
            house.Store.Events.Select(static entry => entry.Summary));
        Assert.Single(house.Ingram.Arrived);
    }

    [Fact]
    public async Task Nobody_is_asked_twice_and_with_nobody_left_the_order_is_rejected()
    {
        house.Receive(Wanted(5));
        house.Ingram.Answer = house.Intcomex.Answer = static _ => Refused("SOLD_OUT");

        OrderDecision decision = await house.RunAsync();

        Assert.Equal((NextStep.End, OrderState.Rejected), (decision.Step, house.Record.State));
        Assert.Equal((1, 1), (house.Ingram.Arrived.Count, house.Intcomex.Arrived.Count));
    }

    [Theory]
    [InlineData("CREDIT")]
    [InlineData("CUSTOMER_HOLD")]
    public async Task Credit_and_hold_stop_the_distributor_for_all_orders_until_a_person_resumes_it(string code)
    {
        house.Receive(Wanted(5));
        house.Ingram.Loses = house.Intcomex.Loses = true;
        house.Ingram.Answer = house.Intcomex.Answer = _ => Refused(code);
        await house.RunAsync();

        Assert.Equal(OrderState.Blocked, house.Record.State);
        Assert.Equal([code, code, "NO_DISTRIBUTOR_LEFT"], house.Record.Order.Obstacles!.Select(static issue => issue.Code));
        Assert.Equal(["ingram-micro", "intcomex"], house.Choosing.Stops.Keys.Order(StringComparer.Ordinal));

        (house.Ingram.Loses, house.Ingram.Answer) = (false, null);
        await RetryAsync();
        Assert.Equal(OrderState.Blocked, house.Record.State);
        Assert.Empty(house.Ingram.Arrived);

        _ = house.Choosing.Stops.Remove("ingram-micro");
        await RetryAsync();
        Assert.Equal(OrderState.Placed, house.Record.State);
        Assert.Single(house.Ingram.Arrived);
    }

    [Fact]
    public async Task With_the_others_not_eligible_the_order_says_who_refused_and_that_nobody_is_left()
    {
        house.Intcomex.ShipTo = static _ => new Issue("SHIP_TO_NOT_SERVED", null, "FR-75007");
        house.Receive(Wanted(5));
        house.Ingram.Answer = static _ => Refused("CREDIT");

        await house.RunAsync();

        Assert.Equal(["CREDIT", "NO_DISTRIBUTOR_LEFT"], house.Record.Order.Obstacles!.Select(static issue => issue.Code));
        Assert.Contains("Line 1: nobody is left. Not ingram-micro A: CREDIT, The credit at ingram-micro is exhausted; intcomex B: SHIP_TO_NOT_SERVED, The distributor delivers only to addresses that it knows, and FR-75007 is none of them.",
            house.Store.Events.Select(static entry => entry.Summary));
    }

    [Fact]
    public async Task Credit_at_the_first_and_a_refusal_of_the_second_wait_for_a_person_too()
    {
        house.Receive(Wanted(5));
        house.Ingram.Answer = static _ => Refused("CREDIT");
        house.Intcomex.Answer = static _ => Refused("SOLD_OUT");

        await house.RunAsync();

        Assert.Equal(OrderState.Blocked, house.Record.State);
        Assert.Equal(["CREDIT", "NO_DISTRIBUTOR_LEFT"], house.Record.Order.Obstacles!.Select(static issue => issue.Code));
    }

    [Fact]
    public async Task A_line_that_a_stopped_distributor_could_bring_waits_for_a_person()
    {
        house.Choosing.Stops["intcomex"] = new("intcomex", "CREDIT", house.Clock.GetUtcNow(), "P1");
        house.Receive(Wanted(5));
        house.Ingram.Answer = static _ => Refused("SOLD_OUT");

        await house.RunAsync();
        Assert.Equal(["CREDIT", "NO_DISTRIBUTOR_LEFT"], house.Record.Order.Obstacles!.Select(static issue => issue.Code));

        house.Choosing.Stops.Clear();
        house.Ingram.Loses = true;
        await RetryAsync();
        Assert.Single(house.Intcomex.Arrived);
    }

    [Fact]
    public async Task A_line_that_names_its_distributor_waits_for_credit()
    {
        house.Receive(AHouse.Sku(1, "A", 1));
        house.Ingram.Loses = true;
        house.Ingram.Answer = static _ => Refused("CREDIT");

        await house.RunAsync();

        Assert.Equal((OrderState.Blocked, "CREDIT"), (house.Record.State, house.Record.Order.Obstacles![0].Code));
        Assert.Empty(house.Intcomex.Arrived);
    }

    [Fact]
    public async Task A_rejection_by_message_sends_the_line_to_the_next()
    {
        await PlacedAsync(5);

        await SayAsync(AnOrder.Response(1, "8001", AnOrder.Answer(1, 10, "A", 5, 0, 0)));
        await house.RunAsync();

        Assert.Equal(5, Assert.Single(house.Intcomex.Arrived).Lines[0].Quantity);
        Assert.Equal(OrderState.Placed, house.Record.State);
        Assert.Contains("ingram-micro does not bring 5 pieces of line 1; another distributor is looked for.", house.Store.Events.Select(static entry => entry.Summary));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_followed_distributor_cancels_unasked_goes_to_the_next_with_an_alarm(bool hasOther)
    {
        AHouse followed = new(new FollowSchedule());
        Offer(followed, hasOther ? ["intcomex/B 10.00 9", "ingram-micro/A 11.00 9"] : ["intcomex/B 10.00 9"]);
        followed.Receive(Wanted(5));
        await followed.RunAsync();
        followed.Intcomex.Standing = order => new FollowAnswer
        {
            Messages =
            [
                new FollowedMessage(
                    new OrderStatus
                    {
                        Origin = new MessageOrigin { SentAt = followed.Clock.GetUtcNow() },
                        PurchaseOrderNumber = order.Number.Value,
                        DistributorOrderNumber = "8001",
                        Status = OrderStatusCode.Voided,
                        Lines = [new OrderStatusLine { Sku = order.Lines[0].Sku, Status = OrderStatusCode.Voided, Ordered = 5 }],
                    },
                    "x-follow"),
            ],
            IsOver = true,
        };

        followed.Clock.Advance(TimeSpan.FromMinutes(1));
        await followed.RunAsync();

        Assert.Equal(hasOther ? [5] : [], followed.Ingram.Arrived.Select(static order => order.Lines[0].Quantity));
        Assert.Equal(hasOther ? OrderState.Placed : OrderState.Cancelled, followed.Record.State);
        Assert.Contains(followed.Record.Alarms, static alarm => alarm.Code == IssueCodes.CancelledByDistributor && alarm.ClearedAt is null);
        Assert.Equal(
            hasOther, followed.Store.Events.Any(static entry => entry.Summary == "intcomex does not bring 5 pieces of line 1; another distributor is looked for."));
    }

    [Fact]
    public async Task With_nobody_left_a_rejection_by_message_ends_the_order_as_before()
    {
        house.Catalog.RemoveAt(1);
        await PlacedAsync(5);

        await SayAsync(AnOrder.Response(1, "8001", AnOrder.Answer(1, 10, "A", 5, 0, 0)));
        await house.RunAsync();

        Assert.Equal(OrderState.Rejected, house.Record.State);
        Assert.Empty(house.Intcomex.Arrived);
    }

    [Fact]
    public async Task A_line_that_is_brought_after_all_is_not_ordered_elsewhere()
    {
        await PlacedAsync(5);
        await SayAsync(AnOrder.Response(1, "8001", AnOrder.Answer(1, 10, "A", 5, 0, 0)));
        await house.Sourcing.SourceAsync(AHouse.Id, default);

        await SayAsync(AnOrder.Response(2, "8001", AnOrder.Answer(1, 10, "A", 5, 5, 0)));
        await house.RunAsync();

        Assert.Empty(house.Intcomex.Arrived);
        Assert.Equal(OrderState.Confirmed, house.Record.State);
        Assert.Equal(PurchasePhase.Cancelled, house.Record.Order.PurchaseOrders[1].Phase);
        Assert.Empty(house.Record.Alarms);
    }

    [Fact]
    public async Task A_line_that_is_brought_after_another_has_it_raises_an_alarm()
    {
        await PlacedAsync(5);
        await SayAsync(AnOrder.Response(1, "8001", AnOrder.Answer(1, 10, "A", 5, 0, 0)));
        await house.RunAsync();

        await SayAsync(AnOrder.Response(2, "8001", AnOrder.Answer(1, 10, "A", 5, 5, 0)));

        OrderAlarm alarm = Assert.Single(house.Record.Alarms, static alarm => alarm.ClearedAt is null);
        Assert.Equal(("BOUGHT_TWICE", "line 1"), (alarm.Code, alarm.Subject));
        Assert.StartsWith("5 pieces too many are ordered", alarm.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pieces_that_are_rejected_alone_go_to_the_next()
    {
        await PlacedAsync(5);

        await SayAsync(AnOrder.Response(
            1, "8001", AnOrder.Answer(1, 10, "A", 3, 3, 0), AnOrder.Answer(1, 20, "A", 2, 0, 0)));
        await house.RunAsync();

        Assert.Equal(2, Assert.Single(house.Intcomex.Arrived).Lines[0].Quantity);
        LineProgressIs(confirmed: 3, rejected: 0);
    }

    [Fact]
    public async Task Stock_that_is_gone_when_prices_are_asked_for_sends_the_line_to_the_next_before_anything_is_sent()
    {
        house.Ingram.Price = static answer => answer with { Plants = [new PlantAvailability("FR01", null, 0, 0, null)] };
        house.Receive(Wanted(5));

        await house.RunAsync();

        Assert.Empty(house.Ingram.Arrived);
        Assert.Single(house.Intcomex.Arrived);
        Assert.Equal("STOCK_SHORT", house.Record.Order.PurchaseOrders[0].RefusalCode);
    }

    [Fact]
    public async Task Stock_that_is_gone_everywhere_is_ordered_back()
    {
        house.Ingram.Price = house.Intcomex.Price = static answer => answer with { Plants = [new PlantAvailability("FR01", null, 0, 0, null)] };
        house.Receive(Wanted(5));

        await house.RunAsync();

        Assert.Equal(1, house.Ingram.Arrived.Count + house.Intcomex.Arrived.Count);
        Assert.Equal(OrderState.Placed, house.Record.State);
    }

    [Fact]
    public async Task An_article_that_no_distributor_knows_any_more_waits_for_a_person()
    {
        house.Ingram.Price = house.Intcomex.Price = static answer => answer with { Status = IssueCodes.SkuNotFound, UnitPrice = null };
        house.Receive(Wanted(5));

        await house.RunAsync();

        Assert.Equal((OrderState.Blocked, "SKU_NOT_FOUND"), (house.Record.State, house.Record.Order.Obstacles![0].Code));
        Assert.Empty(house.Ingram.Arrived.Concat(house.Intcomex.Arrived));
    }

    [Fact]
    public async Task A_cancelled_order_is_asked_of_nobody_else()
    {
        await PlacedAsync(5);
        house.Store.Put(house.Record with { Order = house.Record.Order.Cancel() });

        await SayAsync(AnOrder.Response(1, "8001", AnOrder.Answer(1, 10, "A", 5, 0, 0)));
        await house.RunAsync();

        Assert.Empty(house.Intcomex.Arrived);
        Assert.Equal(OrderState.Rejected, house.Record.State);
    }

    /// <summary>The process ends before or after each call of a port, between choice, promise, placing, rejection and the next choice.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_cut_at_any_port_call_buys_twice_or_loses_a_line(bool after)
    {
        for (int at = 1; ; at++)
        {
            AHouse one = new();
            Offer(one, "ingram-micro/A 10.00 9", "intcomex/B 11.00 9");
            one.Receive(Wanted(5));
            one.Ingram.Loses = true;
            one.Ingram.Answer = static _ => Refused("CREDIT");
            (one.Cuts.At, one.Cuts.After) = (at, after);
            try
            {
                await one.RunAsync();
            }
            catch (CutException)
            {
            }

            bool happened = one.Cuts.Happened;
            one.Cuts.Reset();
            for (int minute = 0; minute < 60; minute++)
            {
                await one.RunAsync();
                one.Clock.Advance(TimeSpan.FromMinutes(1));
            }

            Assert.Empty(one.Ingram.Arrived);
            Assert.Equal(5, Assert.Single(one.Intcomex.Arrived).Lines[0].Quantity);
            Assert.Equal(OrderState.Placed, one.Record.State);
            Assert.Equal(["ingram-micro"], one.Choosing.Stops.Keys);
            if (!happened)
            {
                return;
            }
        }
    }

    internal static SalesOrderLine Wanted(int quantity) => new() { LineNumber = new LineNumber(1), Gtin = Ean, Quantity = quantity };

    internal static void Offer(AHouse house, params string[] entries) =>
        house.Catalog.AddRange(entries.Select(static text => SourcingChoiceTests.Entry(text, Ean)));

    private static OrderPlacement Refused(string code) => new()
    {
        Outcome = PlacementOutcome.Refused, ExchangeId = "x-fail", Problem = new CallIssue(new Issue(code, null, null) { SaidCause = "no" }, "x-fail"),
    };

    private async Task PlacedAsync(int quantity)
    {
        house.Receive(Wanted(quantity));
        await house.RunAsync();
        Assert.Single(house.Ingram.Arrived);
    }

    private Task<MessageOutcome> SayAsync(OrderResponse response) => house.Notifications.HandleAsync(
        OrderMessageMergerTests.Push("n1"),
        OrderMessageMergerTests.Reading(response with { PurchaseOrderNumber = PurchaseOrderNumber.Derive(AHouse.Id, 1).Value }), default);

    private async Task RetryAsync()
    {
        _ = await new OrderCommandHandler(new OrderUpdater(house.Store, house.Clock), house).RetryAsync(AHouse.Id, "anna", default);
        await house.RunAsync();
    }

    private void LineProgressIs(int confirmed, int rejected)
    {
        var line = house.Record.Order.Progress()[0];
        Assert.Equal((confirmed, rejected), (line.Confirmed, line.Rejected));
    }
}
