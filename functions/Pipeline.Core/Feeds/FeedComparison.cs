namespace Pipeline.Core.Feeds;

/// <summary>What is to be compared.</summary>
public sealed record FeedComparison
{
    /// <summary>The feed.</summary>
    public required FeedId Feed { get; init; }

    /// <summary>How to read the new file.</summary>
    public required FeedProfile Profile { get; init; }

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
