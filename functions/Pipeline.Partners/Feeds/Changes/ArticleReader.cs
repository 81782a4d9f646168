using System.Buffers;
using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds.Rows;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Reads the spilled rows of a partition article by article and says what changed.</summary>
internal sealed class ArticleReader
{
    private const int BatchBytes = 64 * 1024;

    private readonly RowSpill _spill;
    private readonly Side _previous;
    private readonly Side _current;
    private readonly CatalogFields _fields;
    private readonly RowKey? _previousKeys;
    private readonly RowKey _currentKeys;
    private readonly RowMarks? _marks;
    private readonly bool _reportRemoved;
    private List<SpilledRow>? _spareRows;

    /// <summary>Reads with the profiles of the two files.</summary>
    /// <param name="previous">The last accepted file, or null.</param>
    /// <param name="current">The new file.</param>
    /// <param name="spill">The rows to read.</param>
    /// <param name="marks">When equal bytes mean equal rows: the marks of the last accepted file.</param>
    /// <param name="comparison">What the feed carries, and the day of the new file.</param>
    public ArticleReader(FeedRows? previous, FeedRows current, RowSpill spill, RowMarks? marks, FeedComparison comparison)
    {
        _spill = spill;
        _marks = marks;
        _fields = CatalogFieldNames.FieldsOf(comparison.Form.Facts);
        _current = new Side(current, comparison);

        // Where both files are read alike, the two rows of a changed article lie next to each other and share their texts.
        _previous = marks is not null || previous is null ? _current : new Side(previous, comparison);
        _previousKeys = previous?.Keys();
        _currentKeys = current.Keys();
        _reportRemoved = current.Profile.Full;
    }

    /// <summary>The changes of a partition, ordered by key.</summary>
    public IEnumerable<FeedChange> Read(int partition, ChangeTally? tally, FindingLog? findings)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(_spill.FileBytes(partition));
        List<SpilledRow> rows = Interlocked.Exchange(ref _spareRows, null) ?? [];
        try
        {
            Load(partition, block, rows);
            foreach (FeedChange change in Read(rows, tally, findings))
            {
                tally?.Add(change);
                yield return change;
            }
        }
        finally
        {
            rows.Clear();
            _spareRows = rows;
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private IEnumerable<FeedChange> Read(List<SpilledRow> rows, ChangeTally? tally, FindingLog? findings)
    {
        List<Article> batch = [];
        int bytes = 0;
        for (int start = 0; start < rows.Count;)
        {
            int middle = Next(rows, start, rows[start].Key, isPrevious: true);
            int end = Next(rows, middle, rows[start].Key, isPrevious: false);
            MarkSiblings(rows, middle, end, findings);
            bool same = IsSame(rows, start, middle, end);
            if (!same || IsFlagged(rows, start, middle))
            {
                batch.Add(new Article(rows[start].Key, middle - start, end - middle, same));
                bytes += (same ? 0 : _previous.Take(rows, start, middle)) + _current.Take(rows, middle, end);
            }

            start = end;
            if (bytes > BatchBytes || start == rows.Count)
            {
                foreach (FeedChange change in ReadBatch(batch, tally, findings))
                {
                    yield return change;
                }

                batch.Clear();
                bytes = 0;
            }
        }
    }

    /// <summary>Brings the rows in by key; of each key those of the last accepted file first, in the order of the files.</summary>
    private void Load(int partition, byte[] block, List<SpilledRow> rows)
    {
        char[] key = new char[RowKey.MaxLength];
        foreach (StoredRow row in _spill.Read(partition, block))
        {
            RowKey keys = row.IsPrevious ? _previousKeys! : _currentKeys;
            rows.Add(new SpilledRow
            {
                Key = partition == RowSpill.Keyless ? string.Empty : new string(key, 0, keys.Read(row.Bytes.Span, key)),
                IsPrevious = row.IsPrevious,
                Line = row.Line,
                Offset = row.Offset,
                Bytes = row.Bytes,
            });
        }

        rows.Sort(static (a, b) =>
        {
            int order = string.CompareOrdinal(a.Key, b.Key);
            order = order != 0 ? order : b.IsPrevious.CompareTo(a.IsPrevious);
            return order != 0 ? order : a.Offset.CompareTo(b.Offset);
        });
    }

    private static int Next(List<SpilledRow> rows, int start, string key, bool isPrevious)
    {
        while (start < rows.Count && rows[start].IsPrevious == isPrevious && rows[start].Key == key)
        {
            start++;
        }

        return start;
    }

    private static void MarkSiblings(List<SpilledRow> rows, int middle, int end, FindingLog? findings)
    {
        for (int i = middle; findings is not null && end - middle > 1 && rows[middle].Key.Length > 0 && i < end; i++)
        {
            findings.Marks.AddSibling(rows[i].Offset, KeyFilter.Hash(rows[i].Key));
        }
    }

    /// <summary>Whether the article's rows are the same in both files, only elsewhere.</summary>
    private bool IsSame(List<SpilledRow> rows, int start, int middle, int end)
    {
        bool same = _marks is not null && middle - start == end - middle;
        for (int i = start; same && i < middle; i++)
        {
            same = rows[i].Bytes.Span.SequenceEqual(rows[i + middle - start].Bytes.Span);
        }

        return same;
    }

    /// <summary>Whether one of the rows had findings, which the report of the new file repeats.</summary>
    private bool IsFlagged(List<SpilledRow> rows, int start, int middle)
    {
        bool flagged = false;
        for (int i = start; !flagged && i < middle; i++)
        {
            flagged = _marks!.HasFindings(rows[i].Offset);
        }

        return flagged;
    }

    private IEnumerable<FeedChange> ReadBatch(List<Article> batch, ChangeTally? tally, FindingLog? findings)
    {
        _current.Read(findings);
        if (_previous != _current)
        {
            _previous.Read(null);
        }

        foreach (Article article in batch)
        {
            if (article.IsSame)
            {
                _current.Fold(article.CurrentRows, tally?.Current, tally?.Previous);
                continue;
            }

            (FeedFacts before, RowOrigin wasAt) = _previous.Fold(article.PreviousRows, tally?.Previous, null);
            (FeedFacts after, RowOrigin origin) = _current.Fold(article.CurrentRows, tally?.Current, null);
            if (Change(article.Key, before, after, after.IsNone ? wasAt : origin) is { } change)
            {
                yield return change;
            }
        }

        _previous.Clear();
        _current.Clear();
    }

    private FeedChange? Change(string key, in FeedFacts before, in FeedFacts after, RowOrigin origin)
    {
        if ((before.IsNone && after.IsNone) || (after.IsNone && !_reportRemoved))
        {
            return null;
        }

        CatalogFields fields = before.IsNone || after.IsNone ? _fields : FeedFacts.Difference(before, after);
        return fields == CatalogFields.None ? null : new FeedChange
        {
            Key = key,
            Kind = before.IsNone ? ChangeKind.Added : after.IsNone ? ChangeKind.Removed : ChangeKind.Changed,
            Fields = fields,
            Origin = origin,
            Facts = after.IsNone ? before : after,
            Before = after.IsNone ? default : before,
        };
    }

    /// <summary>An article whose rows are in the batch; of one with the same rows in both files only the new ones are.</summary>
    private readonly record struct Article(string Key, int PreviousRows, int CurrentRows, bool IsSame);

    /// <summary>The rows of one file that wait to be read together, and where their readings have been used up to.</summary>
    private sealed class Side(FeedRows file, FeedComparison comparison)
    {
        private readonly IRowReader _reader = file.Reader(comparison.Form.Facts, comparison.FileDate);
        private readonly List<SpilledRow> _rows = [];
        private readonly List<RowReading> _readings = [];
        private readonly List<FeedFacts> _kept = [];
        private int _used;

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
        public (FeedFacts Facts, RowOrigin Origin) Fold(int count, RowTally? tally, RowTally? other)
        {
            _kept.Clear();
            RowOrigin origin = default;
            int kept = 0;
            for (int end = _used + count; _used < end; _used++)
            {
                RowReading reading = _readings[_used];
                tally?.AddRow(reading.Outcome);
                other?.AddRow(reading.Outcome);
                if (reading.Outcome == RowOutcome.Kept)
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
                return default;
            }

            FeedFacts folded = _reader.Fold(_kept);
            tally?.AddArticle(folded, kept);
            other?.AddArticle(folded, kept);
            return (folded, origin);
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
}
