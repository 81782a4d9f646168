using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds;
using Pipeline.Partners.Feeds.Files;
using Pipeline.Partners.Feeds.Rows;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Reads the spilled rows of a partition article by article and says what changed.</summary>
internal sealed class ArticleReader
{
    private const int BatchBytes = 256 * 1024;

    private readonly RowSpill _spill;
    private readonly FactReader _facts;
    private readonly Side _previous;
    private readonly Side _current;
    private readonly RowKey? _previousKeys;
    private readonly RowKey _currentKeys;
    private readonly long[]? _flagged;
    private readonly bool _reportRemoved;

    /// <summary>Reads with the profiles of the two files.</summary>
    /// <param name="previous">The last accepted file, or null.</param>
    /// <param name="current">The new file.</param>
    /// <param name="spill">The rows to read.</param>
    /// <param name="flagged">When equal bytes mean equal rows: the rows of the last accepted file that are read in any case.</param>
    /// <param name="fileDate">Day of the new file.</param>
    public ArticleReader(FeedText? previous, FeedText current, RowSpill spill, long[]? flagged, DateOnly fileDate)
    {
        _spill = spill;
        _flagged = flagged;
        _facts = FactReader.For(current.Profile.Feed, fileDate);
        _previous = new Side(new BlockReader(previous ?? current, _facts));
        _current = new Side(new BlockReader(current, _facts));
        _previousKeys = previous is null ? null : new RowKey(previous);
        _currentKeys = new RowKey(current);
        _reportRemoved = current.Profile.Full;
    }

    /// <summary>The changes of a partition, ordered by key.</summary>
    public IEnumerable<FeedChange> Read(int partition, ChangeTally? tally, FindingLog? findings)
    {
        if (_spill.IsEmpty(partition))
        {
            yield break;
        }

        List<SpilledRow> rows = Sorted(partition);
        List<Article> batch = [];
        int bytes = 0;
        for (int start = 0; start < rows.Count;)
        {
            int middle = Next(rows, start, rows[start].Key, isPrevious: true);
            int end = Next(rows, middle, rows[start].Key, isPrevious: false);
            if (!IsSettled(rows, start, middle, end))
            {
                batch.Add(new Article(rows[start].Key, middle - start, end - middle));
                bytes += _previous.Take(rows, start, middle) + _current.Take(rows, middle, end);
            }

            start = end;
            if (bytes > BatchBytes || start == rows.Count)
            {
                foreach (FeedChange change in ReadBatch(batch, tally, findings))
                {
                    tally?.Add(change);
                    yield return change;
                }

                batch.Clear();
                bytes = 0;
            }
        }
    }

    /// <summary>The rows by key; of each key those of the last accepted file first, in the order of the files.</summary>
    private List<SpilledRow> Sorted(int partition)
    {
        byte[] block = _spill.Load(partition);
        char[] key = new char[RowKey.MaxLength];
        List<SpilledRow> rows = [];
        foreach ((bool isPrevious, long line, long offset, ReadOnlyMemory<byte> bytes) in RowSpill.Parse(block))
        {
            RowKey keys = isPrevious ? _previousKeys! : _currentKeys;
            rows.Add(new SpilledRow
            {
                Key = partition == RowSpill.Keyless ? string.Empty : new string(key, 0, keys.Read(bytes.Span, key)),
                IsPrevious = isPrevious,
                Line = line,
                Offset = offset,
                Bytes = bytes,
            });
        }

        rows.Sort(static (a, b) =>
        {
            int order = string.CompareOrdinal(a.Key, b.Key);
            order = order != 0 ? order : b.IsPrevious.CompareTo(a.IsPrevious);
            return order != 0 ? order : a.Offset.CompareTo(b.Offset);
        });
        return rows;
    }

    private static int Next(List<SpilledRow> rows, int start, string key, bool isPrevious)
    {
        while (start < rows.Count && rows[start].IsPrevious == isPrevious && rows[start].Key == key)
        {
            start++;
        }

        return start;
    }

    /// <summary>Whether the article's rows are the same in both files, only elsewhere, and none has findings to repeat.</summary>
    private bool IsSettled(List<SpilledRow> rows, int start, int middle, int end)
    {
        if (_flagged is null || middle - start != end - middle)
        {
            return false;
        }

        for (int i = start; i < middle; i++)
        {
            if (Array.BinarySearch(_flagged, rows[i].Offset) >= 0
                || !rows[i].Bytes.Span.SequenceEqual(rows[i + middle - start].Bytes.Span))
            {
                return false;
            }
        }

        return true;
    }

    private IEnumerable<FeedChange> ReadBatch(List<Article> batch, ChangeTally? tally, FindingLog? findings)
    {
        _previous.Read(null);
        _current.Read(findings);
        foreach (Article article in batch)
        {
            (Facts before, RowOrigin wasAt) = _previous.Fold(article.PreviousRows, _facts, tally?.Previous);
            (Facts after, RowOrigin origin) = _current.Fold(article.CurrentRows, _facts, tally?.Current);
            if (Change(article.Key, before, after, after.IsNone ? wasAt : origin) is { } change)
            {
                yield return change;
            }
        }

        _previous.Clear();
        _current.Clear();
    }

    private FeedChange? Change(string key, in Facts before, in Facts after, RowOrigin origin)
    {
        if ((before.IsNone && after.IsNone) || (after.IsNone && !_reportRemoved))
        {
            return null;
        }

        CatalogFields fields = before.IsNone || after.IsNone ? CatalogFields.All : Facts.Difference(before, after);
        Facts shown = after.IsNone ? before : after;
        return fields == CatalogFields.None ? null : new FeedChange
        {
            Key = key,
            Kind = before.IsNone ? ChangeKind.Added : after.IsNone ? ChangeKind.Removed : ChangeKind.Changed,
            Fields = fields,
            Origin = origin,
            Price = shown.Price,
            Stock = shown.Stock,
            Category = shown.Category,
        };
    }

    private readonly record struct Article(string Key, int PreviousRows, int CurrentRows);

    /// <summary>The rows of one file that wait to be read together, and where their readings have been used up to.</summary>
    private sealed class Side(BlockReader reader)
    {
        private readonly List<SpilledRow> _rows = [];
        private readonly List<RowReading> _readings = [];
        private readonly List<Facts> _kept = [];
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
                reader.Read(_rows, _readings, findings);
            }
        }

        /// <summary>Folds the next rows; their origin is that of the first one that was kept.</summary>
        public (Facts Facts, RowOrigin Origin) Fold(int count, FactReader facts, RowTally? tally)
        {
            _kept.Clear();
            RowOrigin origin = default;
            for (int end = _used + count; _used < end; _used++)
            {
                RowReading reading = _readings[_used];
                tally?.AddRow(reading.Outcome);
                if (reading.Outcome == RowOutcome.Kept)
                {
                    origin = _kept.Count == 0 ? _rows[_used].Origin : origin;
                    _kept.Add(reading.Facts);
                }
            }

            if (_kept.Count == 0)
            {
                return default;
            }

            Facts folded = facts.Fold(_kept);
            tally?.AddArticle(folded, _kept.Count);
            return (folded, origin);
        }

        public void Clear()
        {
            _rows.Clear();
            _readings.Clear();
            _used = 0;
        }
    }
}
