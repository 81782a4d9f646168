using System.Runtime.CompilerServices;
using Pipeline.Core.Catalog.Sources;

namespace Pipeline.Core.Catalog;

/// <summary>Reads the catalogue as users see it: rows merged with what their distributor's files have in common.</summary>
/// <remarks>
/// What has changed since an instant is read by the change sets kept since then: the articles they name, and nothing else of
/// the table. The table is read through where change sets cannot tell: for changes that an earlier version of the app has
/// applied, and when a category file has changed, which shows in articles without touching their rows.
/// </remarks>
public sealed class CatalogReader(ICatalogStore catalog, IDistributorContexts distributors, IChangedArticles changed)
{
    private const int PageSize = 1000;
    private const int RowsAtOnce = 500;

    // No continuation of the table begins so, since no distributor does.
    private const string AfterArticle = ">";

    /// <summary>One article with its content and the origin of its fields; null when neither what it is nor what it costs is known.</summary>
    public async Task<CatalogEntry?> FindAsync(string distributor, string sku, CancellationToken cancellationToken)
    {
        if (!DistributorSku.TryParse(sku, out DistributorSku key)
            || await catalog.FindAsync(distributor, key.AsCompared, cancellationToken) is not { } row)
        {
            return null;
        }

        return CatalogMerge.Merge(row, await distributors.ReadAsync(distributor, cancellationToken));
    }

    /// <summary>A page of the articles that match, in key order (by distributor, then bucket, then number).</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="next">Continuation of an earlier page, or null.</param>
    /// <param name="limit">Most entries, 1 to 1,000.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<Page<CatalogEntry>> ReadAsync(
        CatalogQuery query, string? next, int limit, CancellationToken cancellationToken)
    {
        var contexts = new Dictionary<string, DistributorContext>(StringComparer.Ordinal);
        if (query.Sku is not null)
        {
            return new Page<CatalogEntry>(await MergeAsync(await FindByNumberAsync(query, cancellationToken), query, contexts, cancellationToken), null);
        }

        if (query.Gtin is not null || query.Mpn is not null)
        {
            IReadOnlyList<CatalogRow> found = query.Gtin is not null
                ? await catalog.FindByGtinAsync(query.Gtin, cancellationToken)
                : await catalog.FindByMpnAsync(query.Mpn!, cancellationToken);
            return new Page<CatalogEntry>(await MergeAsync(found, query, contexts, cancellationToken), null);
        }

        if (await ChangesAsync(query, next, cancellationToken) is not { } window)
        {
            return await ReadTableAsync(query, next, limit, contexts, cancellationToken);
        }

        var changes = new List<CatalogEntry>();
        await foreach (CatalogEntry entry in ReadChangesAsync(query, window, next, Math.Min(limit, RowsAtOnce), contexts, cancellationToken))
        {
            changes.Add(entry);
            if (changes.Count == limit)
            {
                return new Page<CatalogEntry>(changes, $"{AfterArticle}{entry.Distributor} {entry.Sku}");
            }
        }

        return new Page<CatalogEntry>(changes, null);
    }

    /// <summary>The instant from which changes are kept, when it is later than the one that is asked for: earlier changes are not known any more.</summary>
    public async Task<DateTimeOffset?> FindExpiryAsync(CatalogQuery query, CancellationToken cancellationToken) =>
        query is { ChangedSince: { } since, Gtin: null, Mpn: null }
            ? (await changed.FindAsync(query.Distributor, since, cancellationToken)).ExpiredBefore
            : null;

    /// <summary>All articles that match; memory does not grow with their number.</summary>
    public async IAsyncEnumerable<CatalogEntry> ReadAllAsync(
        CatalogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var contexts = new Dictionary<string, DistributorContext>(StringComparer.Ordinal);
        string? next = null;
        if (await ChangesAsync(query, next, cancellationToken) is { } window)
        {
            await foreach (CatalogEntry entry in ReadChangesAsync(query, window, next, RowsAtOnce, contexts, cancellationToken))
            {
                yield return entry;
            }

            yield break;
        }

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

    private async Task<IReadOnlyList<CatalogRow>> FindByNumberAsync(CatalogQuery query, CancellationToken cancellationToken)
    {
        List<CatalogRow> rows = [];
        foreach (string distributor in query.Distributor is { } one ? [one] : query.Among)
        {
            if (DistributorSku.TryParse(query.Sku, out DistributorSku key)
                && await catalog.FindAsync(distributor, key.AsCompared, cancellationToken) is { } row)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private async Task<Page<CatalogEntry>> ReadTableAsync(
        CatalogQuery query,
        string? next,
        int limit,
        Dictionary<string, DistributorContext> contexts,
        CancellationToken cancellationToken)
    {
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

    // A page goes on as the one before it was read, whatever has changed meanwhile.
    private async Task<ChangeWindow?> ChangesAsync(CatalogQuery query, string? next, CancellationToken cancellationToken)
    {
        bool isTable = next?.StartsWith(AfterArticle, StringComparison.Ordinal) is false;
        if (query is not { ChangedSince: { } since, Gtin: null, Mpn: null } || isTable)
        {
            return null;
        }

        ChangeWindow window = await changed.FindAsync(query.Distributor, since, cancellationToken);
        return window.IsKept || next is not null ? window : null;
    }

    private async IAsyncEnumerable<CatalogEntry> ReadChangesAsync(
        CatalogQuery query,
        ChangeWindow window,
        string? next,
        int rowsAtOnce,
        Dictionary<string, DistributorContext> contexts,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CatalogPlace? after = next?[AfterArticle.Length..].Split(' ', 2) is [var distributor, var sku] ? CatalogPlace.Of(distributor, sku) : null;

        // The instant has chosen the articles; their rows may have been written before it, while their file was applied.
        CatalogQuery rest = query with { ChangedSince = null };
        IReadOnlyCollection<CatalogPlace> keys;
        do
        {
            keys = await changed.ReadAsync(window, after, cancellationToken);
            foreach (CatalogPlace[] some in keys.Chunk(rowsAtOnce))
            {
                foreach (IGrouping<string, CatalogPlace> own in some.GroupBy(static key => key.Distributor, StringComparer.Ordinal))
                {
                    IReadOnlyList<CatalogRow> rows =
                        await catalog.FindManyAsync(own.Key, [.. own.Select(static key => key.Sku)], cancellationToken);
                    foreach (CatalogEntry entry in await MergeAsync(rows, rest, contexts, cancellationToken))
                    {
                        yield return entry;
                    }
                }

                after = some[^1];
            }
        }
        while (keys.Count == IChangedArticles.PassSize);
    }

    // A category file changes what rows say without touching them: then every row may have changed.
    private async Task<DateTimeOffset?> RowsChangedSinceAsync(CatalogQuery query, CancellationToken cancellationToken)
    {
        if (query.ChangedSince is not { } since || query.Distributor is null)
        {
            return null;
        }

        DistributorContext context = await distributors.ReadAsync(query.Distributor, cancellationToken);
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
                context = await distributors.ReadAsync(row.Distributor, cancellationToken);
                contexts.Add(row.Distributor, context);
            }

            if (CatalogMerge.Merge(row, context) is { } entry && query.Matches(entry, context))
            {
                entries.Add(entry with { Provenance = null, Content = null });
            }
        }

        return entries;
    }
}
