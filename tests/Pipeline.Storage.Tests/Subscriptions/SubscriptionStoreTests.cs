using Pipeline.Core.Subscriptions;
using Pipeline.Storage.Subscriptions;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Subscriptions;

[Collection(EmulatorCollection.Name)]
public sealed class SubscriptionStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);
    private SubscriptionStore store = null!;

    public async Task InitializeAsync()
    {
        _ = await emulator.EmptyTableAsync(StorageNames.SubscriptionsTable);
        store = new SubscriptionStore(emulator.Tables);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_subscription_comes_back_as_it_was_stored_until_it_is_removed()
    {
        Subscription full = New("1") with { Name = "ERP", SecretVersion = 3, SecretChangedAt = Now, GoneSince = Now };
        await store.AddAsync(full, default);
        await store.AddAsync(New("2"), default);

        Assert.Equivalent(full, await store.FindAsync("1", default));
        Assert.Equal(["1", "2"], (await store.ListAsync(default)).Select(static one => one.Id));
        await store.RemoveAsync("1", default);
        await store.RemoveAsync("1", default);
        Assert.Null(await store.FindAsync("1", default));
        Assert.Null(await store.UpdateAsync("1", static one => one, default));
    }

    [Fact]
    public async Task Changes_made_at_once_all_count()
    {
        await store.AddAsync(New("1"), default);

        _ = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.UpdateAsync("1", static one => one with { SecretVersion = one.SecretVersion + 1 }, default)));

        Assert.Equal(9, (await store.FindAsync("1", default))!.SecretVersion);
    }

    [Fact]
    public async Task How_far_a_subject_was_told_never_goes_back()
    {
        Assert.Equal(0, await store.ReadToldAsync("order:a", default));

        await Task.WhenAll(new[] { 3, 9, 1, 7 }.Select(place => store.WriteToldAsync("order:a", place, default)));

        Assert.Equal(9, await store.ReadToldAsync("order:a", default));
        Assert.Equal(0, await store.ReadToldAsync("order:b", default));
    }

    private static Subscription New(string id) => new()
    {
        Id = id, Url = new Uri("https://example.com/hook"), Kinds = [EventKind.OrderChanged], CreatedAt = Now, CreatedBy = "Ada",
    };
}
