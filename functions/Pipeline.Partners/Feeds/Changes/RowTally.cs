using Pipeline.Partners.Feeds.Rows;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Counts what became of the rows of one side.</summary>
internal sealed class RowTally
{
    public long Articles { get; private set; }

    public long Folded { get; private set; }

    public long Excluded { get; private set; }

    public long Failed { get; private set; }

    public long ZeroStock { get; private set; }

    public void AddRow(RowOutcome outcome)
    {
        Excluded += outcome == RowOutcome.Excluded ? 1 : 0;
        Failed += outcome == RowOutcome.Failed ? 1 : 0;
    }

    public void AddArticle(in Facts facts, int rows)
    {
        Articles++;
        Folded += rows - 1;
        ZeroStock += facts.IsZeroStock ? 1 : 0;
    }
}
