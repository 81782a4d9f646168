using Pipeline.Core.Distributors;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Functions.Feeds;

/// <summary>A feed as users read it.</summary>
public sealed record FeedView
{
    /// <summary>The distributor.</summary>
    public required string Distributor { get; init; }

    /// <summary><c>price</c>, <c>stock</c>, <c>category</c>, <c>catalog</c> or <c>content</c>.</summary>
    public required string Feed { get; init; }

    /// <summary>Whether it can be fetched: its address is set, or its API can be called.</summary>
    public required bool Configured { get; init; }

    /// <summary>Where it is fetched, without credentials; null when no address is set, or when it is the answer of an API.</summary>
    public string? Source { get; init; }

    /// <summary>The layout it is read with.</summary>
    public required string Profile { get; init; }

    /// <summary>Time of the file that the catalogue shows, or null.</summary>
    public DateTimeOffset? Freshness { get; init; }

    /// <summary>The file that the catalogue shows, or null.</summary>
    public string? File { get; init; }

    /// <summary>Its number among the accepted files, or null.</summary>
    public long? Sequence { get; init; }

    /// <summary>When it was accepted, or null.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>What became of its rows, or null.</summary>
    public FeedCounts? Counts { get; init; }

    /// <summary>The file being applied at this moment, or null.</summary>
    public string? Applying { get; init; }

    /// <summary>Makes the view.</summary>
    internal static FeedView Of(FeedRecord record, FeedConfiguration configured) => new()
    {
        Distributor = record.Feed.Distributor,
        Feed = record.Feed.KindName,
        Configured = configured.SourceOf(record.Feed) is not null || configured.ApiOf(record.Feed) is not null,
        Source = configured.SourceOf(record.Feed)?.ToString(),
        Profile = configured.ProfileOf(record.Feed),
        Freshness = record.Accepted?.FileTime,
        File = record.Accepted is null ? null : LandingNames.WithContainer(record.Accepted.Blob),
        Sequence = record.Accepted?.Sequence,
        AcceptedAt = record.Accepted?.AcceptedAt,
        Counts = record.Accepted?.Counts,
        Applying = record.Applying is null ? null : LandingNames.WithContainer(record.Applying.Blob),
    };
}
