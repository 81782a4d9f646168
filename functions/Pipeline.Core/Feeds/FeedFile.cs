using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;

namespace Pipeline.Core.Feeds;

/// <summary>A landed file and what became of it.</summary>
public sealed record FeedFile
{
    /// <summary>The feed.</summary>
    public required FeedId Feed { get; init; }

    /// <summary>Name of the blob in the landing container.</summary>
    public required string Blob { get; init; }

    /// <summary>Time of the file at its source, UTC; the time of landing where the source gives none.</summary>
    public required DateTimeOffset FileTime { get; init; }

    /// <summary>When it was landed, UTC.</summary>
    public required DateTimeOffset LandedAt { get; init; }

    /// <summary>Size in bytes as landed.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the landed bytes, lower-case hexadecimal; null for a file put there by hand until it is read.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Path at the source, or null for a file put there by hand.</summary>
    public string? RemotePath { get; init; }

    /// <summary>The execution that landed it and follows it, or null.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>Name of the profile it is read with, or null for the feed's own.</summary>
    public string? Profile { get; init; }

    /// <summary>What became of it.</summary>
    public FeedFileStatus Status { get; init; }

    /// <summary>Code of the reason for holding or refusing it, or of what is odd about it as a whole; else null.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The reason in one sentence, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Outcome of its rows, once it was read.</summary>
    public FeedCounts? Counts { get; init; }

    /// <summary>Its number among the accepted files of the feed, or null.</summary>
    public long? Sequence { get; init; }

    /// <summary>When it was accepted, UTC, or null.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>Who approved or rejected it, or null.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>What it was refused with (<see cref="Landing.JudgedWith"/>), or null.</summary>
    public string? JudgedWith { get; init; }

    /// <summary>Trace context of whoever landed it; null without tracing. Only the blob knows it.</summary>
    public string? Trace { get; init; }

    /// <summary>Whether nothing more will be done with it by itself.</summary>
    public bool IsSettled => Status is not (FeedFileStatus.Landed or FeedFileStatus.Approved);
}

/// <summary>What became of a landed file.</summary>
public enum FeedFileStatus
{
    /// <summary>Landed; it waits or is being read.</summary>
    Landed,

    /// <summary>Readable but suspicious: waits for a person.</summary>
    Held,

    /// <summary>A person let a held file pass; it is applied next.</summary>
    Approved,

    /// <summary>Applied: the catalogue says what it says.</summary>
    Accepted,

    /// <summary>Same content as the file that is applied; nothing was written.</summary>
    Unchanged,

    /// <summary>Unreadable, or older than the one applied; nothing was written.</summary>
    Refused,

    /// <summary>A person refused a held file.</summary>
    Rejected,
}
