using Azure.Storage.Queues.Models;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Flows;
using Pipeline.Storage.Tests.Infrastructure;
using Pipeline.TestSupport;

namespace Pipeline.Storage.Tests.Changes;

/// <summary>What an import keeps of what it changed, and whom it tells.</summary>
[Collection(EmulatorCollection.Name)]
public sealed class ChangeSetTests(StorageEmulator emulator) : IAsyncLifetime
{
    private ImportRig rig = null!;

    public async Task InitializeAsync()
    {
        await emulator.EmptyQueueAsync(StorageNames.CatalogChangesQueue);
        rig = new ImportRig(emulator, emulator.NewDistributor());
    }

    public Task DisposeAsync()
    {
        rig.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_first_file_adds_every_article()
    {
        Execution execution = await rig.ImportAsync(FeedKind.Price, 1, "7=9.90 8=X");

        StoredChangeSet set = Assert.Single(await rig.ListAsync(FeedKind.Price));
        Assert.True(set.IsPublished);
        Assert.Equal($"{rig.Distributor}/price/2026/03/10/060000-{execution.Id}.jsonl.gz", set.Blob);
        Assert.Equal(
            [
                """{"sku":"7","skuAsShown":"007","change":"added","kinds":["product","price","stock"],"to":{"price":9.90,"currency":"EUR","active":true,"sellable":true}}""",
                """{"sku":"8","skuAsShown":"008","change":"added","kinds":["product","price","stock"],"to":{"currency":"EUR","active":true,"sellable":false,"notSellableReason":"NO_PRICE"}}""",
            ],
            await rig.LinesAsync(set.Blob));
    }

    [Fact]
    public async Task A_changed_file_says_from_what_to_what()
    {
        await rig.ImportAsync(FeedKind.Price, 1, "7=9.90 8=5 9=1");
        await rig.ImportAsync(FeedKind.Price, 2, "7=8.90 9=1");

        Assert.Equal(
            [
                """{"sku":"7","skuAsShown":"007","change":"changed","kinds":["price"],"fields":["price"],"from":{"price":9.90,"currency":"EUR","sellable":true},"to":{"price":8.90,"currency":"EUR","sellable":true}}""",
                """{"sku":"8","skuAsShown":"008","change":"removed","kinds":["stock"],"fields":["stock","nextDelivery"],"from":{},"to":{"local":0,"central":0}}""",
            ],
            await LastLinesAsync(FeedKind.Price));
    }

    [Fact]
    public async Task A_stock_file_tells_of_stock()
    {
        await rig.ImportAsync(FeedKind.Stock, 1, "7=3 8=4");
        await rig.ImportAsync(FeedKind.Stock, 2, "7=0");

        Assert.Equal(
            [
                """{"sku":"7","skuAsShown":"007","change":"changed","kinds":["stock"],"fields":["stock"],"from":{"local":3},"to":{"local":0}}""",
                """{"sku":"8","skuAsShown":"008","change":"removed","kinds":["stock"],"fields":["stock","nextDelivery"],"from":{"local":4}}""",
            ],
            await LastLinesAsync(FeedKind.Stock));
    }

    [Fact]
    public async Task A_category_file_tells_of_categories()
    {
        await rig.ImportAsync(FeedKind.Category, 1, "10=Printer 20=Ink");
        await rig.ImportAsync(FeedKind.Category, 2, "10=Printers 20=Ink");

        Assert.Equal(
            ["""{"category":"10","change":"changed","kinds":["category"],"from":{"levels":[{"code":"10","name":"Printer"}]},"to":{"levels":[{"code":"10","name":"Printers"}]}}"""],
            await LastLinesAsync(FeedKind.Category));
    }

    [Fact]
    public async Task An_article_that_a_third_file_misses_expires_although_no_row_of_the_file_changed()
    {
        await rig.ImportAsync(FeedKind.Price, 1, "7=9.90 8=5");
        await rig.ImportAsync(FeedKind.Price, 2, "7=9.90");
        await rig.ImportAsync(FeedKind.Price, 3, "7=9.91");
        await rig.ImportAsync(FeedKind.Price, 4, "7=9.91 ");

        Assert.Equal(
            ["""{"sku":"8","skuAsShown":"008","change":"expired","kinds":["product"],"fields":["active"],"from":{"active":true},"to":{"active":false,"sellable":false,"notSellableReason":"INACTIVE"}}"""],
            await LastLinesAsync(FeedKind.Price));

        await rig.ImportAsync(FeedKind.Price, 5, "7=9.92");
        Assert.DoesNotContain(await LastLinesAsync(FeedKind.Price), static line => line.Contains("expired", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rollback_is_a_change_set_of_its_own()
    {
        await rig.ImportAsync(FeedKind.Price, 1, "7=9.90");
        FeedImportRequest first = await rig.LandAsync(FeedKind.Price, 1, "7=9.90");
        await rig.ImportAsync(FeedKind.Price, 2, "7=8.90");
        await rig.ImportAsync(first with { ExecutionId = ExecutionId.New(rig.Clock.GetUtcNow().AddHours(1)), Rollback = true });

        Assert.Equal(3, (await rig.ListAsync(FeedKind.Price)).Count);
        Assert.Equal(
            ["""{"sku":"7","skuAsShown":"007","change":"changed","kinds":["price"],"fields":["price"],"from":{"price":8.90,"currency":"EUR","sellable":true},"to":{"price":9.90,"currency":"EUR","sellable":true}}"""],
            await LastLinesAsync(FeedKind.Price));
    }

    [Fact]
    public async Task A_file_that_changes_nothing_leaves_no_change_set()
    {
        await rig.ImportAsync(FeedKind.Price, 1, "7=9.90");
        await rig.ImportAsync(FeedKind.Price, 2, "7=9.90");
        await rig.ImportAsync(FeedKind.Price, 3, "7=9.90 ");

        _ = Assert.Single(await rig.ListAsync(FeedKind.Price));
        _ = Assert.Single(await rig.AnnouncedAsync());
    }

    [Fact]
    public async Task Every_change_set_is_announced()
    {
        await rig.ImportAsync(FeedKind.Price, 1, "7=9.90 8=5");
        await rig.ImportAsync(FeedKind.Stock, 1, "7=3");

        IReadOnlyList<ChangeAnnouncement> announced = await rig.AnnouncedAsync();

        Assert.Equal(
            [$"changes/{(await rig.ListAsync(FeedKind.Price))[0].Blob}", $"changes/{(await rig.ListAsync(FeedKind.Stock))[0].Blob}"],
            announced.Select(static one => one.Blob));
        Assert.Equal(["price product stock: 2", "stock: 1"], announced.Select(static one => $"{string.Join(' ', one.Kinds)}: {one.Count}"));
        Assert.All(announced, one => Assert.Equal(rig.Clock.GetUtcNow(), one.AcceptedAt));
    }

    [Fact]
    public async Task An_announcement_waits_as_long_as_its_change_set_is_kept()
    {
        await rig.ImportAsync(FeedKind.Price, 1, "7=9.90");

        PeekedMessage message = await emulator.Queues.GetQueueClient(StorageNames.CatalogChangesQueue).PeekMessageAsync();

        Assert.Equal(TimeSpan.FromDays(30), message.ExpiresOn - message.InsertedOn);
    }

    [Fact]
    public async Task A_change_set_is_as_old_as_its_publication()
    {
        string blob = $"{rig.Distributor}/stock/2026/03/10/060000-x.jsonl.gz";
        await using IChangeSetWriter writer = rig.Sets.Begin(blob, Path.GetTempFileName());
        writer.Add(new ChangeLine { Sku = "7", Change = "changed", Kinds = ["stock"] });
        _ = await writer.CompleteAsync(default);
        StoredChangeSet stored = Assert.Single(await rig.ListAsync(FeedKind.Stock));
        Assert.False(stored.IsPublished);

        // The store's time is in seconds; each publication gives it anew.
        await WaitFor.TrueAsync(
            async () => await rig.Sets.PublishAsync(blob, default) && (await rig.ListAsync(FeedKind.Stock))[0].At > stored.At,
            TimeSpan.FromSeconds(30),
            "the publication is later than the upload");

        Assert.True((await rig.ListAsync(FeedKind.Stock))[0].IsPublished);
        Assert.False(await rig.Sets.PublishAsync(blob + "x", default));
    }

    private async Task<IReadOnlyList<string>> LastLinesAsync(FeedKind kind) =>
        await rig.LinesAsync((await rig.Feeds.ReadAsync(rig.FeedOf(kind), default)).Accepted!.Changes!.Blob);
}
