using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;
using Pipeline.TestSupport;

namespace Pipeline.Core.Tests.Subscriptions;

/// <summary>A subscription ends with all that was kept for it; what it was told is sent again when somebody wants that.</summary>
public sealed class SubscriptionCommandTests
{
    private const string Id = "s1";
    private static readonly DateTimeOffset At = new TestClock().GetUtcNow();
    private readonly TestClock clock = new();

    [Fact]
    public async Task With_a_subscription_go_its_deliveries_when_nobody_remembers_it_any_more()
    {
        MemoryDeliveries world = await WorldAsync();
        world.Queue.Clear();

        await Commands(world).RemoveAsync(Id, default);

        (object notice, TimeSpan delay) = Assert.Single(world.Queue);
        Assert.Equal(TimeSpan.FromMinutes(1), delay);
        await RunAsync(world, (DeliveryNotice)notice);
        Assert.Equal(["s2"], world.Deliveries.Select(static one => one.SubscriptionId).Distinct());
        Assert.Empty(world.Taken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wherever_the_process_dies_nothing_of_it_is_left_on_the_next_morning(bool before)
    {
        for (int cut = 1; cut <= 8; cut++)
        {
            MemoryDeliveries world = await WorldAsync();
            (world.DiesAt, world.DiesBefore) = (world.Calls + cut, before);
            try
            {
                await Commands(world).RemoveAsync(Id, default);
                await RunAsync(world, (DeliveryNotice)world.Queue[^1].Notice);
            }
            catch (ProcessDiedException)
            {
                // Whoever wanted it gets no answer and asks again, or does not.
            }

            world.DiesAt = null;
            bool isRemoved = await world.FindAsync(Id, default) is null;
            await Sweep(world).ExpireAsync(default);

            Assert.Equal(isRemoved ? ["s2"] : [Id, "s2"], world.Deliveries.Select(static one => one.SubscriptionId).Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task At_night_go_those_that_ended_a_month_ago_and_no_pending_one()
    {
        MemoryDeliveries world = await WorldAsync();
        await RunAsync(world, new DeliveryNotice(Id, "order:1"));
        clock.Advance(TimeSpan.FromDays(31));

        await Sweep(world).ExpireAsync(default);

        Assert.Equal(["s2"], world.Deliveries.Select(static one => one.SubscriptionId).Distinct());
        Assert.All(world.Deliveries, static one => Assert.Equal(DeliveryState.Pending, one.State));
    }

    [Fact]
    public async Task One_event_or_those_of_a_span_of_time_are_sent_again_but_none_that_is_on_its_way()
    {
        MemoryDeliveries world = await WorldAsync();
        foreach (int status in (int[])[200, 410])
        {
            world.Statuses.Enqueue(status);
        }

        await RunAsync(world, new DeliveryNotice(Id, "order:1"));
        _ = await world.UpdateAsync(Id, static one => one with { GoneSince = null }, default);
        world.Queue.Clear();
        SubscriptionCommands commands = Commands(world);

        Assert.Equal(new ReplayCount(1, 2), await commands.ReplayAsync(Id, null, null, true, default));
        Assert.Equal(new ReplayCount(0, 0), await commands.ReplayAsync(Id, At.AddMinutes(4), null, false, default));
        Assert.Equal(new ReplayCount(1, 0), await commands.ReplayAsync(Id, At.AddMinutes(1), At.AddMinutes(2), false, default));
        Assert.Equal(new ReplayCount(0, 1), await commands.ReplayAsync(Id, world.Deliveries.First(static one => one.SubscriptionId == Id).Event.Id, default));
        Assert.Equal(new ReplayCount(0, 0), await commands.ReplayAsync(Id, "evt_unknown", default));
        Assert.All(world.Queue, static sent => Assert.Equal(new DeliveryNotice(Id, "order:1"), sent.Notice));
        Assert.All(world.Deliveries, static one => Assert.Equal(DeliveryState.Pending, one.State));
    }

    [Fact]
    public async Task An_address_that_was_gone_is_tried_and_sent_to_again()
    {
        MemoryDeliveries world = await WorldAsync();
        _ = await world.UpdateAsync(Id, static one => one with { GoneSince = At }, default);

        Assert.False(await Commands(world).TryAsync("none", default));
        Assert.True(await Commands(world).TryAsync(Id, default));

        await RunAsync(world, (DeliveryNotice)world.Queue[^1].Notice);
        Assert.Equal(EventKind.Test, Assert.Single(world.Taken).Kind);
    }

    private async Task<MemoryDeliveries> WorldAsync()
    {
        MemoryDeliveries world = new();
        foreach (string id in (string[])[Id, "s2"])
        {
            await world.AddAsync(new Subscription { Id = id, Url = new Uri("https://example.com"), Kinds = [EventKind.OrderChanged], CreatedAt = At, CreatedBy = "Ada" }, default);
        }

        await new EventPublisher(new SubscriptionCache(world, clock), world, world).PublishAsync(
            [.. Enumerable.Range(1, 3).Select(static place => new OutgoingEvent(EventKind.OrderChanged, "order:1", place, At.AddMinutes(place), "{}"))], default);
        return world;
    }

    private SubscriptionCommands Commands(MemoryDeliveries world) => new(world, new SubscriptionCache(world, clock), world, world, clock);

    private DeliverySweep Sweep(MemoryDeliveries world) => new(world, world, world, clock);

    private async Task RunAsync(MemoryDeliveries world, DeliveryNotice notice)
    {
        world.Now = clock.GetUtcNow();
        await new DeliveryRun(world, world, world, world, clock).RunAsync(notice, default);
    }
}
