using Pipeline.Core.Catalog.Facts;
using Pipeline.Partners.Feeds.Changes;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>Reads rows in full.</summary>
internal interface IRowReader
{
    /// <summary>Reads rows, in order.</summary>
    /// <param name="rows">The rows; none is blank.</param>
    /// <param name="readings">Gets one reading per row.</param>
    /// <param name="issues">Gets what is wrong with those of the new file, or null.</param>
    void Read(List<SpilledRow> rows, List<RowReading> readings, RowIssueLog? issues);

    /// <summary>Folds the kept rows of one key, in the order of the file, into one.</summary>
    FeedFacts Fold(IReadOnlyList<FeedFacts> rows);
}
