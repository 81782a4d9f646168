using Pipeline.Core.Catalog.Facts;
using Pipeline.Ops.Pages.Flows;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Feeds;

/// <summary>The list of feeds.</summary>
/// <param name="Rows">Those that the filters let through.</param>
/// <param name="Filters">The filters.</param>
public sealed record FeedListModel(IReadOnlyList<FeedRow> Rows, Filters Filters);

/// <summary>A feed in the list.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Partner">Its distributor's name.</param>
/// <param name="Standing">Whether it is as it should be.</param>
public sealed record FeedRow(FeedId Feed, string Title, string Partner, FeedStanding Standing)
{
    /// <summary>Address of its page.</summary>
    public string Address => $"/ops/feeds/{Feed.Distributor}/{Feed.KindName}";

    /// <summary>Since when it stands so, UTC, or null.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Why, in a sentence, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Code of the reason, or null.</summary>
    public string? Code { get; init; }

    /// <summary>Time of the file that counts, UTC, or null.</summary>
    public DateTimeOffset? FileTime { get; init; }

    /// <summary>Rows of that file, or null.</summary>
    public long? Rows { get; init; }

    /// <summary>When the next one is fetched, UTC, or null.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>The last run, or null.</summary>
    public RunFact? Last { get; init; }
}

/// <summary>Whether a feed is as it should be.</summary>
public enum FeedStanding
{
    /// <summary>The last file came when it should and counts.</summary>
    Fresh,

    /// <summary>A file is overdue.</summary>
    Late,

    /// <summary>A file waits for a decision.</summary>
    Held,

    /// <summary>The last run failed or its file was refused.</summary>
    Refused,

    /// <summary>No file has ever been accepted.</summary>
    Never,

    /// <summary>A setting is missing.</summary>
    NotConfigured,
}
