namespace Pipeline.Core.Feeds;

/// <summary>The file that the catalogue shows, with what the next one is compared with.</summary>
public sealed record AcceptedFile
{
    /// <summary>Name of the blob in the landing container.</summary>
    public required string Blob { get; init; }

    /// <summary>Time of the file, UTC.</summary>
    public required DateTimeOffset FileTime { get; init; }

    /// <summary>SHA-256 of the landed bytes.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Number among the accepted files of the feed, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was accepted, UTC.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>When an accepted file last changed anything, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The execution that applied it.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>Outcome of its rows.</summary>
    public required FeedCounts Counts { get; init; }

    /// <summary>How it was read.</summary>
    public required FeedProfile Profile { get; init; }

    /// <summary>What is kept to judge the next file.</summary>
    public required FeedStatistics Statistics { get; init; }
}
