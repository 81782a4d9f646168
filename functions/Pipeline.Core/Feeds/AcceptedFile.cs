using System.Text.Json.Serialization;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;

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

    /// <summary>Number of the accepted file that last changed anything: this one or an earlier one.</summary>
    public required long ChangedSequence { get; init; }

    /// <summary>When an accepted file last changed anything, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The execution that applied it.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>Outcome of its rows.</summary>
    public required FeedCounts Counts { get; init; }

    /// <summary>Name of its <see cref="AcceptedDetail"/> in the feed store.</summary>
    public required string Detail { get; init; }

    /// <summary>What it changed; null when it changed nothing, or an earlier version of the app applied it.</summary>
    public ChangeSet? Changes { get; init; }

    /// <summary>
    /// From when on every change of the feed is in a change set, UTC; null for a file that an earlier version applied
    /// (<see cref="AllChangesKeptSince"/>).
    /// </summary>
    public DateTimeOffset? ChangesKeptSince { get; init; }

    /// <summary><see cref="ChangesKeptSince"/>, or the time of acceptance: nothing has changed since then.</summary>
    [JsonIgnore]
    public DateTimeOffset AllChangesKeptSince => ChangesKeptSince ?? AcceptedAt;

    /// <summary>
    /// The time by which another file is older or newer: <see cref="FileTime"/>, unless it lies ahead, as earlier versions took
    /// it from a wrong clock; then the time of acceptance.
    /// </summary>
    public DateTimeOffset CountsAsOf(DateTimeOffset now) => FileTime > now ? AcceptedAt : FileTime;
}

/// <summary>What the next file of a feed is compared with, beside the accepted file itself.</summary>
/// <param name="Profile">How the accepted file was read.</param>
/// <param name="Statistics">What was kept of it.</param>
public sealed record AcceptedDetail(FeedProfile Profile, FeedStatistics Statistics);
