namespace Pipeline.Core.Catalog.Facts;

/// <summary>One entry of a change set: what a new file says of one article or category that the last one did not.</summary>
public sealed record FeedChange
{
    /// <summary>Article number as compared, or code of the category.</summary>
    public required string Key { get; init; }

    /// <summary>Added, changed or removed.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>
    /// Whether an added one has stood in the catalogue all the while with what an earlier file said, since its rows could not be
    /// read: it counts as updated.
    /// </summary>
    public bool Returns { get; init; }

    /// <summary>The fields that differ; for an added or removed article all that the feed fills.</summary>
    public required CatalogFields Fields { get; init; }

    /// <summary>The record that says it: the first one of the article, in the new file (the last accepted one if removed).</summary>
    public required RowOrigin Origin { get; init; }

    /// <summary>What is said; for <see cref="ChangeKind.Removed"/> what the last accepted file said.</summary>
    public required FeedFacts Facts { get; init; }

    /// <summary>What was said before of a changed article or category; nothing otherwise.</summary>
    public FeedFacts Before { get; init; }
}
