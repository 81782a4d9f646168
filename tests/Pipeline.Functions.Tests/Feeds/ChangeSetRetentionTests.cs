using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Feeds;

/// <summary>The timer that deletes landed files deletes change sets too.</summary>
[Collection(StorageCollection.Name)]
public sealed class ChangeSetRetentionTests(StorageEmulator storage)
{
    private static readonly FeedId Feed = new("ingram-micro", FeedKind.Stock);

    [Theory]
    [InlineData(null, 29, 31)]
    [InlineData("2", 1, 3)]
    public async Task A_change_set_goes_when_its_days_are_over(string? days, int early, int late)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage, null, days is null ? [] : ["--Changes:RetentionDays", days]);
        await storage.EmptyBlobsAsync();
        StoredChangeSet set = await PublishAsync(app.Get<IChangeSetStore>());

        app.Clock.SetUtcNow(set.At.AddDays(early));
        await ExpireAsync(app);
        Assert.Equal(1, await CountAsync(app));

        app.Clock.SetUtcNow(set.At.AddDays(late));
        await ExpireAsync(app);
        Assert.Equal(0, await CountAsync(app));
        FeedRecord record = await app.Get<IFeedStore>().ReadAsync(Feed, default);
        Assert.Equal(set.At.AddDays(1), record.ChangesExpiredBefore);
        await app.Get<IFeedStore>().UpdateAsync(Feed, static _ => new FeedRecord { Feed = Feed }, default);
    }

    private static async Task ExpireAsync(PipelineApp app) =>
        Assert.Null(await app.CallAsync("ExpireLandedFiles", """{"Schedule":{"AdjustForDST":true},"IsPastDue":false}"""));

    private static async Task<StoredChangeSet> PublishAsync(IChangeSetStore sets)
    {
        const string Blob = "ingram-micro/stock/2026/03/10/060000-x.jsonl.gz";
        await using IChangeSetWriter writer = sets.Begin(Blob, Path.GetTempFileName());
        writer.Add(new ChangeLine { Sku = "7", Change = "changed", Kinds = ["stock"] });
        _ = await writer.CompleteAsync(default);
        Assert.True(await sets.PublishAsync(Blob, default));
        return Assert.Single(await sets.ListAsync(Feed, default).ToArrayAsync());
    }

    private static async Task<int> CountAsync(PipelineApp app) => await app.Get<IChangeSetStore>().ListAsync(Feed, default).CountAsync();
}
