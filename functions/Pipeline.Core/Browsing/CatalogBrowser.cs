using Pipeline.Core.Catalog.Sources;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using System.Globalization;
using Pipeline.Core.Catalog.Joining;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Profiles;

namespace Pipeline.Core.Browsing;

/// <summary>Reads the catalogue in small steps, for people: each step looks at a bounded number of rows, however few of them match.</summary>
public sealed class CatalogBrowser(ICatalogStore catalog, IFeedStore feeds, IFeedProfileCatalog profiles, IOfferTerms terms)
{
    private const int RowsAtOnce = 1000;
    private const int ReadsOfStep = 3;

    /// <summary>A number that more articles share than this is none.</summary>
    private const int OffersLooked = 50;
    private readonly DistributorContexts distributors = new(catalog, feeds, profiles, terms);

    /// <summary>The next articles that match, in key order; fewer than wanted, or none, when the step ended before.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="words">Each must stand somewhere in number, brand or description; null for any.</param>
    /// <param name="reason">Only articles that are not on sale for it; null for any.</param>
    /// <param name="cursor">From the step before, or null.</param>
    /// <param name="limit">Most articles, 1 to 1,000.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="FormatException">The cursor is not from here.</exception>
    public async Task<CatalogStep> StepAsync(
        CatalogQuery query, string? words, string? reason, string? cursor, int limit, CancellationToken cancellationToken)
    {
        Matching matching = new(this, query, words, reason);
        if ((query.Sku ?? query.Gtin ?? query.Mpn) is not null)
        {
            List<CatalogEntry> known = [];
            foreach (CatalogRow row in await FindRowsAsync(query, cancellationToken))
            {
                known.AddRange(await matching.FindAsync(row, cancellationToken) is { } entry ? [entry] : []);
            }

            return new CatalogStep(known, null, known.Count, null);
        }

        Place place = Place.Read(cursor);
        bool isNarrow = (words ?? reason ?? query.Brand ?? query.Category) is not null || query.Sellable is not null || query.ChangedSince is not null;
        List<CatalogEntry> found = [];
        for (int read = 0; read < ReadsOfStep; read++)
        {
            Page<CatalogRow> page = await catalog.ReadPageAsync(query.Distributor, null, place.Next, isNarrow ? RowsAtOnce : limit, cancellationToken);
            for (int i = place.Skip; i < page.Items.Count && found.Count < limit; i++)
            {
                found.AddRange(await matching.FindAsync(page.Items[i], cancellationToken) is { } entry ? [entry] : []);
                place = place with { Skip = i + 1, Looked = place.Looked + 1 };
            }

            if (place.Skip < page.Items.Count)
            {
                break;
            }

            if (page.Cursor is null)
            {
                return new CatalogStep(found, null, place.Looked, null);
            }

            place = place with { Next = page.Cursor, Skip = 0 };
            if (found.Count == limit)
            {
                break;
            }
        }

        return new CatalogStep(found, Cursor.Of(place.ToString()), place.Looked, await CountAsync(query.Distributor, cancellationToken));
    }

    /// <summary>One article with its content and the origin of its fields, and the offers of the same product; null when nobody knows what it is or costs.</summary>
    /// <remarks>The same product is looked for by GTIN, else by manufacturer part number.</remarks>
    public async Task<FoundArticle?> FindAsync(string distributor, string sku, CancellationToken cancellationToken)
    {
        if (!DistributorSku.TryParse(sku, out DistributorSku key)
            || await catalog.FindAsync(distributor, key.AsCompared, cancellationToken) is not { } row)
        {
            return null;
        }

        Matching matching = new(this, new CatalogQuery(), null, null);
        if (await matching.FindAsync(row, cancellationToken) is not { } entry)
        {
            return null;
        }

        List<CatalogEntry> known = [entry];
        if ((entry.Gtin ?? entry.Mpn) is not null)
        {
            foreach (CatalogRow other in (await FindRowsAsync(new CatalogQuery { Gtin = entry.Gtin, Mpn = entry.Mpn }, cancellationToken)).Take(OffersLooked))
            {
                known.AddRange(await matching.FindAsync(other, cancellationToken) is { } offer ? [offer] : []);
            }
        }

        ProductJoin join = ProductJoin.Of(known);
        return new FoundArticle(entry with { Issues = join.IssuesOf(entry) }, join.ProductOf(entry), row.Absent);
    }

    private async Task<IReadOnlyList<CatalogRow>> FindRowsAsync(CatalogQuery query, CancellationToken cancellationToken)
    {
        if (query.Sku is null)
        {
            return query.Gtin is { } gtin ? await catalog.FindByGtinAsync(gtin, cancellationToken) : await catalog.FindByMpnAsync(query.Mpn!, cancellationToken);
        }

        List<CatalogRow> rows = [];
        foreach (string distributor in DistributorSku.TryParse(query.Sku, out DistributorSku sku) ? query.Distributor is { } one ? [one] : query.Among : [])
        {
            rows.AddRange(await catalog.FindAsync(distributor, sku.AsCompared, cancellationToken) is { } row ? [row] : []);
        }

        return rows;
    }

    // What the files that say which articles exist have named.
    private async Task<long> CountAsync(string? distributor, CancellationToken cancellationToken)
    {
        Dictionary<string, long> counts = new(StringComparer.Ordinal);
        await foreach (FeedRecord record in feeds.ReadAllAsync(distributor, cancellationToken))
        {
            if (record is { Feed.Kind: FeedKind.Price or FeedKind.Catalog, Accepted.Counts: { } rows })
            {
                counts[record.Feed.Distributor] = Math.Max(counts.GetValueOrDefault(record.Feed.Distributor), rows.Created + rows.Updated + rows.Unchanged);
            }
        }

        return counts.Values.Sum();
    }

    /// <summary>Where a step goes on: after so many rows of a page of the table.</summary>
    private readonly record struct Place(long Looked, int Skip, string? Next)
    {
        public static Place Read(string? cursor)
        {
            Place place = default;
            if (cursor is not null)
            {
                _ = Cursor.Read(cursor, text => TryRead(text, out place));
            }

            return place;
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Looked}|{Skip}|{Next}");

        private static bool TryRead(string text, out Place place)
        {
            string[] parts = text.Split('|', 3);
            bool isOne = parts.Length == 3 & long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long looked)
                & int.TryParse(parts.ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out int skip);
            place = isOne ? new Place(looked, skip, parts[2].Length == 0 ? null : parts[2]) : default;
            return isOne;
        }
    }

    /// <summary>Decides which rows are shown; what a distributor's articles have in common is read once.</summary>
    private sealed class Matching(CatalogBrowser browser, CatalogQuery query, string? words, string? reason)
    {
        private readonly Dictionary<string, DistributorContext> contexts = new(StringComparer.Ordinal);
        private readonly string[] each = words?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

        public async Task<CatalogEntry?> FindAsync(CatalogRow row, CancellationToken cancellationToken)
        {
            if (!contexts.TryGetValue(row.Distributor, out DistributorContext? context))
            {
                contexts.Add(row.Distributor, context = await browser.distributors.ReadAsync(row.Distributor, cancellationToken));
            }

            return CatalogMerge.Merge(row, context) is { } entry && query.Matches(entry, context)
                && (reason is null || (entry.NotSellableReason ?? entry.NotOfferedReason) == reason) && Array.TrueForAll(each, word => Holds(entry, word))
                    ? entry
                    : null;
        }

        private static bool Holds(CatalogEntry entry, string word) =>
            ((string?[])[entry.Sku, entry.Mpn, entry.Gtin, entry.Brand, entry.Description]).Any(text => text?.Contains(word, StringComparison.OrdinalIgnoreCase) is true);
    }
}

/// <summary>What a step through the catalogue has found.</summary>
/// <param name="Items">The articles.</param>
/// <param name="Cursor">Where to go on; null at the end.</param>
/// <param name="Looked">Rows looked at from the beginning on.</param>
/// <param name="Total">Rows there are, roughly; null at the end.</param>
public sealed record CatalogStep(IReadOnlyList<CatalogEntry> Items, string? Cursor, long Looked, long? Total);

/// <summary>An article and the offers of the same product.</summary>
/// <param name="Entry">The article.</param>
/// <param name="Offers">All distributors' articles that are this product, the article included; by distributor and number.</param>
/// <param name="IsAbsent">Whether the last accepted file that says which articles exist does not name it any more.</param>
public sealed record FoundArticle(CatalogEntry Entry, IReadOnlyList<CatalogEntry> Offers, bool IsAbsent);
