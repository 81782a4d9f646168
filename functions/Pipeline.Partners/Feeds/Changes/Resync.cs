using Pipeline.Partners.Feeds.Files;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Finds the nearest place ahead where two files that have come apart show the same article again.</summary>
/// <remarks>
/// Looks a few rows ahead, after each failure twice as many, up to a bound; and after a failure only when as many rows
/// have passed as it looked at. So the cost per row stays constant, also when one file is the other one shuffled.
/// </remarks>
internal sealed class Resync(RowCursor previous, RowCursor current, RowSink previousRows, RowSink currentRows)
{
    private const int FirstWindow = 64;
    private const int LastWindow = 8192;
    private const int MaxAheadBytes = 4 << 20;

    private readonly Dictionary<int, int> previousKeys = [];
    private int window = FirstWindow;
    private int pause;

    /// <summary>Hands the rows before that place to the sinks; false when there is none near enough.</summary>
    public bool TrySkip()
    {
        if (pause > 0)
        {
            pause--;
            return false;
        }

        if (!TryMatch(out int previousCount, out int currentCount))
        {
            pause = window;
            window = Math.Min(window * 2, LastWindow);
            return false;
        }

        window = FirstWindow;
        Hand(previousRows, previous, previousCount);
        Hand(currentRows, current, currentCount);
        return true;
    }

    private static void Hand(RowSink sink, RowCursor cursor, int count)
    {
        for (int i = 0; i < count; i++)
        {
            sink.AddNext(cursor);
        }
    }

    private bool TryMatch(out int previousCount, out int currentCount)
    {
        previousKeys.Clear();
        int ahead = 0;
        for (int i = 0; i < window && ahead < MaxAheadBytes && previous.TryRow(ahead, out int length, out int next); i++)
        {
            ReadOnlySpan<char> key = previousRows.KeyOf(previous.Buffered.Slice(ahead, length));
            if (key.Length > 0)
            {
                previousKeys.TryAdd(string.GetHashCode(key, StringComparison.Ordinal), i);
            }

            ahead = next;
        }

        (previousCount, currentCount) = (0, 0);
        int best = int.MaxValue;
        ahead = 0;
        for (int j = 0; j < Math.Min(window, best) && ahead < MaxAheadBytes && current.TryRow(ahead, out int length, out int next); j++)
        {
            ReadOnlySpan<char> key = currentRows.KeyOf(current.Buffered.Slice(ahead, length));
            if (key.Length > 0 && previousKeys.TryGetValue(string.GetHashCode(key, StringComparison.Ordinal), out int i) && i + j < best)
            {
                best = i + j;
                (previousCount, currentCount) = (i, j);
            }

            ahead = next;
        }

        return best is > 0 and < int.MaxValue;
    }
}
