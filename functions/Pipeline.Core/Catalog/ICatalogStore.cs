using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Catalog;

/// <summary>Keeps the catalogue rows and their indexes.</summary>
public interface ICatalogStore
{
    /// <summary>Begins to write the changes of one file.</summary>
    ICatalogImport BeginImport(CatalogWrite write);

    /// <summary>
    /// Marks what three accepted files in a row did not name: inactive for a feed of products or prices, without stock for a
    /// full stock file. Repeatable: until they are forgotten, the same file marks the same rows.
    /// </summary>
    /// <returns>The rows as they were.</returns>
    IAsyncEnumerable<CatalogRow> ExpireAbsentAsync(FeedId feed, long sequence, CancellationToken cancellationToken);

    /// <summary>Forgets what <see cref="ExpireAbsentAsync"/> has marked, once the file is accepted. Repeatable; the next file makes up for it.</summary>
    Task ForgetExpiredAsync(FeedId feed, long sequence, CancellationToken cancellationToken);

    /// <summary>Reads one row; null when no file has named the article.</summary>
    Task<CatalogRow?> FindAsync(string distributor, string sku, CancellationToken cancellationToken);

    /// <summary>Reads many rows of one distributor, in the order asked for; those that no file has named are left out.</summary>
    /// <param name="distributor">The distributor.</param>
    /// <param name="skus">Their numbers as compared, those of one bucket (<see cref="Buckets"/>) next to each other.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<CatalogRow>> FindManyAsync(string distributor, IReadOnlyList<string> skus, CancellationToken cancellationToken);

    /// <summary>Reads the rows with a GTIN, of all distributors.</summary>
    Task<IReadOnlyList<CatalogRow>> FindByGtinAsync(string gtin, CancellationToken cancellationToken);

    /// <summary>Reads the rows with a manufacturer part number (compared without case and blanks), of all distributors.</summary>
    Task<IReadOnlyList<CatalogRow>> FindByMpnAsync(string mpn, CancellationToken cancellationToken);

    /// <summary>Reads rows in key order.</summary>
    /// <param name="distributor">One distributor, or null for all.</param>
    /// <param name="changedSince">Only rows written at or after it, or null.</param>
    /// <param name="next">Continuation of an earlier page, or null.</param>
    /// <param name="limit">Most rows of the page, 1 to 1,000.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<Page<CatalogRow>> ReadPageAsync(
        string? distributor, DateTimeOffset? changedSince, string? next, int limit, CancellationToken cancellationToken);

    /// <summary>Reads all categories that the distributor's category files named, ordered by code.</summary>
    Task<IReadOnlyList<CategoryPath>> ReadCategoriesAsync(string distributor, CancellationToken cancellationToken);
}

/// <summary>Whose changes are written, and the file they come from.</summary>
public sealed record CatalogWrite
{
    /// <summary>The feed.</summary>
    public required FeedId Feed { get; init; }

    /// <summary>Number that the file takes among the accepted ones of its feed, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>Blob name of the file in the landing container.</summary>
    public required string File { get; init; }

    /// <summary>Whether the tables may already hold rows of this feed: false for the very first file.</summary>
    public required bool HasEarlierRows { get; init; }

    /// <summary>Time of the file accepted before, or null: until then an article that is now missing was seen.</summary>
    public DateTimeOffset? PreviousFileTime { get; init; }
}
