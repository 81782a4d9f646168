using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds.Changes;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>The rows of one file that wait to be read together, and where their readings have been used up to.</summary>
internal sealed class ArticleSide(FeedRows file, FeedComparison comparison)
{
    private readonly IRowReader _reader = file.Reader(comparison.Form.Facts, comparison.FileDate);
    private readonly List<SpilledRow> _rows = [];
    private readonly List<RowReading> _readings = [];
    private readonly List<FeedFacts> _kept = [];
    private int _used;

    /// <summary>Offsets of the rejected rows among those folded last.</summary>
    public List<long> LastFailed { get; } = [];

    public int Take(List<SpilledRow> rows, int start, int end)
    {
        int bytes = 0;
        for (int i = start; i < end; i++)
        {
            _rows.Add(rows[i]);
            bytes += rows[i].Bytes.Length;
        }

        return bytes;
    }

    public void Read(FindingLog? findings)
    {
        if (_rows.Count > 0)
        {
            _reader.Read(_rows, _readings, findings);
        }
    }

    /// <summary>Folds the next rows; their origin is that of the first one that was kept.</summary>
    public Folded Fold(int count, RowTally? tally, RowTally? other)
    {
        _kept.Clear();
        LastFailed.Clear();
        RowOrigin origin = default;
        int kept = 0;
        for (int end = _used + count; _used < end; _used++)
        {
            RowReading reading = _readings[_used];
            tally?.AddRow(reading.Outcome);
            other?.AddRow(reading.Outcome);
            if (reading.Outcome == RowOutcome.Failed)
            {
                origin = kept == 0 && LastFailed.Count == 0 ? OriginOf(_rows[_used]) : origin;
                LastFailed.Add(_rows[_used].Offset);
            }
            else if (reading.Outcome == RowOutcome.Kept)
            {
                origin = kept++ == 0 ? OriginOf(_rows[_used]) : origin;
                if (!IsRepeated(end - count))
                {
                    _kept.Add(reading.Facts);
                }
            }
        }

        if (kept == 0)
        {
            return new Folded(default, origin, LastFailed.Count > 0);
        }

        FeedFacts folded = _reader.Fold(_kept);
        tally?.AddArticle(folded, kept);
        other?.AddArticle(folded, kept);
        return new Folded(folded, origin, LastFailed.Count > 0);
    }

    private RowOrigin OriginOf(in SpilledRow row) => file.OriginOf(row.Line, row.Offset, row.Bytes.Length);

    /// <summary>Whether the row says, byte for byte, what an earlier one of its article does: it counts once.</summary>
    private bool IsRepeated(int first)
    {
        for (int i = first; i < _used; i++)
        {
            if (_rows[i].Bytes.Span.SequenceEqual(_rows[_used].Bytes.Span))
            {
                return true;
            }
        }

        return false;
    }

    public void Clear()
    {
        _rows.Clear();
        _readings.Clear();
        _used = 0;
    }
}

/// <summary>What the rows of an article say together.</summary>
/// <param name="Facts">The facts; none when no row was kept.</param>
/// <param name="Origin">Where the first kept row stands; the first rejected one when none was kept.</param>
/// <param name="HasFailed">Whether a row was rejected.</param>
internal readonly record struct Folded(FeedFacts Facts, RowOrigin Origin, bool HasFailed);
