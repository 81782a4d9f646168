using Pipeline.Partners.Feeds.Files;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>
/// Walks two files side by side: equal bytes are passed over at memory speed, rows that differ go to the sinks.
/// </summary>
/// <remarks>
/// A row that only moved may reach the sinks on both sides; it cancels out where articles are compared. So nothing here
/// can make the change set wrong, only slower.
/// </remarks>
internal sealed class Lockstep(
    RowCursor previous, RowCursor current, RowSink previousRows, RowSink currentRows, StretchLog runs)
{
    private readonly Resync resync = new(previous, current, previousRows, currentRows);
    private int mark;
    private List<PassedRow>? passed;

    /// <summary>The marked rows of the last accepted file.</summary>
    public required RowMark[] Marks { get; init; }

    /// <summary>Those of them that were passed over because they are equal in both files, in their order.</summary>
    public List<PassedRow> Passed => passed ??= new List<PassedRow>(Marks.Length);

    /// <summary>Compares until both files end.</summary>
    /// <param name="onProgress">Told the lines done, once per buffer or difference.</param>
    public void Run(Action<long> onProgress)
    {
        while (previous.HasMore() && current.HasMore())
        {
            onProgress(current.Line);
            if (!PassEqualRows())
            {
                TakeDifference();
            }
        }

        while (previousRows.AddNext(previous))
        {
        }

        while (currentRows.AddNext(current))
        {
            onProgress(current.Line);
        }
    }

    /// <summary>Passes the whole rows that are equal; false when a difference, or the end of a file, lies in the next row.</summary>
    private bool PassEqualRows()
    {
        ReadOnlySpan<byte> before = previous.Buffered;
        ReadOnlySpan<byte> after = current.Buffered;
        int length = Math.Min(before.Length, after.Length);
        int common = before[..length].CommonPrefixLength(after[..length]);
        int rows = after[..common].LastIndexOf((byte)'\n') + 1;
        if (rows > 0)
        {
            runs.Add(new EqualStretch(current.Offset, previous.Offset, current.Line, rows));
            int lines = PassMarks(after[..rows]);
            previous.Advance(rows, lines);
            current.Advance(rows, lines);
        }

        if (common < length)
        {
            return false;
        }

        if (rows == common)
        {
            return true;
        }

        int rest = common - rows;
        return (previous.Buffered.Length == rest && previous.Fill()) | (current.Buffered.Length == rest && current.Fill());
    }

    /// <summary>Notes the marked rows among equal ones and returns how many lines these are.</summary>
    private int PassMarks(ReadOnlySpan<byte> rows)
    {
        int lines = 0;
        int counted = 0;
        for (; mark < Marks.Length && Marks[mark].Offset - previous.Offset < rows.Length; mark++)
        {
            int at = (int)Math.Max(Marks[mark].Offset - previous.Offset, -1);
            if (at >= counted)
            {
                lines += current.LinesOf(rows[counted..at]);
                counted = at;
                int length = rows[at..].IndexOf((byte)'\n');
                length -= length > 0 && rows[at + length - 1] == '\r' ? 1 : 0;
                Passed.Add(new PassedRow(Marks[mark], current.Line + lines, current.Offset + at, length));
            }
        }

        return lines + current.LinesOf(rows[counted..]);
    }

    private void TakeDifference()
    {
        previous.TryRow(0, out int length, out _);
        current.TryRow(0, out int currentLength, out _);
        ReadOnlySpan<char> key = previousRows.KeyOf(previous.Buffered[..length]);
        if (key.SequenceEqual(currentRows.KeyOf(current.Buffered[..currentLength])) || !resync.TrySkip())
        {
            previousRows.AddNext(previous);
            currentRows.AddNext(current);
        }
    }
}
