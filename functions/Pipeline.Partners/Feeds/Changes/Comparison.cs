using Pipeline.Core.Issues;
using Pipeline.Core.Catalog;
using Pipeline.Partners.Feeds.Files;
using Pipeline.Partners.Feeds.Rows;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Sorts out the rows that have to be read: those that differ, and the other rows of their articles.</summary>
internal sealed class Comparison(RowSpill spill, Action<long> onProgress)
{
    private const int SmallBufferBytes = 4096;

    private readonly KeyFilter filter = new();

    /// <summary>Size of the buffer per file; small enough to stay in the processor's cache.</summary>
    public int BufferBytes { get; init; } = 256 * 1024;

    /// <summary>Whether a record of the new file goes on behind its line, so that nothing of this counts.</summary>
    public bool GoesOn { get; private set; }

    /// <summary>Spills every row of both files.</summary>
    public void TakeAll(FeedRows? previous, FeedRows current)
    {
        if (previous is not null)
        {
            TakeAll(previous, isPrevious: true, static _ => { });
        }

        TakeAll(current, isPrevious: false, onProgress);
    }

    /// <summary>Spills the rows that differ and all rows of their articles; what is known of the others is carried over.</summary>
    /// <param name="previous">The last accepted file.</param>
    /// <param name="current">The new file; equal bytes in the two must mean equal rows.</param>
    /// <param name="marks">The marks of the last accepted file.</param>
    /// <param name="fileDate">Day of the new file.</param>
    /// <param name="issues">Gets the issues of rows that stay unread.</param>
    /// <returns>Rows of the new file minus rows of the last accepted one.</returns>
    public long TakeDifferences(FeedRows previous, FeedRows current, RowMarks marks, DateOnly fileDate, RowIssueLog issues)
    {
        StretchLog runs = new();
        ChangedKeys changed = new();
        List<PassedRow> passed;
        using (RowCursor before = previous.Rows(BufferBytes))
        using (RowCursor after = current.Rows(BufferBytes))
        {
            RowSink sink = new(current.Keys(), spill, filter, changed, isPrevious: false) { Watched = current };
            Lockstep lockstep = new(
                before,
                after,
                new RowSink(previous.Keys(), spill, filter, changed, isPrevious: true),
                sink,
                runs)
            {
                Marks = marks.All,
            };
            lockstep.Run(onProgress);
            passed = lockstep.Passed;
            GoesOn = sink.GoesOn || AnyGoesOn(current, passed, marks);
        }

        long growth = spill.Rows - spill.PreviousRows;
        HashSet<long> stale = [];
        foreach (PassedRow row in passed)
        {
            if (marks.IsStale(row.Mark, fileDate))
            {
                _ = stale.Add(row.Offset);
                filter.Add(row.Mark.Key);
            }
        }

        // Where each changed row has a counterpart, an unchanged row of its article had siblings before.
        bool known = marks.KnowsSiblings && changed.AllPaired;
        if (!known && spill.Rows + spill.PreviousRows + stale.Count > 0)
        {
            TakeSiblings(current, runs);
        }

        issues.Marks.KnowsSiblings = marks.KnowsSiblings;
        using RowCursor single = current.Rows(Math.Min(BufferBytes, SmallBufferBytes));
        RowKey keys = current.Keys();
        foreach (PassedRow row in passed)
        {
            bool taken = row.Mark.Key != 0 && filter.MayContain(row.Mark.Key)
                && (!known || row.Mark.HasSiblings || stale.Contains(row.Offset));
            if (!taken)
            {
                issues.Carry(row, marks);
            }
            else if (known)
            {
                single.Seek(row.Offset, row.Line);
                _ = single.TryRow(0, out int length, out _);
                TakeEqual(keys, single, length, row.Mark.Offset);
            }
        }

        return growth;
    }

    private void TakeAll(FeedRows text, bool isPrevious, Action<long> report)
    {
        RowSink sink = new(text.Keys(), spill, filter, null, isPrevious) { Watched = isPrevious ? null : text };
        using RowCursor cursor = text.Rows(BufferBytes);
        while (sink.AddNext(cursor))
        {
            report(cursor.Line);
        }

        GoesOn |= sink.GoesOn;
    }

    /// <summary>Whether a row whose quote was not closed is followed by one that closes it now.</summary>
    private bool AnyGoesOn(FeedRows current, List<PassedRow> passed, RowMarks marks)
    {
        using RowCursor single = current.Rows(Math.Min(BufferBytes, SmallBufferBytes));
        foreach (PassedRow row in passed)
        {
            if (row.Mark.Findings > 0 && marks.IsFirst(row.Mark, IssueCodes.RowQuote))
            {
                single.Seek(row.Offset, row.Line);
                if (current.GoesOn(single))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Adds the rows that are equal in both files and belong to an article of which another row differs.</summary>
    private void TakeSiblings(FeedRows current, StretchLog runs)
    {
        RowKey keys = current.Keys();
        using RowCursor cursor = current.Rows(BufferBytes);
        foreach (EqualStretch run in runs.Read())
        {
            cursor.Seek(run.Offset, run.Line);
            long end = run.Offset + run.Length;
            while (cursor.Offset < end && cursor.TryRow(0, out int length, out int next))
            {
                TakeEqual(keys, cursor, length, run.PreviousOffset + cursor.Offset - run.Offset);
                cursor.AdvanceRow(next);
            }
        }
    }

    private void TakeEqual(RowKey keys, RowCursor cursor, int length, long previousOffset)
    {
        ReadOnlySpan<byte> row = cursor.Buffered[..length];
        Span<char> buffer = stackalloc char[RowKey.MaxLength];
        ReadOnlySpan<char> key = buffer[..keys.Read(row, buffer)];
        if (key.Length > 0 && filter.MayContain(KeyFilter.Hash(key)))
        {
            int bucket = Buckets.Of(key);
            spill.Add(bucket, isPrevious: true, 0, previousOffset, row);
            spill.Add(bucket, isPrevious: false, cursor.Line, cursor.Offset, row);
        }
    }
}
