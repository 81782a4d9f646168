using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Feeds;

/// <summary>Keeps where each feed stands and what became of each landed file.</summary>
public interface IFeedStore
{
    /// <summary>Reads where a feed stands; an empty record when it was never stored.</summary>
    Task<FeedRecord> ReadAsync(FeedId feed, CancellationToken cancellationToken);

    /// <summary>Reads where all feeds stand that were ever stored.</summary>
    /// <param name="distributor">One distributor, or null for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<FeedRecord> ReadAllAsync(string? distributor, CancellationToken cancellationToken);

    /// <summary>Changes where a feed stands; starts over when somebody else changed it meanwhile.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="change">Makes the new record of the stored one. Must have no other effect: it may be called several times.</param>
    /// <param name="cancellationToken">Gives up; the change may have been made.</param>
    Task UpdateAsync(FeedId feed, Func<FeedRecord, FeedRecord> change, CancellationToken cancellationToken);

    /// <summary>Stores what the next file is compared with. Repeatable: the same run takes the same name.</summary>
    /// <returns>The name to keep in <see cref="AcceptedFile.Detail"/>.</returns>
    Task<string> WriteDetailAsync(
        FeedId feed, long sequence, string executionId, AcceptedDetail detail, CancellationToken cancellationToken);

    /// <summary>Reads what a file is compared with; null when it is gone or damaged.</summary>
    Task<AcceptedDetail?> ReadDetailAsync(string name, CancellationToken cancellationToken);

    /// <summary>Reads what is known of a landed file; null when it was never looked at.</summary>
    Task<FeedFile?> FindFileAsync(FeedId feed, string blob, CancellationToken cancellationToken);

    /// <summary>Stores what became of a landed file. Repeatable.</summary>
    Task WriteFileAsync(FeedFile file, CancellationToken cancellationToken);

    /// <summary>The youngest file of a feed of which is known what became of it, or null.</summary>
    Task<FeedFile?> FindLastSettledAsync(FeedId feed, CancellationToken cancellationToken);

    /// <summary>The files of a feed, youngest first.</summary>
    IAsyncEnumerable<FeedFile> ReadFilesAsync(FeedId feed, CancellationToken cancellationToken);
}
