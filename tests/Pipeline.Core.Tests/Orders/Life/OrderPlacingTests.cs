using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Tests.Orders.Life;

public sealed class OrderPlacingTests
{
    private static readonly PurchaseOrderNumber Number = PurchaseOrderNumber.Derive(AHouse.Id, 1);
    private readonly AHouse house = new();

    [Fact]
    public async Task An_order_is_sourced_priced_and_placed_once()
    {
        house.Receive(AHouse.Sku(1, "7100231", 2), AHouse.Sku(2, "7100232", 5));

        OrderDecision decision = await house.RunAsync();

        Assert.Equal(NextStep.Wait, decision.Step);
        OrderCreate sent = Assert.Single(house.Ingram.Arrived);
        Assert.Equal(Number, sent.PurchaseOrderNumber);
        Assert.Equal([(1, "7100231", 2, 10.50m), (2, "7100232", 5, 10.50m)],
            sent.Lines.Select(line => (line.LineNumber.Value, line.Sku.AsCompared, line.Quantity, line.UnitPrice)));
        Assert.Equal((new DateOnly(2026, 3, 10), "EUR", true, true, false), (sent.Date, sent.Currency, sent.AllowBackOrder, sent.AllowSplit, sent.ShipComplete));
        Assert.Equal(OrderState.Placed, house.Record.State);
        Assert.Equal(["sourcing", "priceAndAvailability", "orderCreate", "acknowledgement"], house.Steps);
        Assert.Equal([null, "x-price", "x-create", "x-create"], house.Store.Events.Select(entry => entry.ExchangeId));
        Assert.Equal("ingram-micro is to bring 2 lines as " + Number + ".", house.Store.Events[0].Summary);
        Assert.Equal("ingram-micro offers 2 of 2 articles, 73.50 EUR in all.", house.Store.Events[1].Summary);
        Assert.Equal($"Order Create {Number} to ingram-micro (2 lines, 73.50 EUR) was sent.", house.Store.Events[2].Summary);
        Assert.Equal((1, house.Clock.GetUtcNow()), (house.Record.Attempts[0].Sends, house.Record.Attempts[0].AcknowledgedAt));
    }

    [Fact]
    public async Task Two_distributors_get_an_order_each()
    {
        house.Receive(AHouse.Sku(1, "A", 2), AHouse.Sku(2, "X9", 5, "intcomex"));

        await house.RunAsync();

        Assert.Equal(1, Assert.Single(Assert.Single(house.Ingram.Arrived).Lines).LineNumber.Value);
        OrderCreate second = Assert.Single(house.Intcomex.Arrived);
        Assert.Equal((PurchaseOrderNumber.Derive(AHouse.Id, 2), 2), (second.PurchaseOrderNumber, second.Lines[0].LineNumber.Value));
    }

    [Fact]
    public async Task Of_two_callers_at_once_one_sends()
    {
        for (int round = 0; round < 20; round++)
        {
            AHouse one = new();
            await ReadyAsync(one);
            using Barrier both = new(2);
            int arrivals = 0;
            one.Store.BeforeWrite = () =>
            {
                if (Interlocked.Increment(ref arrivals) <= 2)
                {
                    both.SignalAndWait();
                }

                return Task.CompletedTask;
            };

            await Task.WhenAll(Task.Run(() => one.Placing.PlaceAsync(AHouse.Id, Number, default)),
                Task.Run(() => one.Placing.PlaceAsync(AHouse.Id, Number, default)));

            Assert.Single(one.Ingram.Arrived);
            Assert.Equal(1, one.Record.Attempts[0].Sends);
            Assert.Equal(PurchasePhase.Acknowledged, one.Record.Order.PurchaseOrders[0].Phase);
        }
    }

    [Fact]
    public async Task Placing_again_what_is_placed_does_nothing()
    {
        await ReadyAsync(house);
        await house.Placing.PlaceAsync(AHouse.Id, Number, default);
        int writes = house.Store.Writes;

        await house.Placing.PlaceAsync(AHouse.Id, Number, default);

        Assert.Single(house.Ingram.Arrived);
        Assert.Equal(writes, house.Store.Writes);
    }

    /// <summary>The process ends before or after each call of a port, then somebody goes on, for hours if need be.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_cut_at_any_port_call_buys_twice_or_not_at_all(bool after)
    {
        for (int at = 1; ; at++)
        {
            AHouse one = new();
            one.Receive(AHouse.Sku(1, "A", 2), AHouse.Sku(2, "X9", 5, "intcomex"));
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

            Assert.Equal(Number, Assert.Single(one.Ingram.Arrived).PurchaseOrderNumber);
            Assert.Single(one.Intcomex.Arrived);
            Assert.All(one.Record.Order.PurchaseOrders, order => Assert.Equal(PurchasePhase.Acknowledged, order.Phase));
            if (!happened)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task An_unclear_order_is_found_by_its_number_and_not_sent_again()
    {
        await ReadyAsync(house);
        house.Ingram.Answer = static _ => Failed(PlacementOutcome.Unknown, "CALL_TIMED_OUT", "no answer within 30 s");
        await house.RunAsync();
        Assert.Equal(PurchasePhase.Sending, house.Record.Order.PurchaseOrders[0].Phase);

        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.RunAsync();

        Assert.Single(house.Ingram.Arrived);
        Assert.Equal(PurchasePhase.Acknowledged, house.Record.Order.PurchaseOrders[0].Phase);
        Assert.Equal(["8001"], house.Record.Order.PurchaseOrders[0].Progress().DistributorOrderNumbers);
        Assert.Equal(AHouse.Id, house.Numbers.Orders["ingram-micro/8001"]);
        Assert.Equal(["orderCreate", "orderInquiry", "acknowledgement", "orderStatus"], house.Steps.Skip(2));
        Assert.Equal(("CALL_TIMED_OUT", "x-fail"), (house.Store.Events[2].Code, house.Store.Events[2].ExchangeId));
        Assert.Equal($"ingram-micro has {Number} as 8001.", house.Store.Events[3].Summary);
    }

    [Fact]
    public async Task An_order_that_never_arrived_is_sent_again_after_a_quarter_of_an_hour_with_the_same_number()
    {
        await ReadyAsync(house);
        house.Ingram.Loses = true;
        house.Ingram.Answer = static _ => Failed(PlacementOutcome.Unknown, "CALL_TIMED_OUT", "no answer");
        await house.RunAsync();
        (house.Ingram.Loses, house.Ingram.Answer) = (false, null);
        for (int minute = 1; minute < 15; minute++)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(1));
            await house.RunAsync();
            Assert.Empty(house.Ingram.Arrived);
        }

        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.RunAsync();

        Assert.Equal(Number, Assert.Single(house.Ingram.Arrived).PurchaseOrderNumber);
        Assert.Equal(2, house.Record.Attempts[0].Sends);
        Assert.Equal(PurchasePhase.Acknowledged, house.Record.Order.PurchaseOrders[0].Phase);
    }

    [Fact]
    public async Task A_message_proves_that_the_distributor_has_an_unclear_order()
    {
        await ReadyAsync(house);
        house.Ingram.Loses = true;
        house.Ingram.Answer = static _ => Failed(PlacementOutcome.Unknown, "CALL_TIMED_OUT", "no answer");
        await house.RunAsync();

        await house.Notifications.HandleAsync(OrderMessageMergerTests.Push("n1"), OrderMessageMergerTests.Reading(
            AnOrder.Response(1, "8001", AnOrder.Answer(1, 10, "A", 2, 2, 0)) with { PurchaseOrderNumber = Number.Value }), default);
        house.Clock.Advance(TimeSpan.FromHours(2));
        await house.RunAsync();

        Assert.Empty(house.Ingram.Arrived);
        Assert.Equal((1, 0), (house.Record.Attempts[0].Sends, house.Ingram.Asked));
        Assert.Equal(OrderState.Confirmed, house.Record.State);
    }

    [Fact]
    public async Task A_closed_service_never_fails_the_order()
    {
        await ReadyAsync(house);
        house.Ingram.Loses = true;
        house.Ingram.Answer = static _ => Failed(PlacementOutcome.NotSent, "20005", "20005: closed");
        List<double> pauses = [];
        for (int i = 0; i < 7; i++)
        {
            OrderDecision decision = await house.RunAsync();
            pauses.Add((decision.Until!.Value - house.Clock.GetUtcNow()).TotalMinutes);
            house.Clock.Advance(decision.Until!.Value - house.Clock.GetUtcNow());
        }

        (house.Ingram.Loses, house.Ingram.Answer) = (false, null);
        await house.RunAsync();

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], pauses);
        Assert.Single(house.Ingram.Arrived);
        Assert.Equal(0, house.Ingram.Asked);
        Assert.Equal((8, null), (house.Record.Attempts[0].Sends, house.Record.Attempts[0].Pause));
        Assert.Empty(house.Record.Alarms);
    }

    [Fact]
    public async Task A_distributor_that_never_says_whether_it_has_the_order_raises_an_alarm()
    {
        await ReadyAsync(house);
        house.Ingram.Answer = static _ => Failed(PlacementOutcome.Unknown, "CALL_TIMED_OUT", "no answer");
        house.Ingram.CannotBeAsked = true;
        for (int minute = 0; minute <= 30; minute++)
        {
            await house.RunAsync();
            house.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        OrderAlarm alarm = Assert.Single(house.Record.Alarms);
        Assert.Equal((IssueCodes.PlacementUnknown, Number.Value, null), (alarm.Code, alarm.Subject, alarm.ClearedAt));
        Assert.Equal(4, house.Ingram.Asked);

        house.Ingram.CannotBeAsked = false;
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        await house.RunAsync();

        Assert.Equal(house.Clock.GetUtcNow(), Assert.Single(house.Record.Alarms).ClearedAt);
        Assert.Single(house.Ingram.Arrived);
    }

    [Fact]
    public async Task A_refused_order_is_rejected()
    {
        await ReadyAsync(house);
        house.Ingram.Answer = static _ => Failed(PlacementOutcome.Refused, "POSTCODE_INVALID", "20004: the postal code does not exist");

        OrderDecision decision = await house.RunAsync();

        Assert.Equal((NextStep.End, OrderState.Rejected, "POSTCODE_INVALID"),
            (decision.Step, house.Record.State, house.Record.Order.PurchaseOrders[0].RefusalCode));
        Assert.Equal(["orderCreate", "ended"], house.Steps.Skip(2));
        Assert.Null(house.Record.ReviewDueAt);
    }

    [Fact]
    public async Task A_refusal_beside_a_living_order_waits_for_a_person_and_a_retry_takes_a_new_number()
    {
        house.Receive(AHouse.Sku(1, "A", 2), AHouse.Sku(2, "X9", 5, "intcomex"));
        house.Intcomex.Answer = static _ => Failed(PlacementOutcome.Refused, "CREDIT_BLOCK", "no credit");
        await house.RunAsync();

        Assert.Equal(OrderState.Blocked, house.Record.State);
        Assert.Equal(
            $"PURCHASE_ORDER_REFUSED: intcomex refused {PurchaseOrderNumber.Derive(AHouse.Id, 2)} (CREDIT_BLOCK): no credit Retry to order its lines under a new number, or cancel what the others bring.",
            house.Record.Order.BlockedReason);

        house.Intcomex.Answer = null;
        house.Store.Put(house.Record with { Order = house.Record.Order with { BlockedReason = null } });
        await house.RunAsync();

        Assert.Equal(["P…-2", "P…-3"], house.Intcomex.Arrived.Select(order => $"P…{order.PurchaseOrderNumber.Value[^2..]}"));
        Assert.Single(house.Ingram.Arrived);
        Assert.Equal(OrderState.Placed, house.Record.State);
    }

    [Theory]
    [InlineData("20002")]
    [InlineData("20007")]
    [InlineData("AUTH_REFUSED")]
    public async Task A_wrong_password_blocks_the_order_instead_of_ending_it(string code)
    {
        await ReadyAsync(house);
        house.Ingram.Loses = true;
        house.Ingram.Answer = _ => Failed(PlacementOutcome.Refused, code, "login is wrong");

        await house.RunAsync();

        Assert.Equal((OrderState.Blocked, PurchasePhase.Planned), (house.Record.State, house.Record.Order.PurchaseOrders[0].Phase));
        Assert.Equal(code, house.Store.Events[^1].Code);
    }

    [Fact]
    public async Task A_code_that_means_a_wrong_password_elsewhere_is_an_ordinary_refusal()
    {
        house.Receive(AHouse.Sku(1, "A", 1, "intcomex"));
        house.Intcomex.Loses = true;
        house.Intcomex.Answer = static _ => Failed(PlacementOutcome.Refused, "20002", "sold out");

        await house.RunAsync();

        Assert.Equal((PurchasePhase.Refused, "20002"), (house.Record.Order.PurchaseOrders[0].Phase, house.Record.Order.PurchaseOrders[0].RefusalCode));
    }

    [Fact]
    public async Task Test_mode_ends_with_what_would_have_been_sent()
    {
        await ReadyAsync(house);
        house.Ingram.Answer = static _ => new OrderPlacement { Outcome = PlacementOutcome.Simulated, ExchangeId = "x-would" };

        await house.RunAsync();

        Assert.Equal(OrderState.Simulated, house.Record.State);
        Assert.Equal("x-would", house.Store.Events.Single(entry => entry.Step == "orderCreate").ExchangeId);
    }

    [Fact]
    public async Task An_answer_that_already_decides_is_merged()
    {
        await ReadyAsync(house);
        house.Ingram.Answer = static order => new OrderPlacement
        {
            Outcome = PlacementOutcome.Acknowledged,
            ExchangeId = "x1",
            Acknowledgement = new OrderAcknowledgement
            {
                ReturnCode = "00000",
                Response = AnOrder.Response(1, "8001", AnOrder.Answer(1, 10, "A", 2, 2, 0)) with { PurchaseOrderNumber = order.PurchaseOrderNumber.Value },
            },
        };

        await house.RunAsync();

        Assert.Equal(OrderState.Confirmed, house.Record.State);
        Assert.Equal(["orderCreate", "acknowledgement", "orderResponse"], house.Steps.Skip(2));
        Assert.Equal(AHouse.Id, house.Numbers.Orders["ingram-micro/8001"]);
    }

    [Fact]
    public async Task A_late_timeout_does_not_undo_what_a_message_has_proved()
    {
        await ReadyAsync(house);
        house.Ingram.Answer = order =>
        {
            OrderResponse response = AnOrder.Response(1, "8001", AnOrder.Answer(1, 10, "A", 2, 2, 0)) with { PurchaseOrderNumber = order.PurchaseOrderNumber.Value };
            house.Notifications.HandleAsync(OrderMessageMergerTests.Push("n1"), OrderMessageMergerTests.Reading(response), default).GetAwaiter().GetResult();
            return Failed(PlacementOutcome.Unknown, "CALL_TIMED_OUT", "no answer");
        };

        await house.RunAsync();

        Assert.Equal((OrderState.Confirmed, PurchasePhase.Acknowledged), (house.Record.State, house.Record.Order.PurchaseOrders[0].Phase));
        Assert.Null(house.Record.Attempts[0].UnknownSince);
    }

    [Fact]
    public async Task What_was_not_sent_when_a_person_cancels_is_never_sent()
    {
        house.Receive(AHouse.Sku(1, "A", 2), AHouse.Sku(2, "X9", 5, "intcomex"));
        house.Intcomex.Loses = true;
        house.Intcomex.Answer = static _ => Failed(PlacementOutcome.NotSent, "20005", "closed");
        await house.RunAsync();
        house.Store.Put(house.Record with { Order = house.Record.Order.Cancel() });
        house.Clock.Advance(TimeSpan.FromHours(2));

        await house.RunAsync();

        Assert.Equal(OrderState.CancelRequested, house.Record.State);
        Assert.Equal([PurchasePhase.Acknowledged, PurchasePhase.Cancelled], house.Record.Order.PurchaseOrders.Select(order => order.Phase));
        Assert.Equal(1, house.Record.Attempts[1].Sends);
    }

    internal static async Task ReadyAsync(AHouse one)
    {
        one.Receive(AHouse.Sku(1, "A", 2));
        while (await one.Review.ReviewAsync(AHouse.Id, default) is { Step: not NextStep.Place } decision)
        {
            await one.DoAsync(decision);
        }
    }

    private static OrderPlacement Failed(PlacementOutcome outcome, string code, string message) =>
        new() { Outcome = outcome, ExchangeId = "x-fail", Problem = new CallIssue(new Issue(code, null, null) { SaidCause = message, SaidSeverity = "retry" }, "x-fail") };
}
