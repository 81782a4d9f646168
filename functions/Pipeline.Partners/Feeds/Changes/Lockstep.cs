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
    RowCursor previous, RowCursor current, RowSink previousRows, RowSink currentRows, RunLog runs)
{
    private readonly Resync _resync = new(previous, current, previousRows, currentRows);
    private int _flag;

    /// <summary>Rows of the last accepted file, by offset and ascending, that count as different in any case.</summary>
    public required long[] Flagged { get; init; }

    /// <summary>Compares until both files end.</summary>
    /// <param name="onProgress">Told the lines done, once per buffer or difference.</param>
    public void Run(Action<long> onProgress)
    {
        while (previous.HasMore() && current.HasMore())
        {
            onProgress(current.Line);
            while (_flag < Flagged.Length && Flagged[_flag] < previous.Offset)
            {
                _flag++;
            }

            if (_flag < Flagged.Length && Flagged[_flag] == previous.Offset)
            {
                TakeFlagged();
            }
            else if (!PassEqualRows())
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
        bool limited = _flag < Flagged.Length && Flagged[_flag] - previous.Offset <= length;
        length = limited ? (int)(Flagged[_flag] - previous.Offset) : length;

        int common = before[..length].CommonPrefixLength(after[..length]);
        int rows = after[..common].LastIndexOf((byte)'\n') + 1;
        if (rows > 0)
        {
            runs.Add(new EqualRun(current.Offset, previous.Offset, current.Line, rows));
            int lines = after[..rows].Count((byte)'\n');
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

        if (limited)
        {
            _flag++;
            return true;
        }

        int rest = common - rows;
        return (previous.Buffered.Length == rest && previous.Fill()) | (current.Buffered.Length == rest && current.Fill());
    }

    private void TakeFlagged()
    {
        _flag++;
        previous.TryRow(0, out int length, out _);
        current.TryRow(0, out int currentLength, out _);
        ReadOnlySpan<byte> row = previous.Buffered[..length];
        ReadOnlySpan<byte> other = current.Buffered[..currentLength];
        bool pair = row.SequenceEqual(other) || previousRows.KeyOf(row).SequenceEqual(currentRows.KeyOf(other));
        previousRows.AddNext(previous);
        if (pair)
        {
            currentRows.AddNext(current);
        }
    }

    private void TakeDifference()
    {
        previous.TryRow(0, out int length, out _);
        current.TryRow(0, out int currentLength, out _);
        ReadOnlySpan<char> key = previousRows.KeyOf(previous.Buffered[..length]);
        if (key.SequenceEqual(currentRows.KeyOf(current.Buffered[..currentLength])) || !_resync.TrySkip())
        {
            previousRows.AddNext(previous);
            currentRows.AddNext(current);
        }
    }
}
