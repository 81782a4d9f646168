namespace Pipeline.Core.Feeds;

/// <summary>What <see cref="FeedGuards.Judge"/> looks at.</summary>
public sealed record FeedEvidence
{
    /// <summary>Outcome of the rows of the new file.</summary>
    public required FeedCounts Counts { get; init; }

    /// <summary>Statistics of the new file.</summary>
    public required FeedStatistics Statistics { get; init; }

    /// <summary>Statistics of the last accepted file, or null when there is none.</summary>
    public FeedStatistics? Previous { get; init; }

    /// <summary>Rows whose currency is not the account's.</summary>
    public long ForeignCurrencyRows { get; init; }

    /// <summary>Whether the file lists every article (<see cref="FeedProfile.Full"/>); rows and removals mean nothing otherwise.</summary>
    public bool Full { get; init; } = true;

    /// <summary>Time of the new file.</summary>
    public required DateTimeOffset FileTime { get; init; }

    /// <summary>Time of the last accepted file, or null when there is none.</summary>
    public DateTimeOffset? PreviousFileTime { get; init; }

    /// <summary>The time of the judgement.</summary>
    public required DateTimeOffset Now { get; init; }
}
