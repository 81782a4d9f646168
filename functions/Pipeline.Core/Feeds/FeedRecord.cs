namespace Pipeline.Core.Feeds;

/// <summary>Where one feed stands. Written only under its version, so two writers cannot overlook each other.</summary>
public sealed record FeedRecord
{
    /// <summary>The feed.</summary>
    public required FeedId Feed { get; init; }

    /// <summary>The file that the catalogue shows, or null.</summary>
    public AcceptedFile? Accepted { get; init; }

    /// <summary>A file whose rows are being written: it must be finished before any other is applied.</summary>
    public ApplyingFile? Applying { get; init; }

    /// <summary>What was landed last, or null.</summary>
    public RemoteStamp? LastLanded { get; init; }

    /// <summary>Change sets published before it have been deleted, or are about to be; null while all are kept.</summary>
    public DateTimeOffset? ChangesExpiredBefore { get; init; }

    /// <summary>Opaque version of the stored record; null when it was never stored.</summary>
    public string? Version { get; init; }
}
