using Pipeline.Partners.Values;

namespace Pipeline.Partners.Feeds.Files;

/// <summary>
/// Finds single fields in the raw bytes of one row, for the header line and the keys of rows that are not read in full.
/// </summary>
internal static class FieldScanner
{
    private const byte Quote = (byte)'"';

    /// <summary>Reads the field that starts at <paramref name="start"/>.</summary>
    /// <returns>Start of the next field, or -1 after the last one.</returns>
    public static int Next(ReadOnlySpan<byte> row, int start, byte delimiter, out Range field, out bool unclosed)
    {
        unclosed = false;
        int from = start;
        while (from < row.Length && row[from] is (byte)' ' or (byte)'\t' && row[from] != delimiter)
        {
            from++;
        }

        if (from < row.Length && row[from] == Quote)
        {
            from = AfterClosingQuote(row, from + 1);
            unclosed = from < 0;
        }
        else
        {
            from = start;
        }

        int length = unclosed ? -1 : row[from..].IndexOf(delimiter);
        int end = length < 0 ? row.Length : from + length;
        field = start..end;
        return length < 0 ? -1 : end + 1;
    }

    /// <summary>The raw bytes of field <paramref name="index"/>, or false when the row is shorter.</summary>
    public static bool TryField(ReadOnlySpan<byte> row, int index, byte delimiter, out ReadOnlySpan<byte> field)
    {
        int start = 0;
        for (int i = 0; start >= 0; i++)
        {
            start = Next(row, start, delimiter, out Range range, out _);
            if (i == index)
            {
                field = row[range];
                return true;
            }
        }

        field = default;
        return false;
    }

    /// <summary>Number of fields of a row, and whether its last quoted field is never closed.</summary>
    public static int Count(ReadOnlySpan<byte> row, byte delimiter, out bool unclosed)
    {
        int count = 0;
        int start = 0;
        do
        {
            start = Next(row, start, delimiter, out _, out unclosed);
            count++;
        }
        while (start >= 0);

        return count;
    }

    /// <summary>How the quoted fields of a record of one or several lines end, and how many fields it has.</summary>
    public static QuoteState Close(ReadOnlySpan<byte> record, byte delimiter, out int count)
    {
        count = 0;
        int start = 0;
        do
        {
            start = Next(record, start, delimiter, out Range range, out bool unclosed);
            count++;
            if (unclosed)
            {
                return QuoteState.Open;
            }

            ReadOnlySpan<byte> field = record[range].Trim(" \t\r"u8);
            if (field.Length > 0 && field[0] == Quote && field.Contains((byte)'\n') && AfterClosingQuote(field, 1) != field.Length)
            {
                return QuoteState.Broken;
            }
        }
        while (start >= 0);

        return QuoteState.Closed;
    }

    /// <summary>The text of a raw field: without blanks around it, quotes removed.</summary>
    public static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> field)
    {
        field = field.Trim(" \t"u8);
        if (field.Length == 0 || field[0] != Quote)
        {
            return field;
        }

        ReadOnlySpan<byte> inner = field[1..];
        int quotes = inner.Count(Quote);
        return quotes == 0 || (quotes == 1 && inner[^1] == Quote) ? inner[..^quotes].Trim(" \t"u8) : Unescape(inner).AsSpan().Trim(" \t"u8);
    }

    /// <summary>All fields of a row as text, for messages and headers.</summary>
    public static List<string> Texts(ReadOnlySpan<byte> row, byte delimiter, FeedEncoding encoding)
    {
        List<string> texts = [];
        int start = 0;
        while (start >= 0)
        {
            start = Next(row, start, delimiter, out Range field, out _);
            string text = Invisible.Clean(encoding.GetString(Value(row[field])));
            texts.Add(text.Contains('\n', StringComparison.Ordinal) ? string.Join(' ', text.Split(['\r', '\n', ' '], StringSplitOptions.RemoveEmptyEntries)) : text);
        }

        return texts;
    }

    private static int AfterClosingQuote(ReadOnlySpan<byte> row, int from)
    {
        while (true)
        {
            int quote = row[from..].IndexOf(Quote);
            if (quote < 0)
            {
                return -1;
            }

            from += quote + 1;
            if (from >= row.Length || row[from] != Quote)
            {
                return from;
            }

            from++;
        }
    }

    /// <summary>Two quotes are one; one that text follows is that text's, and the last of all closes the field.</summary>
    private static byte[] Unescape(ReadOnlySpan<byte> inner)
    {
        inner = inner[^1] == Quote && AfterClosingQuote(inner, 0) >= 0 ? inner[..^1] : inner;
        List<byte> value = new(inner.Length);
        for (int i = 0; i < inner.Length; i++)
        {
            value.Add(inner[i]);
            i += inner[i] == Quote && i + 1 < inner.Length && inner[i + 1] == Quote ? 1 : 0;
        }

        return [.. value];
    }
}
