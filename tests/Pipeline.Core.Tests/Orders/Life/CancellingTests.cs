using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Commands;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Tests.Orders.Life;

/// <summary>An order that a person wants cancelled, at a distributor that takes cancellations and pushes nothing.</summary>
public sealed class CancellingTests
{
    private readonly AHouse house = new(new FollowSchedule());

    [Fact]
    public async Task What_the_distributor_cancels_is_cancelled_without_an_alarm()
    {
        await PlacedAsync();
        house.Intcomex.Cancellation = Cancels;

        await CancelAsync();

        Assert.Equal(OrderState.Cancelled, house.Record.State);
        Assert.Single(house.Intcomex.Cancelled);
        Assert.DoesNotContain(house.Record.Alarms, static alarm => alarm.ClearedAt is null);
    }

    [Fact]
    public async Task What_it_does_not_cancel_goes_on_and_may_be_asked_for_again()
    {
        await PlacedAsync();
        house.Intcomex.Cancellation = static _ => new OrderCancellation
        {
            Outcome = CancellationOutcome.Refused, ExchangeId = "x-cancel", Problem = new CallIssue(new Issue("39", null, null) { SaidCause = "It has left." }, "x-cancel"),
        };

        await CancelAsync();

        Assert.Equal(OrderState.Placed, house.Record.State);
        Assert.Contains(house.Store.Events, static entry => entry.Summary.EndsWith(": It has left. The order goes on.", StringComparison.Ordinal));
        house.Intcomex.Cancellation = Cancels;
        await CancelAsync();
        Assert.Equal((OrderState.Cancelled, 2), (house.Record.State, house.Intcomex.Cancelled.Count));
    }

    [Fact]
    public async Task Of_several_purchase_orders_a_refused_cancellation_is_left_to_a_person_and_buys_nothing_anew()
    {
        house.Ingram.CannotBeAsked = true;
        house.Receive(AHouse.Sku(1, "A", 2, "intcomex"), AHouse.Sku(2, "B", 1));
        house.Ingram.Answer = static _ => new OrderPlacement { Outcome = PlacementOutcome.NotSent };
        await house.RunAsync();
        house.Intcomex.Cancellation = static _ => new OrderCancellation { Outcome = CancellationOutcome.Refused };
        int sent = house.Ingram.Arrived.Count;

        await CancelAsync();
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.RunAsync();

        Assert.Equal((sent, 1), (house.Ingram.Arrived.Count, house.Intcomex.Arrived.Count));
        Assert.True(house.Record.Order.IsCancelRequested);
        Assert.Equal(2, house.Record.Order.PurchaseOrders.Count);
    }

    [Fact]
    public async Task An_unclear_answer_is_not_repeated_and_the_order_itself_tells()
    {
        await PlacedAsync();
        house.Intcomex.Cancellation = static _ => new OrderCancellation { Outcome = CancellationOutcome.Unknown };
        await CancelAsync();
        Assert.Equal(OrderState.CancelRequested, house.Record.State);
        house.Intcomex.Standing = order => new FollowAnswer
        {
            Messages = [new FollowedMessage(Voided(order.Number.Value) with { Origin = new MessageOrigin { SentAt = house.Clock.GetUtcNow() } }, "x-follow")], IsOver = true,
        };

        house.Clock.Advance(TimeSpan.FromMinutes(10));
        await house.RunAsync();

        Assert.Equal((OrderState.Cancelled, 1), (house.Record.State, house.Intcomex.Cancelled.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_cut_at_any_port_call_leaves_it_uncancelled(bool after)
    {
        int points = 0;
        for (int at = 1; at < 200; at++)
        {
            AHouse cut = new(new FollowSchedule());
            await PlacedAsync(cut);
            await AskAsync(cut);
            cut.Intcomex.Cancellation = Cancels;
            cut.Cuts.Reset();
            cut.Cuts.At = at;
            cut.Cuts.After = after;
            try
            {
                await cut.RunAsync();
            }
            catch (CutException)
            {
                cut.Cuts.At = null;
                cut.Clock.Advance(cut.Limits.ReviewMargin);
                await cut.RunAsync();
            }

            Assert.Equal(OrderState.Cancelled, cut.Record.State);
            if (!cut.Cuts.Happened)
            {
                break;
            }

            points = at;
        }

        Assert.True(points > 4, $"{points} points");
    }

    private static OrderCancellation Cancels(PurchaseOrderNumber number) =>
        new() { Outcome = CancellationOutcome.Cancelled, ExchangeId = "x-cancel", Order = Voided(number.Value) };

    private static OrderStatus Voided(string number) => new()
    {
        PurchaseOrderNumber = number,
        DistributorOrderNumber = "8001",
        Status = OrderStatusCode.Voided,
        Lines = [new OrderStatusLine { Sku = DistributorSku.Parse("A"), Status = OrderStatusCode.Voided, Ordered = 2 }],
    };

    private Task PlacedAsync() => PlacedAsync(house);

    private static async Task PlacedAsync(AHouse house)
    {
        house.Receive(AHouse.Sku(1, "A", 2, "intcomex"));
        await house.RunAsync();
        Assert.Equal(OrderState.Placed, house.Record.State);
    }

    private static Task<CommandResult> AskAsync(AHouse house) =>
        new OrderCommandHandler(new OrderUpdater(house.Store, house.Clock), house).CancelAsync(AHouse.Id, "anna", default);

    private async Task CancelAsync()
    {
        await AskAsync(house);
        await house.RunAsync();
    }
}
