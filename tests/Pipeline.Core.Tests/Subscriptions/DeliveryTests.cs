using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;
using Pipeline.TestSupport;

namespace Pipeline.Core.Tests.Subscriptions;

/// <summary>Events reach a subscriber at least once, and those of one subject in their order, whatever dies on the way.</summary>
public sealed class DeliveryTests
{
    private const string Id = "s1";
    private const string Subject = "order:1";
    private static readonly DateTimeOffset At = new TestClock().GetUtcNow();
    private readonly TestClock clock = new();

    [Fact]
    public async Task Events_of_a_subject_arrive_in_their_order()
    {
        MemoryDeliveries world = await WorldAsync(3);

        await SettleAsync(world);

        Assert.Equal([1, 2, 3], world.Taken.Select(static one => one.Sequence));
        Assert.All(world.Deliveries, static one => Assert.Equal(DeliveryState.Delivered, one.State));
    }

    [Fact]
    public async Task The_next_one_waits_until_the_one_before_is_taken()
    {
        MemoryDeliveries world = await WorldAsync(2);
        world.Statuses.Enqueue(503);

        await RunAsync(world);

        Assert.Empty(world.Taken);
        Assert.Equal((new DeliveryNotice(Id, Subject), TimeSpan.FromSeconds(5)), world.Queue[^1]);
        await RunAsync(world);
        Assert.Empty(world.Taken);
        clock.Advance(TimeSpan.FromSeconds(5));
        await SettleAsync(world);
        Assert.Equal([1, 2], world.Taken.Select(static one => one.Sequence));
    }

    [Fact]
    public async Task After_three_days_without_success_it_is_set_aside_and_the_next_one_goes()
    {
        MemoryDeliveries world = await WorldAsync(2);
        DateTimeOffset start = clock.GetUtcNow();
        List<TimeSpan> tried = [];
        while (world.Taken.Count == 0)
        {
            world.Statuses.Clear();
            world.Statuses.Enqueue(500);
            tried.Add(clock.GetUtcNow() - start);
            await RunAsync(world);
            clock.Advance(world.Queue[^1].Delay);
        }

        Delivery first = world.Deliveries.Single(static one => one.Event.Sequence == 1);
        Assert.Equal((DeliveryState.SetAside, 14), (first.State, first.Tries));
        Assert.InRange(tried[^1], TimeSpan.FromHours(60), TimeSpan.FromHours(72));
        Assert.Equal(
            ["00:00:00", "00:00:05", "00:00:35", "00:02:35", "00:12:35", "00:42:35", "01:42:35", "04:42:35", "10:42:35", "22:42:35"],
            tried.Take(10).Select(static pause => $"{pause:c}"));
        Assert.Equal(2, Assert.Single(world.Taken).Sequence);
    }

    [Fact]
    public async Task Whoever_wishes_to_be_left_alone_longer_is()
    {
        Delivery tried = DeliverySchedule.After(New(1), Failed() with { RetryAfter = TimeSpan.FromMinutes(7) });
        Delivery patient = DeliverySchedule.After(New(1), Failed() with { RetryAfter = TimeSpan.FromDays(30) });

        Assert.Equal(clock.GetUtcNow().AddMinutes(7), tried.NextAttemptAt);
        Assert.Equal(clock.GetUtcNow().AddHours(12), patient.NextAttemptAt);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task An_address_that_is_gone_is_not_sent_to_any_more()
    {
        MemoryDeliveries world = await WorldAsync(2);
        world.Statuses.Enqueue(410);

        await SettleAsync(world);

        Assert.Empty(world.Taken);
        Assert.NotNull((await world.FindAsync(Id, default))!.GoneSince);
        Assert.Equal([DeliveryState.SetAside, DeliveryState.Pending], world.Deliveries.OrderBy(static one => one.Event.Sequence).Select(static one => one.State));
    }

    [Fact]
    public async Task Asked_for_again_it_has_three_days_anew()
    {
        Delivery setAside = DeliverySchedule.After(New(1) with { FirstTriedAt = clock.GetUtcNow().AddDays(-4) }, Failed());

        Delivery again = DeliverySchedule.After(DeliverySchedule.Again(setAside), Failed());

        Assert.Equal((DeliveryState.SetAside, DeliveryState.Pending, 2), (setAside.State, again.State, again.Tries));
        Assert.Equal(clock.GetUtcNow().AddSeconds(5), again.NextAttemptAt);
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wherever_the_process_dies_each_event_arrives_and_none_overtakes_another(bool before)
    {
        MemoryDeliveries whole = await WorldAsync(3);
        whole.Statuses.Enqueue(500);
        await SettleAsync(whole);
        int calls = whole.Calls;
        Assert.InRange(calls, 20, 60);

        for (int cut = 1; cut <= calls; cut++)
        {
            MemoryDeliveries world = await WorldAsync(0);
            world.Statuses.Enqueue(500);
            (world.DiesAt, world.DiesBefore) = (cut, before);
            for (int life = 0; life < 3; life++)
            {
                // What the queue held is delivered again to the next process.
                try
                {
                    await PublishAsync(world, 3);
                    await SettleAsync(world);
                }
                catch (ProcessDiedException)
                {
                    clock.Advance(TimeSpan.FromMinutes(10));
                }
            }

            long[] firsts = [.. world.Taken.Select(static one => one.Sequence).Distinct()];
            Assert.True(firsts.SequenceEqual([1L, 2L, 3L]), $"Cut {cut}: {string.Join(' ', world.Taken.Select(static one => one.Sequence))}");
            Assert.All(world.Deliveries, static one => Assert.Equal(DeliveryState.Delivered, one.State));
            Assert.InRange(world.Taken.Count, 3, 4);
        }
    }

    [Fact]
    public async Task A_notice_that_was_lost_is_sent_again_after_two_minutes()
    {
        MemoryDeliveries world = await WorldAsync(1);
        world.Queue.Clear();
        DeliverySweep sweep = new(world, world, world, clock);

        Assert.Equal(0, await sweep.WakeAsync(default));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await sweep.WakeAsync(default));

        Assert.Equal(new DeliveryNotice(Id, Subject), Assert.Single(world.Queue).Notice);
    }

    [Fact]
    public async Task Who_did_not_ask_for_a_kind_or_came_later_is_not_told()
    {
        MemoryDeliveries world = await WorldAsync(0);
        await world.AddAsync(Of("late") with { CreatedAt = At.AddSeconds(1) }, default);
        await world.AddAsync(Of("other") with { Kinds = ["catalog.changed"] }, default);

        await PublishAsync(world, 1);

        Assert.Equal(Id, Assert.Single(world.Deliveries).SubscriptionId);
    }

    private async Task<MemoryDeliveries> WorldAsync(int events)
    {
        MemoryDeliveries world = new();
        await world.AddAsync(Of(Id), default);
        await PublishAsync(world, events);
        return world;
    }

    private Subscription Of(string id) => new()
    {
        Id = id, Url = new Uri("https://example.com"), Kinds = [EventKind.OrderChanged], CreatedAt = At, CreatedBy = "Ada",
    };

    private async Task PublishAsync(MemoryDeliveries world, int events) => await new EventPublisher(new SubscriptionCache(world, clock), world, world)
        .PublishAsync([.. Enumerable.Range(1, events).Select(place => New(place).Event)], default);

    private async Task RunAsync(MemoryDeliveries world)
    {
        world.Now = clock.GetUtcNow();
        await new DeliveryRun(world, world, world, world, clock).RunAsync(new DeliveryNotice(Id, Subject), default);
    }

    /// <summary>Works until nothing is pending that could be sent.</summary>
    private async Task SettleAsync(MemoryDeliveries world)
    {
        for (int turn = 0; turn < 20 && world.Deliveries.Any(static one => one.State is DeliveryState.Pending); turn++)
        {
            await RunAsync(world);
            clock.Advance(TimeSpan.FromMinutes(10));
        }
    }

    private Delivery New(int place) => new() { SubscriptionId = Id, Event = new OutgoingEvent(EventKind.OrderChanged, Subject, place, At, "{}") };

    private DeliveryAttempt Failed() => new(clock.GetUtcNow(), 500, TimeSpan.Zero, null);
}
