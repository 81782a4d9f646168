using Azure.Data.Tables;
using Pipeline.Core;
using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;
using Pipeline.Storage.Subscriptions;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Subscriptions;

[Collection(EmulatorCollection.Name)]
public sealed class DeliveryStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private const string Id = "019cd0aa67807abcbdef0123456789ab";
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);
    private DeliveryStore store = null!;

    public async Task InitializeAsync()
    {
        _ = await emulator.EmptyTableAsync(StorageNames.DeliveriesTable);
        store = new DeliveryStore(emulator.Tables);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_first_of_a_subject_is_the_one_with_the_lowest_place_and_the_next_when_it_has_ended()
    {
        foreach (int place in new[] { 10, 9, 2 })
        {
            await store.AddAsync(Id, Event("order:a/b", place), default);
        }

        await store.AddAsync(Id, Event("order:a", 1), default);

        Delivery first = (await store.FindFirstAsync(Id, "order:a/b", default))!;
        Assert.Equal(2, first.Event.Sequence);
        Delivery tried = DeliverySchedule.After(first, new DeliveryAttempt(Now, 503, TimeSpan.FromMilliseconds(12), "busy"));
        await store.SaveAsync(tried, default);
        Assert.Equivalent(tried, await store.FindFirstAsync(Id, "order:a/b", default));
        await store.SaveAsync(DeliverySchedule.After(tried, new DeliveryAttempt(Now, 200, TimeSpan.Zero, null)), default);
        await store.SaveAsync(DeliverySchedule.After(tried, new DeliveryAttempt(Now, 200, TimeSpan.Zero, null)), default);
        Assert.Equal(9, (await store.FindFirstAsync(Id, "order:a/b", default))!.Event.Sequence);
        Assert.Equal(["order:a", "order:a/b"], (await store.ListWaitingAsync(Id, default)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Told_twice_it_stays_as_it_is_and_asked_for_again_it_waits_again()
    {
        OutgoingEvent happened = Event("order:a", 1);
        await store.AddAsync(Id, happened, default);
        Delivery taken = DeliverySchedule.After((await store.FindAsync(Id, happened.Id, default))!, new DeliveryAttempt(Now, 200, TimeSpan.Zero, null));
        await store.SaveAsync(taken, default);

        await store.AddAsync(Id, happened, default);

        Assert.Null(await store.FindFirstAsync(Id, "order:a", default));
        Assert.Equal(DeliveryState.Delivered, (await store.FindAsync(Id, happened.Id, default))!.State);
        await store.SaveAsync(DeliverySchedule.Again(taken), default);
        Assert.NotNull(await store.FindFirstAsync(Id, "order:a", default));
        Assert.Null(await store.FindAsync(Id, "evt_unknown", default));
    }

    [Fact]
    public async Task One_sends_at_a_time_and_another_only_when_the_time_of_the_first_is_over()
    {
        DateTimeOffset until = Now.AddMinutes(1);
        bool[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(who => store.TryLockAsync(Id, "s", $"{who}", Now, until, default)));
        _ = Assert.Single(all, static got => got);

        Assert.False(await store.TryLockAsync(Id, "s", "late", Now.AddSeconds(59), until, default));
        Assert.True(await store.TryLockAsync(Id, "s", "late", until, until.AddMinutes(1), default));
        await store.UnlockAsync(Id, "s", "somebody else", default);
        Assert.False(await store.TryLockAsync(Id, "s", "third", until, until.AddMinutes(1), default));
        await store.UnlockAsync(Id, "s", "late", default);
        Assert.True(await store.TryLockAsync(Id, "s", "third", until, until.AddMinutes(1), default));
    }

    [Fact]
    public async Task The_list_is_latest_first_in_pages_by_state_and_time()
    {
        foreach (int place in Enumerable.Range(0, 6))
        {
            await store.AddAsync(Id, Event("order:a", place), default);
            if (place % 2 == 0)
            {
                Delivery one = (await store.FindAsync(Id, Event("order:a", place).Id, default))!;
                await store.SaveAsync(DeliverySchedule.After(one, new DeliveryAttempt(Now, 200, TimeSpan.Zero, null)), default);
            }
        }

        Assert.Equal([5, 4, 3, 2, 1, 0], await PlacesAsync(new DeliveryFilter()));
        Assert.Equal([4, 2, 0], await PlacesAsync(new DeliveryFilter(DeliveryState.Delivered)));
        Assert.Equal([3, 2], await PlacesAsync(new DeliveryFilter(null, Now.AddMinutes(2), Now.AddMinutes(4))));
    }

    [Fact]
    public async Task What_has_ended_goes_after_its_time_and_what_is_pending_stays()
    {
        foreach (int place in Enumerable.Range(0, 120))
        {
            await store.AddAsync(Id, Event("order:a", place), default);
            Delivery one = (await store.FindAsync(Id, Event("order:a", place).Id, default))!;
            if (place > 0)
            {
                await store.SaveAsync(DeliverySchedule.After(one, new DeliveryAttempt(Now, 200, TimeSpan.Zero, null)), default);
            }
        }

        Assert.Equal(109, await store.RemoveAsync(Id, Now.AddMinutes(110), default));

        Assert.Equal(11, (await PlacesAsync(new DeliveryFilter())).Count);
        int rows = 0;
        await foreach (TableEntity _ in emulator.Tables.GetTableClient(StorageNames.DeliveriesTable).QueryAsync<TableEntity>())
        {
            rows++;
        }

        Assert.Equal(23, rows);
    }

    [Fact]
    public async Task All_of_a_subscription_goes_when_it_does_and_nothing_of_another()
    {
        foreach (int place in Enumerable.Range(0, 60))
        {
            await store.AddAsync(Id, Event("order:a", place), default);
        }

        await store.AddAsync("other", Event("order:a", 1), default);
        _ = await store.TryLockAsync(Id, "order:a", "me", Now, Now.AddMinutes(1), default);
        Assert.Equal([Id, "other"], await store.ListSubscriptionsAsync(default));

        await store.RemoveAllAsync(Id, default);
        await store.RemoveAllAsync(Id, default);

        Assert.Equal(["other"], await store.ListSubscriptionsAsync(default));
        Assert.Empty((await store.ListAsync(Id, new DeliveryFilter(), 10, null, default)).Items);
        Assert.NotNull(await store.FindFirstAsync("other", "order:a", default));
    }

    private static OutgoingEvent Event(string subject, int place) => new("order.changed", subject, place, Now.AddMinutes(place), """{"a":1}""");

    private async Task<IReadOnlyList<long>> PlacesAsync(DeliveryFilter filter)
    {
        List<long> places = [];
        string? cursor = null;
        do
        {
            Page<Delivery> page = await store.ListAsync(Id, filter, 2, cursor, default);
            places.AddRange(page.Items.Select(static one => one.Event.Sequence));
            cursor = page.Cursor;
        }
        while (cursor is not null);
        return places;
    }
}
