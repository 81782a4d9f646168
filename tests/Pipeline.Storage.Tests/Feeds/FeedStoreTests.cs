using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Storage.Feeds;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Feeds;

[Collection(EmulatorCollection.Name)]
public sealed class FeedStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly FeedId Price = new("ingram-micro", FeedKind.Price);
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    private FeedStore store = null!;

    public async Task InitializeAsync()
    {
        _ = await emulator.EmptyTableAsync("Feeds");
        _ = await emulator.EmptyTableAsync("FeedFiles");
        store = new FeedStore(emulator.Tables, emulator.Blobs);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Two_writers_at_the_same_time_lose_nothing_of_each_other()
    {
        RemoteStamp stamp = new("/PRICE.TXT", 7, Start, "ab", "blob");
        ApplyingFile applying = new("blob", 1, "x", Rollback: false);

        await Task.WhenAll(
            store.UpdateAsync(Price, record => record with { LastLanded = stamp }, default),
            store.UpdateAsync(Price, record => record with { Applying = applying }, default));

        FeedRecord record = await store.ReadAsync(Price, default);
        Assert.Equal((stamp, applying), (record.LastLanded, record.Applying));
    }

    [Fact]
    public async Task A_change_is_decided_again_on_what_another_wrote_meanwhile()
    {
        await store.UpdateAsync(Price, record => record with { Applying = new ApplyingFile("blob", 1, "x", false) }, default);
        List<long?> seen = [];

        await store.UpdateAsync(
            Price,
            record =>
            {
                seen.Add(record.Applying?.Sequence);
                if (seen.Count == 1)
                {
                    store.UpdateAsync(Price, other => other with { Applying = other.Applying! with { Sequence = 2 } }, default)
                        .GetAwaiter().GetResult();
                }

                return record with { Applying = record.Applying! with { Sequence = record.Applying.Sequence + 10 } };
            },
            default);

        Assert.Equal([1, 2], seen);
        Assert.Equal(12, (await store.ReadAsync(Price, default)).Applying!.Sequence);
    }

    [Fact]
    public async Task The_last_settled_file_is_the_youngest_of_which_something_has_become()
    {
        Assert.Null(await store.FindLastSettledAsync(Price, default));
        foreach ((int hour, FeedFileStatus status) in new[] { (1, FeedFileStatus.Accepted), (2, FeedFileStatus.Refused), (3, FeedFileStatus.Landed) })
        {
            await store.WriteFileAsync(FileOf(Start.AddHours(hour), status), default);
        }

        Assert.Equal(FeedFileStatus.Refused, (await store.FindLastSettledAsync(Price, default))!.Status);
    }

    private static FeedFile FileOf(DateTimeOffset at, FeedFileStatus status) => new()
    {
        Feed = Price,
        Blob = LandingNames.Of(Price, at, new string('a', 64), "price.csv"),
        FileTime = at,
        LandedAt = at,
        Size = 7,
        Status = status,
    };
}
