using System.Globalization;
using Pipeline.Core;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Changes;

/// <summary>What has changed since an instant is answered from the change sets.</summary>
[Collection(EmulatorCollection.Name)]
public sealed class ChangedSinceTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly DateTimeOffset Second = ImportRig.TimeOf(2);

    private readonly RequestLog requests = new();
    private ImportRig rig = null!;

    public Task InitializeAsync()
    {
        rig = new ImportRig(emulator, emulator.NewDistributor(), requests);
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        rig.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Articles_of_later_files_are_shown_as_they_are_now()
    {
        await rig.ImportAtAsync(FeedKind.Price, 1, "7=9.90 8=5 9=1 10=2");
        await rig.ImportAtAsync(FeedKind.Price, 2, "7=9.91 8=5 9=1 10=2");
        await rig.ImportAtAsync(FeedKind.Price, 3, "7=9.92 9=1 10=2");
        await rig.ImportAtAsync(FeedKind.Stock, 4, "9=3 77=1");

        Assert.Equal(["7: 9.92 EUR, 0", "8: 5 EUR, 0", "9: 1 EUR, 3"], await ShownAsync(Second));
        Assert.Equal(["9: 1 EUR, 3"], await ShownAsync(ImportRig.TimeOf(4)));
        Assert.Empty(await ShownAsync(ImportRig.TimeOf(5)));
        Assert.Equal(4, (await ShownAsync(ImportRig.TimeOf(0))).Count);
    }

    [Fact]
    public async Task An_article_that_expires_is_shown()
    {
        foreach (int day in Enumerable.Range(1, 4))
        {
            await rig.ImportAtAsync(FeedKind.Price, day, day == 1 ? "7=9.90 8=5" : $"7=9.9{day}");
        }

        Page<CatalogEntry> found = await ReadAsync(new CatalogQuery { ChangedSince = ImportRig.TimeOf(4), Sellable = false });

        Assert.Equal("INACTIVE", Assert.Single(found.Items).NotSellableReason);
    }

    [Fact]
    public async Task Other_filters_hold_as_well()
    {
        await rig.ImportAtAsync(FeedKind.Price, 1, "7=9.90 8=5 9=1");
        await rig.ImportAtAsync(FeedKind.Price, 2, "7=X 8=6 9=1");

        Page<CatalogEntry> found = await ReadAsync(new CatalogQuery { ChangedSince = Second, Sellable = true });

        Assert.Equal(["8"], found.Items.Select(static entry => entry.Sku));
        Assert.Empty((await rig.Reader.ReadAsync(new CatalogQuery { Distributor = "nobody", ChangedSince = Second }, null, 50, default)).Items);
    }

    [Fact]
    public async Task Only_the_rows_of_changed_articles_are_read()
    {
        string[] articles = [.. Enumerable.Range(1, 1_200).Select(static number => string.Create(CultureInfo.InvariantCulture, $"{number}=1"))];
        await rig.ImportAtAsync(FeedKind.Price, 1, string.Join(' ', articles));
        await rig.ImportAtAsync(FeedKind.Price, 2, string.Join(' ', articles).Replace("17=1", "17=2", StringComparison.Ordinal));
        requests.Clear();

        IReadOnlyList<string> shown = await ShownAsync(Second);

        string[] rows = [.. requests.Requests.Where(static request => request.Contains("/Catalog(", StringComparison.Ordinal))];
        Assert.Equal(12, shown.Count);
        Assert.Equal(shown.Count, rows.Length);
        Assert.DoesNotContain(rows, static request => request.EndsWith("/Catalog()", StringComparison.Ordinal));
        Assert.InRange(requests.Requests.Count, shown.Count, shown.Count + 10);
    }

    [Fact]
    public async Task Pages_hold_every_article_once_also_when_files_are_applied_meanwhile()
    {
        await rig.ImportAtAsync(FeedKind.Price, 1, "1=1 2=1 3=1 4=1 5=1 6=1 7=1");
        await rig.ImportAtAsync(FeedKind.Price, 2, "1=2 2=2 3=2 4=2 5=2 6=1 7=1");
        string[] order = [.. Enumerable.Range(1, 7).Select(static number => $"{number}").OrderBy(static sku => Buckets.Of(sku))];
        var query = new CatalogQuery { Distributor = rig.Distributor, ChangedSince = Second };
        List<string> seen = [];

        Page<CatalogEntry> page = await rig.Reader.ReadAsync(query, null, 2, default);
        seen.AddRange(page.Items.Select(static entry => entry.Sku));
        await rig.ImportAtAsync(FeedKind.Stock, 3, "1=5 2=5 3=5 4=5 5=5");
        await rig.ImportAtAsync(FeedKind.Category, 3, "10=Printers");
        while (page.Cursor is not null)
        {
            page = await rig.Reader.ReadAsync(query, page.Cursor, 2, default);
            seen.AddRange(page.Items.Select(static entry => entry.Sku));
        }

        Assert.Equal(order.Except(["6", "7"]), seen);
    }

    [Fact]
    public async Task An_export_reads_more_articles_than_memory_is_to_hold_in_several_passes()
    {
        const int Articles = 45_000;
        await rig.ImportAtAsync(FeedKind.Price, 1, "1=1");
        string[] skus = [.. Enumerable.Range(1, Articles).Select(static number => $"A{number}")];
        await PublishAsync("stock/2026/03/11/060000-a.jsonl.gz", skus);
        await PublishAsync("stock/2026/03/12/060000-b.jsonl.gz", skus[..10]);
        var asked = new AskedRows(rig.Catalog);
        await rig.ImportAtAsync(FeedKind.Stock, 4, "1=1");
        var reader = rig.ReaderOf(asked);

        _ = await reader.ReadAllAsync(new CatalogQuery { Distributor = rig.Distributor, ChangedSince = Second }, default).CountAsync();

        Assert.Equal(skus.Append("1").OrderBy(static sku => Buckets.Of(sku)).ThenBy(static sku => sku, StringComparer.Ordinal), asked.Skus);
        Assert.InRange(asked.Most, 1, 500);
    }

    [Fact]
    public async Task What_is_not_published_yet_is_not_shown()
    {
        await rig.ImportAtAsync(FeedKind.Price, 1, "7=9.90 8=5");
        await using IChangeSetWriter writer = rig.Sets.Begin($"{rig.Distributor}/price/2026/03/11/060000-x.jsonl.gz", Path.GetTempFileName());
        writer.Add(new ChangeLine { Sku = "8", Change = "changed", Kinds = ["price"] });
        _ = await writer.CompleteAsync(default);

        Assert.Empty(await ShownAsync(Second));
    }

    [Fact]
    public async Task A_changed_category_is_a_change_of_its_articles()
    {
        await rig.ImportAtAsync(FeedKind.Category, 1, "10=Printer 20=Ink");
        await rig.ImportAtAsync(FeedKind.Price, 1, "7=9.90 8=5");
        await rig.ImportAtAsync(FeedKind.Category, 2, "10=Printers 20=Ink");

        Assert.Equal(["7: 9.90 EUR, 0", "8: 5 EUR, 0"], await ShownAsync(Second));
        Assert.Empty(await ShownAsync(ImportRig.TimeOf(3)));
    }

    [Fact]
    public async Task Changes_of_an_earlier_version_are_found_in_the_table()
    {
        // The table's times are the emulator's: since the beginning of the test clock's day every row has changed.
        await rig.ImportAtAsync(FeedKind.Price, 2, "7=9.90 8=5");
        await ForgetChangeSetsAsync();
        await rig.ImportAtAsync(FeedKind.Price, 3, "7=9.91 8=5");

        Assert.Equal(["7: 9.91 EUR, 0", "8: 5 EUR, 0"], await ShownAsync(ImportRig.TimeOf(1)));
        Assert.Equal(["7: 9.91 EUR, 0"], await ShownAsync(Second));
    }

    [Fact]
    public async Task What_is_older_than_the_retention_is_not_answered_in_part()
    {
        await rig.ImportAtAsync(FeedKind.Price, 1, "7=9.90 8=5");
        await rig.ImportAtAsync(FeedKind.Price, 3, "7=9.91 8=5");
        var retention = new ChangeSetRetention(rig.Feeds, rig.Times, rig.Clock);
        rig.Clock.SetUtcNow(ImportRig.TimeOf(5));

        Assert.Equal(0, await retention.RunAsync(rig.FeedOf(FeedKind.Price), TimeSpan.FromDays(4), default));
        Assert.Null(await ExpiryAsync(ImportRig.TimeOf(0)));

        Assert.Equal(1, await retention.RunAsync(rig.FeedOf(FeedKind.Price), TimeSpan.FromDays(3), default));
        Assert.Equal(0, await retention.RunAsync(rig.FeedOf(FeedKind.Price), TimeSpan.FromDays(3), default));

        _ = Assert.Single(await rig.ListAsync(FeedKind.Price));
        Assert.Equal(Second, await ExpiryAsync(Second.AddSeconds(-1)));
        Assert.Null(await ExpiryAsync(Second));
        Assert.Equal(["7: 9.91 EUR, 0"], await ShownAsync(Second));
    }

    private Task<DateTimeOffset?> ExpiryAsync(DateTimeOffset since) =>
        rig.Reader.FindExpiryAsync(new CatalogQuery { Distributor = rig.Distributor, ChangedSince = since }, default);

    private Task<Page<CatalogEntry>> ReadAsync(CatalogQuery query) =>
        rig.Reader.ReadAsync(query with { Distributor = rig.Distributor }, null, 50, default);

    private async Task<IReadOnlyList<string>> ShownAsync(DateTimeOffset since) =>
    [
        .. (await ReadAsync(new CatalogQuery { ChangedSince = since })).Items
            .Select(static entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Sku}: {entry.Price?.Amount} {entry.Price?.Currency}, {entry.Stock.Available}"))
            .Order(StringComparer.Ordinal),
    ];

    private async Task PublishAsync(string name, IEnumerable<string> skus)
    {
        string blob = $"{rig.Distributor}/{name}";
        await using IChangeSetWriter writer = rig.Sets.Begin(blob, Path.GetTempFileName());
        foreach (string sku in skus)
        {
            writer.Add(new ChangeLine { Sku = sku, Change = "changed", Kinds = ["stock"] });
        }

        _ = await writer.CompleteAsync(default);
        Assert.True(await rig.Sets.PublishAsync(blob, default));
    }

    /// <summary>Leaves what an app without change sets left.</summary>
    private async Task ForgetChangeSetsAsync()
    {
        foreach (StoredChangeSet set in await rig.ListAsync(FeedKind.Price))
        {
            await rig.Sets.DeleteAsync(set.Blob, default);
        }

        await rig.Feeds.UpdateAsync(
            rig.FeedOf(FeedKind.Price),
            static record => record with { Accepted = record.Accepted! with { Changes = null, ChangesKeptSince = null } },
            default);
    }
}
