using Pipeline.Core.Catalog;
using Pipeline.Partners.Feeds.Files;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Sorts out the rows that have to be read: those that differ, and the other rows of their articles.</summary>
internal sealed class Comparison(RowSpill spill, Action<long> onProgress)
{
    private readonly KeyFilter _filter = new();

    /// <summary>Size of the buffer per file; small enough to stay in the processor's cache.</summary>
    public int BufferBytes { get; init; } = 256 * 1024;

    /// <summary>Spills every row of both files.</summary>
    public void TakeAll(FeedText? previous, FeedText current)
    {
        if (previous is not null)
        {
            TakeAll(previous, isPrevious: true, static _ => { });
        }

        TakeAll(current, isPrevious: false, onProgress);
    }

    /// <summary>Spills the rows that differ and all rows of their articles.</summary>
    /// <param name="previous">The last accepted file.</param>
    /// <param name="current">The new file; equal bytes in the two must mean equal rows.</param>
    /// <param name="flagged">Offsets of rows of the last accepted file that are read in any case.</param>
    /// <param name="singleRows">Whether no article of the last accepted file has more than one row.</param>
    /// <returns>Rows of the new file minus rows of the last accepted one.</returns>
    public long TakeDifferences(FeedText previous, FeedText current, long[] flagged, bool singleRows)
    {
        RunLog runs = new();
        ChangedKeys changed = new();
        using (RowCursor before = previous.Rows(BufferBytes))
        using (RowCursor after = current.Rows(BufferBytes))
        {
            Lockstep lockstep = new(
                before,
                after,
                new RowSink(new RowKey(previous), spill, _filter, changed, isPrevious: true),
                new RowSink(new RowKey(current), spill, _filter, changed, isPrevious: false),
                runs)
            {
                Flagged = flagged,
            };
            lockstep.Run(onProgress);
        }

        long growth = spill.Rows - spill.PreviousRows;
        bool alone = singleRows && changed.AllPaired;
        if (!alone && spill.Rows + spill.PreviousRows > 0)
        {
            TakeSiblings(current, runs);
        }

        return growth;
    }

    private void TakeAll(FeedText text, bool isPrevious, Action<long> report)
    {
        RowSink sink = new(new RowKey(text), spill, _filter, null, isPrevious);
        using RowCursor cursor = text.Rows(BufferBytes);
        while (sink.AddNext(cursor))
        {
            report(cursor.Line);
        }
    }

    /// <summary>Adds the rows that are equal in both files and belong to an article of which another row differs.</summary>
    private void TakeSiblings(FeedText current, RunLog runs)
    {
        RowKey keys = new(current);
        Span<char> buffer = stackalloc char[RowKey.MaxLength];
        using RowCursor cursor = current.Rows(BufferBytes);
        foreach (EqualRun run in runs.Read())
        {
            cursor.Seek(run.Offset, run.Line);
            long end = run.Offset + run.Length;
            while (cursor.Offset < end && cursor.TryRow(0, out int length, out int next))
            {
                ReadOnlySpan<byte> row = cursor.Buffered[..length];
                ReadOnlySpan<char> key = buffer[..keys.Read(row, buffer)];
                if (key.Length > 0 && _filter.MayContain(key))
                {
                    int bucket = Buckets.Of(key);
                    spill.Add(bucket, isPrevious: true, 0, run.PreviousOffset + cursor.Offset - run.Offset, row);
                    spill.Add(bucket, isPrevious: false, cursor.Line, cursor.Offset, row);
                }

                cursor.Advance(next, 1);
            }
        }
    }
}
