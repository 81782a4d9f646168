using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds.Changes;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>The rows of one file that wait to be read together, and where their readings have been used up to.</summary>
internal sealed class ArticleSide(FeedRows file, FeedComparison comparison)
{
    private readonly IRowReader reader = file.Reader(comparison.Form.Facts, comparison.FileDate);
    private readonly List<SpilledRow> rows = [];
    private readonly List<RowReading> readings = [];
    private readonly List<FeedFacts> kept = [];
    private int used;

    /// <summary>Offsets of the rejected rows among those folded last.</summary>
    public List<long> LastFailed { get; } = [];

    private bool HasWithdrawn { get; set; }

    public int Take(List<SpilledRow> rows, int start, int end)
    {
        int bytes = 0;
        for (int i = start; i < end; i++)
        {
            this.rows.Add(rows[i]);
            bytes += rows[i].Bytes.Length;
        }

        return bytes;
    }

    public void Read(RowIssueLog? issues)
    {
        if (rows.Count > 0)
        {
            reader.Read(rows, readings, issues);
        }
    }

    /// <summary>Folds the next rows; their origin is that of the first one that was kept.</summary>
    public Folded Fold(int count, RowTally? tally, RowTally? other)
    {
        this.kept.Clear();
        LastFailed.Clear();
        HasWithdrawn = false;
        RowOrigin origin = default;
        int kept = 0;
        for (int end = used + count; used < end; used++)
        {
            RowReading reading = readings[used];
            tally?.AddRow(reading.Outcome);
            other?.AddRow(reading.Outcome);
            if (reading.Outcome is RowOutcome.Failed or RowOutcome.Withdrawn)
            {
                HasWithdrawn |= reading.Outcome is RowOutcome.Withdrawn;
                origin = kept == 0 && LastFailed.Count == 0 ? OriginOf(rows[used]) : origin;
                LastFailed.Add(rows[used].Offset);
            }
            else if (reading.Outcome == RowOutcome.Kept)
            {
                origin = kept++ == 0 ? OriginOf(rows[used]) : origin;
                if (!IsRepeated(end - count))
                {
                    this.kept.Add(reading.Facts);
                }
            }
        }

        if (kept == 0)
        {
            return new Folded(default, origin, LastFailed.Count > 0, HasWithdrawn);
        }

        FeedFacts folded = reader.Fold(this.kept);
        tally?.AddArticle(folded, kept);
        other?.AddArticle(folded, kept);
        return new Folded(folded, origin, LastFailed.Count > 0, IsWithdrawn: false);
    }

    private RowOrigin OriginOf(in SpilledRow row) => file.OriginOf(row.Line, row.Offset, row.Bytes.Length);

    /// <summary>Whether the row says, byte for byte, what an earlier one of its article does: it counts once.</summary>
    private bool IsRepeated(int first)
    {
        for (int i = first; i < used; i++)
        {
            if (rows[i].Bytes.Span.SequenceEqual(rows[used].Bytes.Span))
            {
                return true;
            }
        }

        return false;
    }

    public void Clear()
    {
        rows.Clear();
        readings.Clear();
        used = 0;
    }
}

/// <summary>What the rows of an article say together.</summary>
/// <param name="Facts">The facts; none when no row was kept.</param>
/// <param name="Origin">Where the first kept row stands; the first rejected one when none was kept.</param>
/// <param name="HasFailed">Whether a row was rejected.</param>
/// <param name="IsWithdrawn">Whether none was kept, and what was said before does not hold any more.</param>
internal readonly record struct Folded(FeedFacts Facts, RowOrigin Origin, bool HasFailed, bool IsWithdrawn)
{
    /// <summary>Whether its rows say nothing that can be read, so that the article keeps what it has.</summary>
    public bool Keeps => HasFailed && Facts.IsNone && !IsWithdrawn;
}
