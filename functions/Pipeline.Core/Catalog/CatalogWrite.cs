using Pipeline.Core.Feeds;

namespace Pipeline.Core.Catalog;

/// <summary>Whose changes are written, and the file they come from.</summary>
public sealed record CatalogWrite
{
    /// <summary>The feed.</summary>
    public required FeedId Feed { get; init; }

    /// <summary>Number that the file takes among the accepted ones of its feed, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>Blob name of the file in the landing container.</summary>
    public required string File { get; init; }

    /// <summary>Whether the tables may already hold rows of this feed: false for the very first file.</summary>
    public required bool HasEarlierRows { get; init; }

    /// <summary>Time of the file accepted before, or null: until then an article that is now missing was seen.</summary>
    public DateTimeOffset? PreviousFileTime { get; init; }
}
