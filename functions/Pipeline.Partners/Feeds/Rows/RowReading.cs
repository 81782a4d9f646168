using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>One row, read.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Facts">What it says, when it was kept.</param>
internal readonly record struct RowReading(RowOutcome Outcome, FeedFacts Facts)
{
    public static RowReading Failed { get; } = new(RowOutcome.Failed, default);

    public static RowReading Withdrawn { get; } = new(RowOutcome.Withdrawn, default);

    public static RowReading Excluded { get; } = new(RowOutcome.Excluded, default);

    public static RowReading Kept(FeedFacts facts) => new(RowOutcome.Kept, facts);
}

/// <summary>What became of one row.</summary>
internal enum RowOutcome
{
    /// <summary>It says something of its article.</summary>
    Kept,

    /// <summary>The profile leaves it out.</summary>
    Excluded,

    /// <summary>It was dropped with an error; its article stands with what an earlier file said.</summary>
    Failed,

    /// <summary>It was dropped with an error, and what an earlier file said of its article does not hold any more.</summary>
    Withdrawn,
}
