using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Core.Feeds;

/// <summary>Where one feed stands.</summary>
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
}

/// <summary>The intent to apply a file: it stands before the first row is written and goes when all are.</summary>
/// <param name="Blob">Name of the blob in the landing container.</param>
/// <param name="Sequence">Number it takes among the accepted files.</param>
/// <param name="ExecutionId">The execution that applies it.</param>
/// <param name="Rollback">Whether an earlier accepted file is applied again on request.</param>
public sealed record ApplyingFile(string Blob, long Sequence, string ExecutionId, bool Rollback)
{
    /// <summary>Name that its change set takes however often it is begun anew; null in an intent of an earlier version.</summary>
    public string? ChangeSet { get; init; }
}

/// <summary>What the source said of the file that was landed last.</summary>
/// <param name="Path">Path at the source.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="ModifiedAt">Time stamp at the source, UTC, or null.</param>
/// <param name="Sha256">SHA-256 of the bytes.</param>
/// <param name="Blob">The blob they were landed as.</param>
public sealed record RemoteStamp(string Path, long Size, DateTimeOffset? ModifiedAt, string Sha256, string Blob)
{
    /// <summary>The entity tag of HTTP with its quotes, or null.</summary>
    public string? ETag { get; init; }

    /// <summary>When the source was asked for it, UTC; null where an earlier version of the app did.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>Whether a file can be no other than this one, so that its bytes need not be looked at.</summary>
    /// <remarks>
    /// Proof is a strong entity tag, or size and time stamp if the stamp was old enough when it was seen: a change within its
    /// step, or in a zone that nobody knows, would leave it as it is.
    /// </remarks>
    public bool IsProvedBy(RemoteFile now)
    {
        if (now.Path != Path || now.ModifiedAt != ModifiedAt || now.ETag != ETag || (now.Size ?? Size) != Size)
        {
            return false;
        }

        return ETag?.StartsWith('"') is true || (now.Size is not null && SeenAt >= ModifiedAt + now.Doubt);
    }
}
