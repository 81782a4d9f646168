using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Pipeline.Core.Feeds;

namespace Pipeline.Core.Catalog;

/// <summary>Reads the catalogue as users see it: rows merged with what their distributor's files have in common.</summary>
public sealed class CatalogReader(ICatalogStore catalog, IFeedStore feeds, IFeedProfiles profiles)
{
    private const int PageSize = 1000;
    private readonly ConcurrentDictionary<string, CategoryTree> trees = new(StringComparer.Ordinal);

    /// <summary>One article with the origin of its fields; null when no price file has named it.</summary>
    public async Task<CatalogEntry?> FindAsync(string distributor, string sku, CancellationToken cancellationToken)
    {
        if (!DistributorSku.TryParse(sku, out DistributorSku key)
            || await catalog.FindAsync(distributor, key.AsCompared, cancellationToken) is not { } row)
        {
            return null;
        }

        return CatalogMerge.Merge(row, await ContextAsync(distributor, cancellationToken));
    }

    /// <summary>The price of one article, from its row alone; null when no price file has named one.</summary>
    public async Task<Money?> FindPriceAsync(string distributor, string sku, CancellationToken cancellationToken) =>
        DistributorSku.TryParse(sku, out DistributorSku key)
        && await catalog.FindAsync(distributor, key.AsCompared, cancellationToken) is { Price: { } facts }
            ? CatalogMerge.MoneyOf(facts.Price, facts.Currency)
            : null;

    /// <summary>A page of the articles that match, in key order (by distributor, then bucket, then number).</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="next">Continuation of an earlier page, or null.</param>
    /// <param name="limit">Most entries, 1 to 1,000.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<Page<CatalogEntry>> ReadAsync(
        CatalogQuery query, string? next, int limit, CancellationToken cancellationToken)
    {
        var contexts = new Dictionary<string, DistributorContext>(StringComparer.Ordinal);
        if (query.Gtin is not null || query.Mpn is not null)
        {
            IReadOnlyList<CatalogRow> found = query.Gtin is not null
                ? await catalog.FindByGtinAsync(query.Gtin, cancellationToken)
                : await catalog.FindByMpnAsync(query.Mpn!, cancellationToken);
            return new Page<CatalogEntry>(await MergeAsync(found, query, contexts, cancellationToken), null);
        }

        var entries = new List<CatalogEntry>();
        DateTimeOffset? since = await RowsChangedSinceAsync(query, cancellationToken);
        do
        {
            Page<CatalogRow> page = await catalog.ReadPageAsync(
                query.Distributor, since, next, limit - entries.Count, cancellationToken);
            entries.AddRange(await MergeAsync(page.Items, query, contexts, cancellationToken));
            next = page.Cursor;
        }
        while (next is not null && entries.Count < limit);
        return new Page<CatalogEntry>(entries, next);
    }

    /// <summary>All articles that match; memory does not grow with their number.</summary>
    public async IAsyncEnumerable<CatalogEntry> ReadAllAsync(
        CatalogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            Page<CatalogEntry> page = await ReadAsync(query, next, PageSize, cancellationToken);
            foreach (CatalogEntry entry in page.Items)
            {
                yield return entry;
            }

            next = page.Cursor;
        }
        while (next is not null);
    }

    // A category file changes what rows say without touching them: then every row may have changed.
    private async Task<DateTimeOffset?> RowsChangedSinceAsync(CatalogQuery query, CancellationToken cancellationToken)
    {
        if (query.ChangedSince is not { } since || query.Distributor is null)
        {
            return null;
        }

        DistributorContext context = await ContextAsync(query.Distributor, cancellationToken);
        return context.Categories.ChangedAt >= since ? null : since;
    }

    private async Task<List<CatalogEntry>> MergeAsync(
        IReadOnlyList<CatalogRow> rows,
        CatalogQuery query,
        Dictionary<string, DistributorContext> contexts,
        CancellationToken cancellationToken)
    {
        var entries = new List<CatalogEntry>(rows.Count);
        foreach (CatalogRow row in rows)
        {
            if (!contexts.TryGetValue(row.Distributor, out DistributorContext? context))
            {
                context = await ContextAsync(row.Distributor, cancellationToken);
                contexts.Add(row.Distributor, context);
            }

            if (CatalogMerge.Merge(row, context) is { } entry && query.Matches(entry, context))
            {
                entries.Add(entry with { Provenance = null });
            }
        }

        return entries;
    }

    private async Task<DistributorContext> ContextAsync(string distributor, CancellationToken cancellationToken)
    {
        var price = new FeedId(distributor, FeedKind.Price);
        Task<FeedRecord> priceRecord = feeds.ReadAsync(price, cancellationToken);
        Task<FeedRecord> stockRecord = feeds.ReadAsync(new FeedId(distributor, FeedKind.Stock), cancellationToken);
        Task<FeedRecord> categoryRecord = feeds.ReadAsync(new FeedId(distributor, FeedKind.Category), cancellationToken);
        AcceptedFile? accepted = (await priceRecord).Accepted;
        return new DistributorContext
        {
            PriceFileTime = accepted?.FileTime,
            StockFileTime = (await stockRecord).Accepted?.FileTime,
            IncludeCentral = accepted is not null && (await profiles.FindAsync(price, null, cancellationToken)).IncludeCentral,
            Categories = await TreeAsync(distributor, (await categoryRecord).Accepted, cancellationToken),
        };
    }

    private async Task<CategoryTree> TreeAsync(string distributor, AcceptedFile? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return CategoryTree.Empty;
        }

        if (trees.TryGetValue(distributor, out CategoryTree? known) && known.Version == file.ChangedSequence)
        {
            return known;
        }

        IReadOnlyList<CategoryPath> paths = await catalog.ReadCategoriesAsync(distributor, cancellationToken);
        var tree = new CategoryTree(paths, file.ChangedSequence, file.ChangedAt);
        trees[distributor] = tree;
        return tree;
    }
}
