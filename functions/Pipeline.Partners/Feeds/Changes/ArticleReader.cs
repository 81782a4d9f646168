using System.Buffers;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds.Rows;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Reads the spilled rows of a partition article by article and says what changed.</summary>
internal sealed class ArticleReader
{
    private const int BatchBytes = 64 * 1024;

    private readonly RowSpill spill;
    private readonly ArticleSide previous;
    private readonly ArticleSide current;
    private readonly CatalogFields fields;
    private readonly RowKey? previousKeys;
    private readonly RowKey currentKeys;
    private readonly RowMarks? marks;
    private readonly RowMarks? standing;
    private readonly FactKinds kinds;
    private readonly bool reportRemoved;
    private List<SpilledRow>? spareRows;

    /// <summary>Reads with the profiles of the two files.</summary>
    /// <param name="previous">The last accepted file, or null.</param>
    /// <param name="current">The new file.</param>
    /// <param name="spill">The rows to read.</param>
    /// <param name="marks">When equal bytes mean equal rows: the marks of the last accepted file.</param>
    /// <param name="standing">The same whether equal bytes mean equal rows or not, or null when they are not known.</param>
    /// <param name="comparison">What the feed carries, and the day of the new file.</param>
    public ArticleReader(FeedRows? previous, FeedRows current, RowSpill spill, RowMarks? marks, RowMarks? standing, FeedComparison comparison)
    {
        this.standing = standing;
        kinds = comparison.Form.Facts;
        this.spill = spill;
        this.marks = marks;
        fields = CatalogFieldNames.FieldsOf(comparison.Form.Facts);
        this.current = new ArticleSide(current, comparison);

        // Where both files are read alike, the two rows of a changed article lie next to each other and share their texts.
        this.previous = marks is not null || previous is null ? this.current : new ArticleSide(previous, comparison);
        previousKeys = previous?.Keys();
        currentKeys = current.Keys();
        reportRemoved = current.Profile.Full;
    }

    /// <summary>The changes of a partition, ordered by key.</summary>
    public IEnumerable<FeedChange> Read(int partition, ChangeTally? tally, RowIssueLog? issues)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(spill.FileBytes(partition));
        List<SpilledRow> rows = Interlocked.Exchange(ref spareRows, null) ?? [];
        try
        {
            Load(partition, block, rows);
            foreach (FeedChange change in Read(rows, tally, issues))
            {
                tally?.Add(change);
                yield return change;
            }
        }
        finally
        {
            rows.Clear();
            spareRows = rows;
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private IEnumerable<FeedChange> Read(List<SpilledRow> rows, ChangeTally? tally, RowIssueLog? issues)
    {
        List<Article> batch = [];
        int bytes = 0;
        for (int start = 0; start < rows.Count;)
        {
            int middle = Next(rows, start, rows[start].Key, isPrevious: true);
            int end = Next(rows, middle, rows[start].Key, isPrevious: false);
            MarkSiblings(rows, middle, end, issues);
            bool same = IsSame(rows, start, middle, end);
            if (!same || IsFlagged(rows, start, middle))
            {
                batch.Add(new Article(rows[start].Key, middle - start, end - middle, same, Stands(rows, start, middle)));
                bytes += (same ? 0 : previous.Take(rows, start, middle)) + current.Take(rows, middle, end);
            }

            start = end;
            if (bytes > BatchBytes || start == rows.Count)
            {
                foreach (FeedChange change in ReadBatch(batch, tally, issues))
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
        foreach (StoredRow row in spill.Read(partition, block))
        {
            RowKey keys = row.IsPrevious ? previousKeys! : currentKeys;
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

    private static void MarkSiblings(List<SpilledRow> rows, int middle, int end, RowIssueLog? issues)
    {
        for (int i = middle; issues is not null && end - middle > 1 && rows[middle].Key.Length > 0 && i < end; i++)
        {
            issues.Marks.AddSibling(rows[i].Offset, KeyFilter.Hash(rows[i].Key));
        }
    }

    /// <summary>Whether the article's rows are the same in both files, only elsewhere.</summary>
    private bool IsSame(List<SpilledRow> rows, int start, int middle, int end)
    {
        bool same = marks is not null && middle - start == end - middle;
        for (int i = start; same && i < middle; i++)
        {
            same = rows[i].Bytes.Span.SequenceEqual(rows[i + middle - start].Bytes.Span);
        }

        return same;
    }

    /// <summary>Whether one of the rows had issues, which the report of the new file repeats.</summary>
    private bool IsFlagged(List<SpilledRow> rows, int start, int middle)
    {
        bool flagged = false;
        for (int i = start; !flagged && i < middle; i++)
        {
            flagged = marks!.HasFindings(rows[i].Offset);
        }

        return flagged;
    }

    /// <summary>Whether one of the rows was rejected, and its article stands with what an earlier file said.</summary>
    private bool Stands(List<SpilledRow> rows, int start, int middle)
    {
        bool stands = false;
        for (int i = start; standing is not null && !stands && i < middle; i++)
        {
            stands = standing.Stands(rows[i].Offset);
        }

        return stands;
    }

    private IEnumerable<FeedChange> ReadBatch(List<Article> batch, ChangeTally? tally, RowIssueLog? issues)
    {
        current.Read(issues);
        if (previous != current)
        {
            previous.Read(null);
        }

        foreach (Article article in batch)
        {
            if (article.IsSame)
            {
                Folded same = current.Fold(article.CurrentRows, tally?.Current, tally?.Previous);
                Keep(article, same, article.Stands, issues);
                continue;
            }

            Folded before = previous.Fold(article.PreviousRows, tally?.Previous, null);
            Folded after = current.Fold(article.CurrentRows, tally?.Current, null);
            bool stands = article.Key.Length > 0 && before.Facts.IsNone && (standing is null ? before.Keeps : article.Stands);
            Keep(article, after, stands || !before.Facts.IsNone, issues);
            if (Change(article.Key, before, after, stands) is { } change)
            {
                yield return change;
            }
        }

        previous.Clear();
        current.Clear();
    }

    /// <summary>An article that stood and whose rows cannot be read keeps what it has; the next file has to know.</summary>
    private void Keep(Article article, Folded after, bool stood, RowIssueLog? issues)
    {
        if (stood && issues is not null && article.Key.Length > 0 && after.Keeps)
        {
            foreach (long offset in current.LastFailed)
            {
                issues.Marks.AddStanding(offset, KeyFilter.Hash(article.Key));
            }
        }
    }

    private FeedChange? Change(string key, Folded was, Folded now, bool stands)
    {
        (FeedFacts before, FeedFacts after) = (was.Facts, now.Facts);
        if ((before.IsNone && after.IsNone && !stands) || (after.IsNone && (now.Keeps || !(reportRemoved || now.IsWithdrawn))))
        {
            return null;
        }

        CatalogFields fields = before.IsNone || after.IsNone ? this.fields : FeedFacts.Difference(before, after);
        return fields == CatalogFields.None ? null : new FeedChange
        {
            Key = key,
            Kind = after.IsNone ? ChangeKind.Removed : before.IsNone ? ChangeKind.Added : ChangeKind.Changed,
            Returns = stands && !after.IsNone,
            Fields = fields,
            Origin = after.IsNone ? was.Origin : now.Origin,
            Facts = !after.IsNone ? after : before.IsNone ? Unknown(key) : before,
            Before = after.IsNone ? default : before,
        };
    }

    /// <summary>What is known of an article that goes while its rows could not be read: that it was there.</summary>
    private FeedFacts Unknown(string key) => new()
    {
        Sku = new DistributorSku(key, key),
        Product = kinds.HasFlag(FactKinds.Product) ? new ProductFacts() : null,
        Price = kinds.HasFlag(FactKinds.Price) ? new PriceFacts { Currency = string.Empty } : null,
        Stock = kinds.HasFlag(FactKinds.Stock) ? new StockFacts() : null,
        Content = kinds.HasFlag(FactKinds.Content) ? new ContentFacts() : null,
        Category = kinds.HasFlag(FactKinds.Category) ? new CategoryPath([]) : null,
    };

    /// <summary>An article whose rows are in the batch; of one with the same rows in both files only the new ones are.</summary>
    private readonly record struct Article(string Key, int PreviousRows, int CurrentRows, bool IsSame, bool Stands);
}
