using Pipeline.Core.Catalog;
using Pipeline.Partners.Feeds.Files;
using Pipeline.Partners.Feeds.Rows;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Takes the rows of one file that have to be read and spills them by their key.</summary>
internal sealed class RowSink(RowKey key, RowSpill spill, KeyFilter filter, ChangedKeys? changed, bool isPrevious)
{
    private readonly char[] buffer = new char[RowKey.MaxLength];

    /// <summary>The file whose rows may go on behind their line, or null.</summary>
    public FeedRows? Watched { get; init; }

    /// <summary>Whether one of them does.</summary>
    public bool GoesOn { get; private set; }

    /// <summary>The key of a row; empty when it has none. Valid until the next call.</summary>
    public ReadOnlySpan<char> KeyOf(ReadOnlySpan<byte> row) => buffer.AsSpan(0, key.Read(row, buffer));

    public void Add(long line, long offset, ReadOnlySpan<byte> row)
    {
        if (FeedText.IsBlank(row))
        {
            return;
        }

        ReadOnlySpan<char> found = KeyOf(row);
        if (found.Length > 0)
        {
            ulong hash = KeyFilter.Hash(found);
            filter.Add(hash);
            changed?.Add(hash, isPrevious);
        }

        spill.Add(found.Length > 0 ? Buckets.Of(found) : RowSpill.Keyless, isPrevious, line, offset, row);
    }

    /// <summary>Adds the row at the cursor and moves behind it; false at the end of the file.</summary>
    public bool AddNext(RowCursor cursor)
    {
        if (!cursor.TryRow(0, out int length, out int next))
        {
            return false;
        }

        GoesOn = GoesOn || Watched?.GoesOn(cursor) == true;
        Add(cursor.Line, cursor.Offset, cursor.Buffered[..length]);
        cursor.AdvanceRow(next);
        return true;
    }
}
