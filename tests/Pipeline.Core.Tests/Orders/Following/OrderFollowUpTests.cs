using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Tests.Orders.Life;

namespace Pipeline.Core.Tests.Orders.Following;

/// <summary>An order of two pieces at a distributor that pushes nothing: every minute for ten minutes, then every quarter of an hour.</summary>
public sealed class OrderFollowUpTests
{
    private static readonly string Number = PurchaseOrderNumber.Derive(AHouse.Id, 1).Value;
    private readonly AHouse house = new(new FollowSchedule());

    [Fact]
    public async Task An_order_reaches_its_end_by_questions_alone()
    {
        await PlaceAsync();
        Says(Status(OrderStatusCode.Open), Confirmation());
        await AtAsync(1);
        Assert.Equal(OrderState.Confirmed, house.Record.State);

        Says(Status(OrderStatusCode.Released));
        await AtAsync(2);
        Standing = new FollowAnswer { Messages = Dated(Status(OrderStatusCode.Invoiced) with { SerialNumbers = ["S2", "S1"] }, Bill()), IsInvoiced = true };
        OrderDecision waits = await AtAsync(3);
        Assert.Equal((OrderState.Invoiced, "The distributor is asked again."), (house.Record.State, waits.Reason));
        Assert.Equal(["S1", "S2"], house.Record.Order.Progress()[0].SerialNumbers);

        Standing = new FollowAnswer { Messages = Dated(Status(OrderStatusCode.Shipped) with { SerialNumbers = ["S2", "S1"] }, Advice()), IsInvoiced = true, IsOver = true };
        Assert.Equal(NextStep.End, (await AtAsync(4)).Step);

        Assert.Equal(OrderState.Complete, house.Record.State);
        Assert.Equal((4, 2, 2), (house.Intcomex.Followed.Count, house.Record.Order.Progress()[0].Shipped, house.Record.Order.Progress()[0].Invoiced));
        Assert.Equal(
            ["received?", "orderStatus", "orderResponse", "orderStatus", "orderStatus", "invoice", "orderStatus", "despatchAdvice", "ended"],
            house.Steps.SkipWhile(static step => step != "acknowledgement").Skip(1).Prepend("received?"));
        InvoiceRecord invoice = Assert.Single(house.Invoices.Rows.Values);
        Assert.Equal(("x-follow", 0), (invoice.ExchangeId, invoice.Differences.Count));
    }

    [Fact]
    public async Task The_steps_begin_anew_with_the_invoice_and_end_thirty_days_after_it()
    {
        await PlaceAsync();
        Says(Status(OrderStatusCode.Open), Confirmation());
        foreach (int minute in Enumerable.Range(1, 10))
        {
            await AtAsync(minute);
        }

        Assert.Equal(At(25), house.Record.Order.PurchaseOrders[0].Follow!.NextAt);
        Standing = new FollowAnswer { Messages = Dated(Status(OrderStatusCode.Invoiced), Bill()), IsInvoiced = true };
        await AtAsync(25);
        Assert.Equal(
            new PurchaseFollow { Since = At(25), AskedAt = At(25), NextAt = At(26), IsInvoiced = true }, house.Record.Order.PurchaseOrders[0].Follow);

        const int MinutesOfTheTime = 30 * 24 * 60;
        await AtAsync(26);
        await AtAsync(25 + MinutesOfTheTime);

        Assert.Equal(OrderState.Complete, house.Record.State);
        Assert.Empty(house.Record.Alarms);
    }

    [Fact]
    public async Task An_order_that_is_not_asked_about_any_more_and_misses_something_waits_with_an_alarm()
    {
        await PlaceAsync();
        Standing = new FollowAnswer { Messages = Dated(Status(OrderStatusCode.Shipped), Confirmation(), Advice()), IsInvoiced = true, IsOver = true };

        Assert.Equal(NextStep.Wait, (await AtAsync(1)).Step);

        Assert.Equal((IssueCodes.FollowEnded, Number), (house.Record.Alarms.Single().Code, house.Record.Alarms.Single().Subject));
        Assert.Equal(OrderState.Shipped, house.Record.State);
    }

    [Fact]
    public async Task A_question_without_an_answer_is_asked_again_after_longer_pauses_and_said_once()
    {
        await PlaceAsync();
        Standing = new FollowAnswer { Problem = new CallIssue(new Issue("CALL_FAILED", null, null) { SaidCause = "closed" }, "x-lost") };
        List<DateTimeOffset> asked = [];
        while (asked.Count < 8)
        {
            DateTimeOffset next = house.Record.Order.PurchaseOrders[0].Follow!.NextAt!.Value;
            asked.Add(next);
            house.Clock.Advance(next - house.Clock.GetUtcNow());
            Assert.Equal(NextStep.Wait, (await house.RunAsync()).Step);
        }

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], asked.Zip(asked.Skip(1), static (one, other) => (int)(other - one).TotalMinutes));
        OrderEvent note = Assert.Single(house.Store.Events, static entry => entry.Step == OrderSteps.OrderInquiry);
        Assert.Equal(("CALL_FAILED", "x-lost"), (note.Code, note.ExchangeId));

        Says(Status(OrderStatusCode.Open), Confirmation());
        house.Clock.Advance(TimeSpan.FromMinutes(30));
        await house.RunAsync();
        Assert.Null(house.Record.Order.PurchaseOrders[0].Follow!.Pause);
        Assert.Equal(OrderState.Confirmed, house.Record.State);
    }

    [Fact]
    public async Task Settings_that_cannot_work_are_a_question_without_an_answer()
    {
        await PlaceAsync();
        house.SettingsProblem = "The key is missing.";

        await AtAsync(1);

        Assert.Equal(IssueCodes.DistributorSettingsWrong, house.Store.Events[^1].Code);
        Assert.Equal(OrderState.Placed, house.Record.State);
    }

    [Fact]
    public async Task A_hold_keeps_the_order_placed_and_is_the_only_alarm()
    {
        await PlaceAsync();
        Says(Status(OrderStatusCode.OnHold) with { StatusText = "MGNO Credit review" });
        await AtAsync(1);
        Assert.Equal((OrderState.Placed, true, "MGNO Credit review"), (
            house.Record.State, house.Record.Order.PurchaseOrders[0].Progress().IsOnHold, house.Record.Order.PurchaseOrders[0].Progress().StatusText));

        await AtAsync(24 * 60);
        Assert.Empty(house.Record.Alarms);
        await AtAsync((24 * 60) + 1);
        Assert.Equal(IssueCodes.HoldOverdue, Assert.Single(house.Record.Alarms).Code);

        Says(Status(OrderStatusCode.Open), Confirmation());
        await AtAsync((25 * 60) + 1);
        Assert.Equal((OrderState.Confirmed, true), (house.Record.State, house.Record.Alarms[0].ClearedAt is not null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancellation_that_nobody_has_asked_for_ends_the_order_with_an_alarm(bool isAskedFor)
    {
        await PlaceAsync();
        house.Store.Put(house.Record with { Order = house.Record.Order with { IsCancelRequested = isAskedFor } });
        Standing = new FollowAnswer { Messages = Dated(Status(OrderStatusCode.Voided)), IsOver = true };

        Assert.Equal(NextStep.End, (await AtAsync(1)).Step);

        Assert.Equal(OrderState.Cancelled, house.Record.State);
        Assert.Equal(isAskedFor ? [] : [IssueCodes.CancelledByDistributor], house.Record.Alarms.Where(static alarm => alarm.ClearedAt is null).Select(static alarm => alarm.Code));
        Assert.Null(house.Record.ReviewDueAt);
    }

    [Fact]
    public async Task What_has_ended_or_is_pushed_is_not_asked_about()
    {
        house.Receive(AHouse.Sku(1, "A", 2));
        await house.RunAsync();

        await AtAsync(60);

        Assert.Null(house.Record.Order.PurchaseOrders[0].Follow);
        Assert.Empty(house.Ingram.Followed);
    }

    [Fact]
    public async Task An_answer_says_the_same_whoever_asks_at_the_same_time()
    {
        await PlaceAsync();
        Says(Status(OrderStatusCode.Open), Confirmation());
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        StoredOrder read = (await house.Store.FindAsync(AHouse.Id, default))!;

        await house.FollowUp.FollowAsync(read, PurchaseOrderNumber.Parse(Number), default);
        int events = house.Store.Events.Count;
        await house.FollowUp.FollowAsync(read, PurchaseOrderNumber.Parse(Number), default);

        Assert.Equal((2, 1, events), (house.Intcomex.Followed.Count, house.Record.Order.PurchaseOrders[0].Follow!.Times, house.Store.Events.Count));
    }

    /// <summary>The process dies at each call of a port in turn, before it and after it, while the invoice is asked for.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_death_at_any_point_changes_nothing_in_the_end(bool after)
    {
        int points = 0;
        for (int at = 1; points < at; at++)
        {
            AHouse cut = new(new FollowSchedule());
            await PlaceAsync(cut);
            cut.Intcomex.Standing = _ => new FollowAnswer
            {
                Messages = Dated(cut, Status(OrderStatusCode.Shipped), Confirmation(), Advice(), Bill()), IsInvoiced = true, IsOver = true,
            };
            cut.Clock.Advance(TimeSpan.FromMinutes(1));
            cut.Cuts.Reset();
            (cut.Cuts.At, cut.Cuts.After) = (at, after);
            try
            {
                await cut.RunAsync();
            }
            catch (CutException)
            {
                cut.Cuts.At = null;
                await cut.RunAsync();
            }

            points = cut.Cuts.Happened ? at : points;
            Assert.Equal(OrderState.Complete, cut.Record.State);
            Assert.Equal(["ended"], cut.Steps.Where(static step => step == "ended"));
            Assert.Single(cut.Steps, static step => step == "invoice");
            Assert.Single(cut.Invoices.Rows);
            if (!cut.Cuts.Happened)
            {
                break;
            }
        }

        Assert.True(points > 4, $"{points} points");
    }

    private FollowAnswer Standing
    {
        set => house.Intcomex.Standing = _ => value;
    }

    private void Says(params OrderMessage[] messages) => house.Intcomex.Standing = _ => new FollowAnswer { Messages = Dated(messages) };

    private Task PlaceAsync() => PlaceAsync(house);

    private static async Task PlaceAsync(AHouse house)
    {
        house.Receive(AHouse.Sku(1, "A", 2, "intcomex"));
        await house.RunAsync();
        Assert.Equal(OrderState.Placed, house.Record.State);
    }

    /// <summary>Some minutes after the order was placed.</summary>
    private Task<OrderDecision> AtAsync(int minute)
    {
        house.Clock.Advance(At(minute) - house.Clock.GetUtcNow());
        return house.RunAsync();
    }

    private DateTimeOffset At(int minute) => house.Record.ReceivedAt.AddMinutes(minute);

    private FollowedMessage[] Dated(params OrderMessage[] messages) => Dated(house, messages);

    private static FollowedMessage[] Dated(AHouse house, params OrderMessage[] messages) =>
        [.. messages.Select(message => new FollowedMessage(message with { Origin = new MessageOrigin { SentAt = house.Clock.GetUtcNow() } }, "x-follow"))];

    private static OrderStatus Status(OrderStatusCode code) => new()
    {
        PurchaseOrderNumber = Number,
        DistributorOrderNumber = "8001",
        Status = code,
        Lines = [new OrderStatusLine { Sku = DistributorSku.Parse("A"), Status = code, Ordered = 2 }],
    };

    private static OrderResponse Confirmation() => AnOrder.Response(1, "8001", AnOrder.Answer(1, 10, "A", 2, 2, 0)) with { PurchaseOrderNumber = Number };

    private static DespatchAdvice Advice() => AnOrder.Advice(1, "8001", AnOrder.Carton(10, "A", 2, "T1")) with { PurchaseOrderNumber = Number };

    private static Invoice Bill() => AnOrder.Bill(1, "500921", AnOrder.Billed("1", "A", 2, 10.50m)) with { PurchaseOrderNumbers = [Number] };
}
