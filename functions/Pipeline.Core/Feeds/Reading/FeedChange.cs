using Pipeline.Core.Catalog;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>One entry of a change set: what a new file says of one article or category that the last one did not.</summary>
/// <remarks>
/// Exactly one of <see cref="Price"/>, <see cref="Stock"/> and <see cref="Category"/> is set, by the kind of the feed;
/// for <see cref="ChangeKind.Removed"/> it is the state of the last accepted file.
/// </remarks>
public sealed record FeedChange
{
    /// <summary>Article number as compared, or code of the category.</summary>
    public required string Key { get; init; }

    /// <summary>Added, changed or removed.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>The fields that differ; all of them for an added article.</summary>
    public required CatalogFields Fields { get; init; }

    /// <summary>The row that says it: the first one of the article, in the new file (the last accepted one if removed).</summary>
    public required RowOrigin Origin { get; init; }

    /// <summary>State of the article in a price file.</summary>
    public PriceFacts? Price { get; init; }

    /// <summary>Earlier state of a changed article in a price file: its index rows may have to go.</summary>
    public PriceFacts? PriceBefore { get; init; }

    /// <summary>State of the article in a stock file.</summary>
    public StockFacts? Stock { get; init; }

    /// <summary>Earlier state of a changed article in a stock file.</summary>
    public StockFacts? StockBefore { get; init; }

    /// <summary>State of the category.</summary>
    public CategoryPath? Category { get; init; }

    /// <summary>Earlier state of a changed category.</summary>
    public CategoryPath? CategoryBefore { get; init; }
}
