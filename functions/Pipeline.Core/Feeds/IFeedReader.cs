namespace Pipeline.Core.Feeds;

/// <summary>Reads landed files.</summary>
public interface IFeedReader
{
    /// <summary>Compares a new file with the last accepted one. Repeatable: the same files give the same change set.</summary>
    /// <param name="comparison">The files and how to read them.</param>
    /// <param name="progress">Told about once a second how many rows are done.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="FeedRefusedException">The file is unreadable: empty, cut, other columns, binary, too large when unpacked.</exception>
    Task<IFeedChangeSet> CompareAsync(
        FeedComparison comparison, IProgress<FeedProgress>? progress, CancellationToken cancellationToken);
}
