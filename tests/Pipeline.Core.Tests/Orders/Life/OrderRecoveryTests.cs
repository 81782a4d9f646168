using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Commands;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Tests.Orders.Life;

/// <summary>A distributor that pushes nothing, and an Order Create without an answer: it is asked at times of its own.</summary>
public sealed class OrderRecoveryTests
{
    private readonly AHouse house = new();

    public OrderRecoveryTests()
    {
        var terms = (Dictionary<string, DistributorTerms>)house.Limits.Distributors;
        terms["intcomex"] = terms["intcomex"] with
        {
            Recovery = [TimeSpan.Zero, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(300)],
            BusyRecovery = [.. Enumerable.Range(1, 20).Select(static time => TimeSpan.FromSeconds(30 * time))],
        };
        house.Receive(AHouse.Sku(1, "A1", 2, "intcomex"));
        house.Intcomex.Answer = static _ => new OrderPlacement { Outcome = PlacementOutcome.Unknown };
    }

    private PurchasePhase Phase => Assert.Single(house.Record.Order.PurchaseOrders).Phase;

    [Fact]
    public async Task It_is_asked_at_once_and_has_the_order()
    {
        await house.RunAsync();

        Assert.Equal((PurchasePhase.Acknowledged, 1, 1), (Phase, house.Intcomex.Asked, house.Intcomex.Arrived.Count));
    }

    [Fact]
    public async Task What_it_does_not_have_is_asked_for_three_times_and_sent_once_more_under_the_same_number()
    {
        house.Intcomex.Loses = true;

        OrderDecision first = await house.RunAsync();
        Assert.Equal((house.Clock.GetUtcNow().AddSeconds(60), 1), (first.Until, house.Intcomex.Asked));
        house.Clock.Advance(TimeSpan.FromSeconds(60));
        OrderDecision second = await house.RunAsync();
        Assert.Equal((house.Clock.GetUtcNow().AddSeconds(240), 2), (second.Until, house.Intcomex.Asked));
        house.Intcomex.Loses = false;
        house.Clock.Advance(TimeSpan.FromSeconds(240));
        await house.RunAsync();

        Assert.Equal((PurchasePhase.Acknowledged, 2), (Phase, house.Record.Attempts[0].Sends));
        Assert.Equal(house.Record.Order.PurchaseOrders[0].Number, Assert.Single(house.Intcomex.Arrived).PurchaseOrderNumber);
    }

    [Fact]
    public async Task A_number_that_is_being_worked_on_is_asked_for_each_30_seconds_for_10_minutes_then_as_after_a_lost_answer()
    {
        house.Intcomex.Loses = true;
        house.Intcomex.Answer = static _ => new OrderPlacement { Outcome = PlacementOutcome.Unknown, IsBusy = true };
        DateTimeOffset sent = house.Clock.GetUtcNow();
        List<double> asked = [];
        for (int before = 0; house.Clock.GetUtcNow() < sent.AddSeconds(900); house.Clock.Advance(TimeSpan.FromSeconds(10)))
        {
            await house.RunAsync();
            if (house.Intcomex.Asked > before)
            {
                before = house.Intcomex.Asked;
                asked.Add((house.Clock.GetUtcNow() - sent).TotalSeconds);
            }
        }

        Assert.Equal([.. Enumerable.Range(1, 20).Select(static time => time * 30.0), 660], asked);
        Assert.Equal(1, house.Record.Attempts[0].Sends);

        house.Intcomex.Answer = null;
        house.Intcomex.Loses = false;
        await house.RunAsync();

        Assert.Equal((PurchasePhase.Acknowledged, 2), (Phase, house.Record.Attempts[0].Sends));
        Assert.Single(house.Intcomex.Arrived);
    }

    [Fact]
    public async Task A_lost_answer_to_the_second_send_is_asked_for_as_such()
    {
        house.Intcomex.Loses = true;
        house.Intcomex.Answer = _ => new OrderPlacement { Outcome = PlacementOutcome.Unknown, IsBusy = house.Record.Attempts[0].Sends == 1 };
        await RunForAsync(TimeSpan.FromSeconds(930));
        int before = house.Intcomex.Asked;

        await RunForAsync(TimeSpan.FromSeconds(300));

        Assert.Equal((2, 2), (house.Record.Attempts[0].Sends, house.Intcomex.Asked - before));
    }

    [Fact]
    public async Task After_the_second_send_a_person_decides_and_a_release_is_good_for_one_more()
    {
        house.Intcomex.Loses = true;
        await RunForAsync(TimeSpan.FromMinutes(20));

        Assert.Equal((IssueCodes.PlacementUnknown, 2), (Assert.Single(house.Record.Order.Obstacles!).Code, house.Record.Attempts[0].Sends));

        await ReleaseAsync();
        await RunForAsync(TimeSpan.FromHours(1));

        Assert.Equal((IssueCodes.PlacementUnknown, 3), (Assert.Single(house.Record.Order.Obstacles!).Code, house.Record.Attempts[0].Sends));

        house.Intcomex.Loses = false;
        await ReleaseAsync();
        await RunForAsync(TimeSpan.FromHours(1));

        Assert.Equal((PurchasePhase.Acknowledged, 4), (Phase, house.Record.Attempts[0].Sends));
        Assert.Single(house.Intcomex.Arrived);
    }

    [Fact]
    public async Task An_order_that_turns_up_while_a_person_is_waited_for_is_no_obstacle_any_more()
    {
        house.Intcomex.Loses = true;
        await RunForAsync(TimeSpan.FromMinutes(20));
        house.Intcomex.Arrived.Add(ADistributorOrder());

        await RunForAsync(TimeSpan.FromHours(1));

        Assert.Equal((PurchasePhase.Acknowledged, null), (Phase, house.Record.Order.BlockedReason));
    }

    [Fact]
    public async Task While_it_cannot_say_nothing_is_sent()
    {
        house.Intcomex.CannotBeAsked = true;

        await RunForAsync(TimeSpan.FromHours(2));

        Assert.Equal((PurchasePhase.Sending, 1), (Phase, house.Record.Attempts[0].Sends));
    }

    private OrderCreate ADistributorOrder() => new()
    {
        PurchaseOrderNumber = house.Record.Order.PurchaseOrders[0].Number,
        Date = new DateOnly(2026, 3, 10),
        Currency = "EUR",
        ShipTo = house.Record.Order.ShipTo!,
        Lines = [],
    };

    private Task<CommandResult> ReleaseAsync() =>
        new OrderCommandHandler(new OrderUpdater(house.Store, house.Clock), house).ReleaseAsync(AHouse.Id, "Ana", CancellationToken.None);

    private async Task RunForAsync(TimeSpan time)
    {
        for (DateTimeOffset end = house.Clock.GetUtcNow() + time; house.Clock.GetUtcNow() < end; house.Clock.Advance(TimeSpan.FromSeconds(30)))
        {
            await house.RunAsync();
        }
    }
}
