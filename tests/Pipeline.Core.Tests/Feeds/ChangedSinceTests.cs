using Pipeline.Core.Catalog.Sources;
using System.Runtime.CompilerServices;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Tests.Catalog;

namespace Pipeline.Core.Tests.Feeds;

/// <summary>Which articles changed since an instant, from the change sets alone; the table is read only when they were not all kept.</summary>
public sealed class ChangedSinceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly FeedId Prices = new("toy", FeedKind.Price);
    private static readonly FeedId Stocks = new("toy", FeedKind.Stock);
    private static readonly FeedId Categories = new("toy", FeedKind.Category);

    private readonly ChangesInMemory memory = new();

    [Fact]
    public async Task Articles_of_the_sets_published_since_are_read_each_once()
    {
        memory.Keep(Prices, Noon, "A", "B");
        memory.Keep(Stocks, Noon.AddHours(1), "B", "C");
        memory.Keep(Stocks, Noon.AddHours(-1), "D");
        memory.Keep(Stocks, Noon.AddHours(2), isPublished: false, "E");

        Assert.Equal(["A", "B", "C"], await ReadAsync(Noon));
        Assert.Equal(["B", "C"], await ReadAsync(Noon.AddMinutes(1)));
        Assert.Empty(await ReadAsync(Noon.AddHours(3)));
    }

    [Fact]
    public async Task Times_of_sets_are_whole_seconds_rounded_down()
    {
        memory.Keep(Prices, Noon, "A");

        Assert.Equal(["A"], await ReadAsync(Noon.AddMilliseconds(999)));
        Assert.Empty(await ReadAsync(Noon.AddSeconds(1)));
    }

    [Fact]
    public async Task Changes_of_categories_are_no_articles()
    {
        memory.Keep(Categories, Noon.AddHours(1), "10");

        Assert.Empty(await ReadAsync(Noon));
    }

    [Fact]
    public async Task Articles_of_several_distributors_come_in_the_order_of_the_catalogue()
    {
        memory.Keep(new FeedId("zeta", FeedKind.Price), Noon, "A", "B");
        memory.Keep(Prices, Noon, "A", "B", "C");

        IEnumerable<string> expected = new[] { "A", "B", "C" }.OrderBy(sku => Buckets.Of(sku)).ThenBy(sku => sku, StringComparer.Ordinal)
            .Select(sku => $"toy {sku}").Concat(new[] { "A", "B" }.OrderBy(sku => Buckets.Of(sku)).Select(sku => $"zeta {sku}"));
        List<string> read = [];
        await foreach (CatalogEntry entry in memory.Reader().ReadAllAsync(new CatalogQuery { ChangedSince = Noon }, default))
        {
            read.Add($"{entry.Distributor} {entry.Sku}");
        }

        Assert.Equal(expected, read);
        Assert.False(memory.WasTableRead);
    }

    [Fact]
    public async Task Pages_go_on_after_the_last_article_of_the_one_before()
    {
        memory.Keep(Prices, Noon, "A", "B", "C", "D", "E");
        CatalogReader reader = memory.Reader();
        CatalogQuery query = new() { Distributor = "toy", ChangedSince = Noon };

        List<string> read = [];
        string? next = null;
        do
        {
            Page<CatalogEntry> page = await reader.ReadAsync(query, next, 2, default);
            read.AddRange(page.Items.Select(entry => entry.Sku));
            next = page.Cursor;
        }
        while (next is not null);

        Assert.Equal(["A", "B", "C", "D", "E"], read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task More_articles_than_fit_in_memory_are_all_read()
    {
        string[] skus = [.. Enumerable.Range(1, 45_000).Select(number => $"S{number}")];
        memory.Keep(Prices, Noon, skus[..30_000]);
        memory.Keep(Stocks, Noon, skus[15_000..]);

        IReadOnlyList<string> read = await ReadAsync(Noon);

        Assert.Equal(skus.Order(StringComparer.Ordinal), read);
    }

    [Fact]
    public async Task The_table_is_read_where_a_set_of_that_time_was_not_kept()
    {
        memory.Keep(Prices, Noon.AddHours(1), "A");
        memory.Accept(Prices, keptSince: Noon);
        memory.Accept(Stocks, keptSince: Noon.AddHours(-5));

        Assert.Equal((true, false), (await ReadsTableAsync(Noon.AddSeconds(-1)), await ReadsTableAsync(Noon)));
    }

    [Fact]
    public async Task The_table_is_read_where_the_categories_changed_since()
    {
        memory.Accept(Categories, keptSince: Noon.AddHours(-5), changedAt: Noon);

        Assert.Equal((true, false), (await ReadsTableAsync(Noon), await ReadsTableAsync(Noon.AddSeconds(1))));
    }

    [Fact]
    public async Task A_file_that_changed_prices_does_not_make_the_table_be_read()
    {
        memory.Accept(Prices, keptSince: Noon.AddHours(-5), changedAt: Noon);

        Assert.False(await ReadsTableAsync(Noon));
    }

    [Fact]
    public async Task What_has_expired_is_told_by_the_latest_expiry_after_the_instant()
    {
        memory.Expire(Prices, Noon.AddHours(2));
        memory.Expire(Stocks, Noon.AddHours(3));
        memory.Expire(Categories, Noon.AddHours(1));
        CatalogReader reader = memory.Reader();
        CatalogQuery query = new() { Distributor = "toy" };

        Assert.Equal(Noon.AddHours(3), await reader.FindExpiryAsync(query with { ChangedSince = Noon }, default));
        Assert.Equal(Noon.AddHours(3), await reader.FindExpiryAsync(query with { ChangedSince = Noon.AddHours(2) }, default));
        Assert.Null(await reader.FindExpiryAsync(query with { ChangedSince = Noon.AddHours(3) }, default));
        Assert.Null(await reader.FindExpiryAsync(query, default));
    }

    private async Task<IReadOnlyList<string>> ReadAsync(DateTimeOffset since)
    {
        List<string> read = [];
        await foreach (CatalogEntry entry in memory.Reader().ReadAllAsync(new CatalogQuery { Distributor = "toy", ChangedSince = since }, default))
        {
            read.Add(entry.Sku);
        }

        Assert.False(memory.WasTableRead);
        return [.. read.Order(StringComparer.Ordinal)];
    }

    private async Task<bool> ReadsTableAsync(DateTimeOffset since)
    {
        memory.WasTableRead = false;
        await memory.Reader().ReadAsync(new CatalogQuery { Distributor = "toy", ChangedSince = since }, null, 10, default);
        return memory.WasTableRead;
    }

    /// <summary>Change sets, feeds and a catalogue that has a row for each article asked for.</summary>
    private sealed class ChangesInMemory : ICatalogStore, IFeedStore, IFeedProfileCatalog, IOfferTerms, IChangeSetStore
    {
        private readonly Dictionary<FeedId, FeedRecord> feeds = [];
        private readonly List<(FeedId Feed, StoredChangeSet Set, string[] Skus)> sets = [];

        public bool WasTableRead { get; set; }

        public CatalogReader Reader() => new(this, new DistributorContexts(this, this, this, this), new ChangedArticles(this, this));

        public void Keep(FeedId feed, DateTimeOffset at, params string[] skus) => Keep(feed, at, isPublished: true, skus);

        public void Keep(FeedId feed, DateTimeOffset at, bool isPublished, params string[] skus)
        {
            feeds.TryAdd(feed, new FeedRecord { Feed = feed });
            sets.Add((feed, new StoredChangeSet($"set-{sets.Count}", at, isPublished), skus));
        }

        public void Accept(FeedId feed, DateTimeOffset keptSince, DateTimeOffset? changedAt = null) => feeds[feed] = new FeedRecord
        {
            Feed = feed,
            Accepted = new AcceptedFile
            {
                Blob = "b", FileTime = keptSince, Sha256 = "", Sequence = 1, AcceptedAt = Noon.AddDays(1), ChangedSequence = 1,
                ChangedAt = changedAt ?? Noon.AddDays(-1), ExecutionId = "e", Counts = new FeedCounts(), Detail = "d", ChangesKeptSince = keptSince,
            },
        };

        public void Expire(FeedId feed, DateTimeOffset before) => feeds[feed] = new FeedRecord { Feed = feed, ChangesExpiredBefore = before };

        Task<IReadOnlyList<CatalogRow>> ICatalogStore.FindManyAsync(
            string distributor, IReadOnlyList<string> skus, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CatalogRow>>(
            [.. skus.Select(sku => AnArticle.Row() with { Distributor = distributor, Sku = sku })]);

        Task<Page<CatalogRow>> ICatalogStore.ReadPageAsync(
            string? distributor, DateTimeOffset? changedSince, string? next, int limit, CancellationToken cancellationToken)
        {
            WasTableRead = true;
            return Task.FromResult(new Page<CatalogRow>([], null));
        }

        Task<IReadOnlyList<CategoryPath>> ICatalogStore.ReadCategoriesAsync(string distributor, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<CategoryPath>>([]);

        async IAsyncEnumerable<FeedRecord> IFeedStore.ReadAllAsync(
            string? distributor, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            foreach (FeedRecord record in feeds.Values.Where(record => distributor is null || record.Feed.Distributor == distributor))
            {
                yield return record;
            }
        }

        int? IOfferTerms.MinimumUnitsOf(string distributor) => null;

        Task<FeedProfile> IFeedProfileCatalog.FindAsync(FeedId feed, string? name, CancellationToken cancellationToken) =>
            throw new FeedRefusedException("PROFILE", "There is none.");

        async IAsyncEnumerable<StoredChangeSet> IChangeSetStore.ListAsync(
            FeedId feed, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            foreach ((_, StoredChangeSet set, _) in sets.Where(stored => stored.Feed == feed))
            {
                yield return set;
            }
        }

        async IAsyncEnumerable<string> IChangeSetStore.ReadArticlesAsync(
            string blob, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            foreach (string sku in sets.Find(stored => stored.Set.Blob == blob).Skus)
            {
                yield return sku;
            }
        }

        IAsyncEnumerable<ChangeLine> IChangeSetStore.ReadLinesAsync(string blob, CancellationToken cancellationToken) => throw new NotSupportedException();

        ICatalogImport ICatalogStore.BeginImport(CatalogWrite write) => throw new NotSupportedException();

        IAsyncEnumerable<CatalogRow> ICatalogStore.ExpireAbsentAsync(FeedId feed, long sequence, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        Task ICatalogStore.ForgetExpiredAsync(FeedId feed, long sequence, CancellationToken cancellationToken) => throw new NotSupportedException();

        Task<CatalogRow?> ICatalogStore.FindAsync(string distributor, string sku, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        Task<IReadOnlyList<CatalogRow>> ICatalogStore.FindByGtinAsync(string gtin, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        Task<IReadOnlyList<CatalogRow>> ICatalogStore.FindByMpnAsync(string mpn, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        Task<FeedRecord> IFeedStore.ReadAsync(FeedId feed, CancellationToken cancellationToken) => throw new NotSupportedException();

        Task IFeedStore.UpdateAsync(FeedId feed, Func<FeedRecord, FeedRecord> change, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        Task<string> IFeedStore.WriteDetailAsync(
            FeedId feed, long sequence, string executionId, AcceptedDetail detail, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        Task<AcceptedDetail?> IFeedStore.ReadDetailAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

        Task<FeedFile?> IFeedStore.FindFileAsync(FeedId feed, string blob, CancellationToken cancellationToken) => throw new NotSupportedException();

        Task IFeedStore.WriteFileAsync(FeedFile file, CancellationToken cancellationToken) => throw new NotSupportedException();

        Task<FeedFile?> IFeedStore.FindLastSettledAsync(FeedId feed, CancellationToken cancellationToken) => throw new NotSupportedException();

        IAsyncEnumerable<FeedFile> IFeedStore.ReadFilesAsync(FeedId feed, CancellationToken cancellationToken) => throw new NotSupportedException();

        IChangeSetWriter IChangeSetStore.Begin(string blob, string localPath) => throw new NotSupportedException();

        Task<bool> IChangeSetStore.PublishAsync(string blob, CancellationToken cancellationToken) => throw new NotSupportedException();

        Task IChangeSetStore.DeleteAsync(string blob, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
