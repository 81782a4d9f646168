using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Profiles;

namespace Pipeline.Core.Feeds.Reading;

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

/// <summary>What is to be compared.</summary>
public sealed record FeedComparison
{
    /// <summary>The feed.</summary>
    public required FeedId Feed { get; init; }

    /// <summary>How to read the new file.</summary>
    public required FeedProfile Profile { get; init; }

    /// <summary>What the feed carries; a usual file of its kind unless somebody says otherwise.</summary>
    public FeedForm Form { get => field ?? FeedForm.Usual(Feed.Kind); init; }

    /// <summary>Path of the new file on the local disk, as it was landed (packed or not).</summary>
    public required string File { get; init; }

    /// <summary>Day of the new file: a delivery before it is past.</summary>
    public required DateOnly FileDate { get; init; }

    /// <summary>Path of the last accepted file, or null when there is none.</summary>
    public string? PreviousFile { get; init; }

    /// <summary>How the last accepted file was read; equal profiles allow unchanged lines to stay unread.</summary>
    public FeedProfile? PreviousProfile { get; init; }

    /// <summary>What was kept of the last accepted file.</summary>
    public FeedStatistics? PreviousStatistics { get; init; }

    /// <summary>A folder for temporary files, emptied by the change set when it is disposed.</summary>
    public required string WorkFolder { get; init; }
}
