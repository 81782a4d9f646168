using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Catalog;

/// <summary>Writes the changes of one file to the catalogue; nothing is sure to be stored before it is completed.</summary>
/// <remarks>Repeatable as a whole: the same changes of the same file give the same rows.</remarks>
public interface ICatalogImport
{
    /// <summary>Writes the changes of one bucket; different buckets may be written at the same time.</summary>
    /// <param name="bucket">The bucket (<see cref="Buckets"/>).</param>
    /// <param name="changes">All changes of the bucket, ordered by key.</param>
    /// <param name="cancellationToken">Stops between transactions; what was written stays and may be written again.</param>
    Task WriteAsync(int bucket, IEnumerable<FeedChange> changes, CancellationToken cancellationToken);

    /// <summary>Writes what was gathered over the buckets; everything is durable when it returns.</summary>
    /// <returns>Entities written in all, index rows included.</returns>
    Task<long> CompleteAsync(CancellationToken cancellationToken);
}
