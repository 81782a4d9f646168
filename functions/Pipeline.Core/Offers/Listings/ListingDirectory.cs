using System.Globalization;

namespace Pipeline.Core.Offers.Listings;

/// <summary>Looks listings up.</summary>
public sealed class ListingDirectory(IListingStore store)
{
    private const int BucketsOfPage = 32;

    /// <summary>The listing with a number, or null.</summary>
    public async Task<Listing?> FindAsync(string code, string sku, CancellationToken cancellationToken) =>
        (await store.FindBoundAsync(code, [sku], cancellationToken)).TryGetValue(sku, out string? gtin)
        && (await store.FindAsync(code, Listing.BucketOf(gtin), cancellationToken)).Listings.TryGetValue(gtin, out Listing? listing)
        && listing.Sku == sku
            ? listing
            : null;

    /// <summary>Counts the listings of a store.</summary>
    public async Task<ListingCounts> CountAsync(string code, CancellationToken cancellationToken) =>
        (await store.CountAsync(code, cancellationToken)).Values.Aggregate(new ListingCounts(), static (sum, one) => sum.Plus(one));

    /// <summary>A page of the listings of a store, by bucket and number.</summary>
    /// <param name="code">The store.</param>
    /// <param name="filter">Which ones.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cursor">From the page before, or null.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The page; fewer than asked for, with a cursor, when enough was looked at.</returns>
    /// <exception cref="FormatException">The cursor is not one of ours.</exception>
    public async Task<Page<Listing>> ListAsync(string code, ListingFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        if (filter.Sku is { } sku)
        {
            return new Page<Listing>(await FindAsync(code, sku, cancellationToken) is { } found && filter.Takes(found) ? [found] : [], null);
        }

        string place = cursor is null ? "000|" : Cursor.Read(cursor, static text => text.Length > 3 && text[3] == '|' && int.TryParse(text[..3], NumberStyles.None, CultureInfo.InvariantCulture, out _));
        (int first, string after) = (int.Parse(place[..3], null), place[4..]);
        int[] buckets =
        [
            .. (await store.CountAsync(code, cancellationToken))
                .Where(bucket => bucket.Key >= first && (filter.State is not { } state || bucket.Value.Of(state) > 0)).Select(static bucket => bucket.Key).Order(),
        ];
        List<Listing> items = [];
        foreach (int number in buckets.Take(BucketsOfPage))
        {
            foreach (Listing listing in (await store.FindAsync(code, number, cancellationToken)).Listings.Values.OrderBy(static one => one.Sku, StringComparer.Ordinal))
            {
                if ((number == first && string.CompareOrdinal(listing.Sku, after) <= 0) || !filter.Takes(listing))
                {
                    continue;
                }

                if (items.Count == limit)
                {
                    return new Page<Listing>(items, PlaceOf(Listing.BucketOf(items[^1].Gtin), items[^1].Sku));
                }

                items.Add(listing);
            }
        }

        return new Page<Listing>(items, buckets.Length > BucketsOfPage ? PlaceOf(buckets[BucketsOfPage - 1], "~") : null);
    }

    private static string? PlaceOf(int bucket, string sku) => Cursor.Of(FormattableString.Invariant($"{bucket:000}|{sku}"));
}

/// <summary>Which listings a list shows; a null condition shows all.</summary>
/// <param name="Sku">With this number.</param>
/// <param name="State">In this state.</param>
/// <param name="Reason">With this code as their reason.</param>
public sealed record ListingFilter(string? Sku = null, ListingState? State = null, string? Reason = null)
{
    /// <summary>Whether a listing is shown.</summary>
    public bool Takes(Listing listing) => (State is null || listing.State == State) && (Reason is null || listing.Reason?.Code == Reason);
}
