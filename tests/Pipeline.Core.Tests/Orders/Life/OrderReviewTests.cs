using Pipeline.Core.Issues;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Tests.Orders.Life;

public sealed class OrderReviewTests
{
    private static readonly string Number = PurchaseOrderNumber.Derive(AHouse.Id, 1).Value;
    private readonly AHouse house = new();

    /// <summary>Acknowledged on Friday 13 March 2026 at 15:30 in Paris: one and a half hours left, then Monday from nine.</summary>
    [Fact]
    public async Task Silence_over_a_weekend_raises_the_alarm_on_monday_and_an_answer_clears_it()
    {
        house.Clock.Advance(new DateTimeOffset(2026, 3, 13, 14, 30, 0, TimeSpan.Zero) - house.Clock.GetUtcNow());
        house.Receive(AHouse.Sku(1, "A", 2));
        await house.RunAsync();
        Assert.Empty(house.Record.Alarms);

        await AtAsync(new DateTimeOffset(2026, 3, 16, 10, 29, 59, TimeSpan.Zero));
        Assert.Empty(house.Record.Alarms);
        OrderDecision decision = await AtAsync(new DateTimeOffset(2026, 3, 16, 10, 29, 59, TimeSpan.Zero));
        Assert.Equal(new DateTimeOffset(2026, 3, 16, 10, 30, 0, TimeSpan.Zero), decision.Until);

        await AtAsync(new DateTimeOffset(2026, 3, 16, 10, 30, 0, TimeSpan.Zero));
        OrderAlarm alarm = Assert.Single(house.Record.Alarms);
        Assert.Equal((IssueCodes.ResponseOverdue, Number, null), (alarm.Code, alarm.Subject, alarm.ClearedAt));
        await AtAsync(new DateTimeOffset(2026, 3, 16, 11, 0, 0, TimeSpan.Zero));
        Assert.Single(house.Steps, "alarm");

        await SayAsync(AnOrder.Response(1, "8001", AnOrder.Answer(1, 10, "A", 2, 2, 0)));
        Assert.Equal(new DateTimeOffset(2026, 3, 16, 11, 0, 0, TimeSpan.Zero), Assert.Single(house.Record.Alarms).ClearedAt);
        Assert.Equal(["alarm", "alarm"], house.Steps.Where(step => step == "alarm"));
    }

    /// <summary>Nine o'clock is at 08:00 UTC in Paris and at 15:00 UTC in Mexico City.</summary>
    [Fact]
    public async Task Each_distributors_silence_is_counted_in_its_own_working_hours()
    {
        house.Receive(AHouse.Sku(1, "A", 2), AHouse.Sku(2, "B", 1, "intcomex"));
        await house.RunAsync();

        await AtAsync(new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal([Number], house.Record.Alarms.Select(static alarm => alarm.Subject));
        await AtAsync(new DateTimeOffset(2026, 3, 10, 18, 59, 59, TimeSpan.Zero));
        Assert.Single(house.Record.Alarms);
        await AtAsync(new DateTimeOffset(2026, 3, 10, 19, 0, 0, TimeSpan.Zero));
        Assert.Equal([Number, PurchaseOrderNumber.Derive(AHouse.Id, 2).Value], house.Record.Alarms.Select(static alarm => alarm.Subject));
    }

    [Fact]
    public async Task A_line_that_is_left_out_of_the_response_raises_the_alarm_although_the_others_go_on()
    {
        house.Receive(AHouse.Sku(1, "A", 2), AHouse.Sku(2, "B", 1));
        await house.RunAsync();
        await SayAsync(AnOrder.Response(1, "8001", AnOrder.Answer(1, 10, "A", 2, 2, 0)));
        Assert.Empty(house.Record.Alarms);

        await AtAsync(house.Clock.GetUtcNow().AddDays(7));

        Assert.Equal(IssueCodes.ResponseOverdue, Assert.Single(house.Record.Alarms).Code);
    }

    [Fact]
    public async Task A_hold_of_more_than_a_day_raises_an_alarm_each_time()
    {
        house.Receive(AHouse.Sku(1, "A", 2));
        await house.RunAsync();
        await SayAsync(AnOrder.Response(1, "8001", AnOrder.Answer(1, 10, "A", 2, 2, 0)));
        await SayAsync(AnOrder.Status(2, OrderStatusCode.OnHold));

        await AtAsync(house.Clock.GetUtcNow().AddHours(24).AddSeconds(-1));
        Assert.Empty(house.Record.Alarms);
        await AtAsync(house.Clock.GetUtcNow().AddSeconds(1));
        Assert.Equal(IssueCodes.HoldOverdue, Assert.Single(house.Record.Alarms).Code);

        await SayAsync(AnOrder.Status(30, OrderStatusCode.Released));
        Assert.NotNull(Assert.Single(house.Record.Alarms).ClearedAt);
        Assert.Null(house.Record.Attempts[0].HeldSince);

        await SayAsync(AnOrder.Status(31, OrderStatusCode.CreditHold));
        await AtAsync(house.Clock.GetUtcNow().AddHours(25));
        Assert.Null(Assert.Single(house.Record.Alarms).ClearedAt);
    }

    [Fact]
    public async Task The_time_of_the_next_look_is_stored_and_not_rewritten_each_time()
    {
        house.Receive(AHouse.Sku(1, "A", 2));
        OrderDecision decision = await house.RunAsync();
        DateTimeOffset now = house.Clock.GetUtcNow();
        Assert.Equal((now.AddHours(1), now.AddMinutes(65)), (decision.Until, house.Record.ReviewDueAt));
        int writes = house.Store.Writes;

        house.Clock.Advance(TimeSpan.FromMinutes(2));
        await house.RunAsync();
        Assert.Equal(writes, house.Store.Writes);

        house.Clock.Advance(TimeSpan.FromMinutes(30));
        await house.RunAsync();
        Assert.Equal((writes + 1, now.AddMinutes(97)), (house.Store.Writes, house.Record.ReviewDueAt));
    }

    [Fact]
    public async Task The_sweep_signals_an_order_that_nobody_has_looked_at_in_time()
    {
        house.Receive(AHouse.Sku(1, "A", 2));
        await house.RunAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(64));
        Assert.Equal(0, await house.Sweep.SweepAsync(default));

        house.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await house.Sweep.SweepAsync(default));
        Assert.Equal([AHouse.Id], house.Signals);
    }

    [Fact]
    public async Task An_order_that_is_not_there_has_ended() =>
        Assert.Equal(OrderDecision.End("There is no such order."), await house.Review.ReviewAsync("nobody", default));

    private Task<OrderDecision> AtAsync(DateTimeOffset time)
    {
        house.Clock.Advance(time - house.Clock.GetUtcNow());
        return house.RunAsync();
    }

    private Task<MessageOutcome> SayAsync(OrderMessage message) => house.Notifications.HandleAsync(
        OrderMessageMergerTests.Push("n"), OrderMessageMergerTests.Reading(message switch
        {
            OrderResponse response => response with { PurchaseOrderNumber = Number },
            OrderStatus status => status with { PurchaseOrderNumber = Number },
            _ => message,
        }), default);
}
