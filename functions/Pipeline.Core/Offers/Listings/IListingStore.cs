namespace Pipeline.Core.Offers.Listings;

/// <summary>Keeps the listings of stores, many in one row, and which product each number of an offer belongs to.</summary>
public interface IListingStore
{
    /// <summary>Reads one bucket; an empty one when nothing is there.</summary>
    Task<ListingBucket> FindAsync(string store, int bucket, CancellationToken cancellationToken);

    /// <summary>
    /// Changes one bucket: reads it, applies <paramref name="change"/>, writes it under its ETag and starts over on a conflict.
    /// Returning the same instance writes nothing.
    /// </summary>
    /// <returns>The bucket that stands afterwards.</returns>
    Task<ListingBucket> UpdateAsync(string store, int bucket, Func<ListingBucket, ListingBucket> change, CancellationToken cancellationToken);

    /// <summary>As the other one; it begins with a bucket that was read a moment ago.</summary>
    Task<ListingBucket> UpdateAsync(string store, ListingBucket known, Func<ListingBucket, ListingBucket> change, CancellationToken cancellationToken);

    /// <summary>The counts of the buckets that have listings, by their number, without reading the listings.</summary>
    Task<IReadOnlyDictionary<int, ListingCounts>> CountAsync(string store, CancellationToken cancellationToken);

    /// <summary>
    /// Binds numbers of offers to products, those of one bucket in one write. A binding is never changed or taken away; may be
    /// repeated.
    /// </summary>
    /// <returns>The product that each number is bound to afterwards: another one where somebody was faster, or it was bound before.</returns>
    Task<IReadOnlyDictionary<string, string>> BindAsync(string store, IReadOnlyDictionary<string, string> gtinBySku, CancellationToken cancellationToken);

    /// <summary>The products that numbers are bound to; those that nobody has bound are missing.</summary>
    Task<IReadOnlyDictionary<string, string>> FindBoundAsync(string store, IReadOnlyCollection<string> skus, CancellationToken cancellationToken);
}
