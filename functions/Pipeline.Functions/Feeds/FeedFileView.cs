using Pipeline.Core.Executions;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Functions.Feeds;

/// <summary>A landed file as users read it.</summary>
public sealed record FeedFileView
{
    /// <summary>Container and blob name.</summary>
    public required string File { get; init; }

    /// <summary>Time of the file at its source.</summary>
    public required DateTimeOffset FileTime { get; init; }

    /// <summary>When it was landed.</summary>
    public required DateTimeOffset LandedAt { get; init; }

    /// <summary>Size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the bytes, or null.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Path at the source, or null for a file put there by hand.</summary>
    public string? RemotePath { get; init; }

    /// <summary>What became of it.</summary>
    public required FeedFileStatus Status { get; init; }

    /// <summary>Code of the reason for holding or refusing it, or null.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The reason in one sentence, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>What became of its rows, or null.</summary>
    public FeedCounts? Counts { get; init; }

    /// <summary>Its number among the accepted files, or null.</summary>
    public long? Sequence { get; init; }

    /// <summary>The execution that followed it, or null.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>Who approved or rejected it, or null.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>Makes the view.</summary>
    internal static FeedFileView Of(FeedFile file) => new()
    {
        File = LandingNames.WithContainer(file.Blob),
        FileTime = file.FileTime,
        LandedAt = file.LandedAt,
        Size = file.Size,
        Sha256 = file.Sha256,
        RemotePath = file.RemotePath,
        Status = file.Status,
        ReasonCode = file.ReasonCode,
        Reason = file.Reason,
        Counts = file.Counts,
        Sequence = file.Sequence,
        ExecutionId = file.ExecutionId,
        DecidedBy = file.DecidedBy,
    };
}
