using Microsoft.Win32.SafeHandles;

namespace Pipeline.Partners.Feeds.Files;

/// <summary>
/// Makes each record one line: a line break within quotes becomes a byte that no text has, the line end of old Macs the usual
/// one. The copy is as long as the file, so that every offset in it is one in the file.
/// </summary>
internal static class RecordFolding
{
    /// <summary>Stands for a line feed within quotes.</summary>
    public const byte Break = 0x1E;

    private const byte Return = 0x1F;
    private const int ProbeBytes = 64 * 1024;
    private const int CopyBytes = 256 * 1024;

    /// <summary>Longest record over several lines: a quote that nobody closes must not cost a look through the whole file.</summary>
    private const int MaxBytes = 64 * 1024;

    /// <summary>The text of a field as it was written, its line breaks as <c>\n</c>.</summary>
    public static string Unfold(string text) =>
        text.Contains((char)Break, StringComparison.Ordinal) ? text.Replace("\u001f", string.Empty, StringComparison.Ordinal).Replace((char)Break, '\n') : text;

    /// <summary>Whether the lines of a file end with a carriage return alone.</summary>
    public static bool EndsWithReturns(SafeFileHandle file)
    {
        byte[] probe = new byte[ProbeBytes];
        ReadOnlySpan<byte> text = probe.AsSpan(0, RandomAccess.Read(file, probe, 0));
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == '"';
            if (!isQuoted && text[i] is (byte)'\r' or (byte)'\n')
            {
                return text[i] == '\r' && i + 1 < text.Length && text[i + 1] is not ((byte)'\n' or (byte)'\r');
            }
        }

        return false;
    }

    /// <summary>Copies a file whose lines end with a carriage return; each becomes a line feed.</summary>
    public static string WithLineFeeds(SafeFileHandle file, string workFolder, CancellationToken cancellationToken) =>
        Copy(file, workFolder, static (chunk, _, next) =>
        {
            for (int i = 0; i < chunk.Length; i++)
            {
                byte after = i + 1 < chunk.Length ? chunk[i + 1] : next;
                chunk[i] = chunk[i] == '\r' && after != '\n' ? (byte)'\n' : chunk[i];
            }
        }, cancellationToken);

    /// <summary>Copies a file with the line breaks in its quoted fields folded; null when it has none.</summary>
    public static string? Fold(FeedText text, string workFolder, CancellationToken cancellationToken)
    {
        List<long> breaks = Breaks(text, cancellationToken);
        if (breaks.Count == 0)
        {
            return null;
        }

        int at = 0;
        return Copy(text.File, workFolder, (chunk, offset, _) =>
        {
            for (; at < breaks.Count && breaks[at] < offset + chunk.Length; at++)
            {
                int index = (int)(breaks[at] - offset);
                chunk[index] = chunk[index] == '\n' ? Break : Return;
            }
        }, cancellationToken);
    }

    /// <summary>Bytes of the record at the cursor with its line end: one line, or more where quoted fields go on.</summary>
    /// <param name="cursor">At a row.</param>
    /// <param name="delimiter">Between fields.</param>
    /// <param name="columns">Fields that a record must have for its lines to belong together.</param>
    /// <param name="maxBytes">Longest record.</param>
    public static int Record(RowCursor cursor, byte delimiter, int columns, int maxBytes)
    {
        if (!cursor.TryRow(0, out int length, out int next)
            || !cursor.Buffered[..length].Contains((byte)'"')
            || FieldScanner.Close(cursor.Buffered[..length], delimiter, out _) is not QuoteState.Open)
        {
            return next;
        }

        int from = next;
        int limit = Math.Min(maxBytes, MaxBytes);
        while (from < limit)
        {
            int quote = cursor.Buffered[from..].IndexOf((byte)'"');
            if (quote < 0)
            {
                from = cursor.Buffered.Length;
                if (!cursor.Fill())
                {
                    break;
                }

                continue;
            }

            int ahead = from + quote;
            _ = cursor.TryRow(ahead, out length, out from);
            QuoteState state = FieldScanner.Close(cursor.Buffered[..(ahead + length)], delimiter, out int count);
            if (state is not QuoteState.Open)
            {
                return state is QuoteState.Closed && count == columns ? from : next;
            }
        }

        return next;
    }

    private static List<long> Breaks(FeedText text, CancellationToken cancellationToken)
    {
        List<long> breaks = [];
        using RowCursor cursor = text.Rows(CopyBytes);
        while (cursor.TryRow(0, out _, out int next))
        {
            int record = Record(cursor, text.Delimiter, text.Layout.ColumnCount, text.Profile.MaxRowBytes);
            ReadOnlySpan<byte> bytes = cursor.Buffered[..record];
            bytes = bytes[^1] == '\n' ? bytes[..^1] : bytes;
            for (int at = next - 1; record > next && at >= 0; at = NextLineFeed(bytes, at + 1))
            {
                if (at > 0 && bytes[at - 1] == '\r')
                {
                    breaks.Add(cursor.Offset + at - 1);
                }

                breaks.Add(cursor.Offset + at);
            }

            cancellationToken.ThrowIfCancellationRequested();
            cursor.Advance(record, 1);
        }

        return breaks;
    }

    private static int NextLineFeed(ReadOnlySpan<byte> bytes, int from) =>
        bytes[from..].IndexOf((byte)'\n') is >= 0 and var distance ? from + distance : -1;

    private static string Copy(SafeFileHandle file, string workFolder, Patch patch, CancellationToken cancellationToken)
    {
        string path = Path.Combine(workFolder, Path.GetRandomFileName());
        using FileStream target = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, CopyBytes);
        byte[] buffer = new byte[CopyBytes + 1];
        long offset = 0;
        for (int read; (read = RandomAccess.Read(file, buffer, offset)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int whole = Math.Min(read, CopyBytes);
            Span<byte> chunk = buffer.AsSpan(0, whole);
            patch(chunk, offset, read > whole ? buffer[whole] : (byte)0);
            target.Write(chunk);
            offset += whole;
        }

        return path;
    }

    /// <summary>Changes bytes of a stretch in their place.</summary>
    private delegate void Patch(Span<byte> chunk, long offset, byte next);
}

/// <summary>How the quoted fields of a record end.</summary>
internal enum QuoteState
{
    /// <summary>Each is closed.</summary>
    Closed,

    /// <summary>The last one is not.</summary>
    Open,

    /// <summary>One that goes over a line break is closed within a value.</summary>
    Broken,
}
