using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds.Rows;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Adds up the rows that were read and, with what is known of the last accepted file, those that were not.</summary>
internal sealed class ChangeTally
{
    public RowTally Previous { get; } = new();

    public RowTally Current { get; } = new();

    public long Created { get; private set; }

    public long Updated { get; private set; }

    public long Removed { get; private set; }

    public void Add(FeedChange change)
    {
        Created += change is { Kind: ChangeKind.Added, Returns: false } ? 1 : 0;
        Updated += change.Kind == ChangeKind.Changed || change.Returns ? 1 : 0;
        Removed += change.Kind == ChangeKind.Removed ? 1 : 0;
    }

    /// <summary>Statistics of the new file.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="known">Statistics of the last accepted file when rows were left unread, else null.</param>
    public FeedStatistics Statistics(long rows, FeedStatistics? known) => new()
    {
        Rows = rows,
        Articles = Total(known?.Articles, tally => tally.Articles),
        Folded = Total(known?.Folded, tally => tally.Folded),
        Excluded = Total(known?.Excluded, tally => tally.Excluded),
        Failed = Total(known?.Failed, tally => tally.Failed),
        ZeroStock = Total(known?.ZeroStock, tally => tally.ZeroStock),
        ZeroPrice = Total(known?.ZeroPrice, tally => tally.ZeroPrice),
    };

    public FeedCounts Counts(FeedStatistics statistics, long warnings) => new()
    {
        Read = statistics.Rows,
        Created = Created,
        Updated = Updated,
        Unchanged = statistics.Articles - Created - Updated,
        Removed = Removed,
        Skipped = statistics.Folded + statistics.Excluded,
        Failed = statistics.Failed,
        Warnings = warnings,
    };

    private long Total(long? known, Func<RowTally, long> count) =>
        known is { } before ? before - count(Previous) + count(Current) : count(Current);
}

/// <summary>Counts what became of the rows of one side.</summary>
internal sealed class RowTally
{
    public long Articles { get; private set; }

    public long Folded { get; private set; }

    public long Excluded { get; private set; }

    public long Failed { get; private set; }

    public long ZeroStock { get; private set; }

    public long ZeroPrice { get; private set; }

    public void AddRow(RowOutcome outcome)
    {
        Excluded += outcome == RowOutcome.Excluded ? 1 : 0;
        Failed += outcome is RowOutcome.Failed or RowOutcome.Withdrawn ? 1 : 0;
    }

    public void AddArticle(in FeedFacts facts, int rows)
    {
        Articles++;
        Folded += rows - 1;
        ZeroStock += facts.IsZeroStock ? 1 : 0;
        ZeroPrice += facts.IsZeroPrice ? 1 : 0;
    }
}
