using System.Text;

namespace Pipeline.Simulators.Mirakl.Catalogue;

/// <summary>A delimited file as the platform reads and writes it.</summary>
/// <param name="Header">Names of the columns.</param>
/// <param name="Rows">Rows with their line number; the header is line 1.</param>
internal sealed record CsvTable(IReadOnlyList<string> Header, IReadOnlyList<CsvRow> Rows)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file; the delimiter is the one of <c>;</c>, comma and tabulator that the header has most of.</summary>
    /// <exception cref="FormatException">Not UTF-8, empty, or a quote that is out of place; the text is what the platform says.</exception>
    public static CsvTable Read(byte[] bytes)
    {
        string text;
        try
        {
            text = Utf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException unreadable)
        {
            throw new FormatException("The file could not be decoded", unreadable);
        }

        string head = text.Split('\n')[0];
        char delimiter = new[] { ';', ',', '\t' }.MaxBy(candidate => head.Count(letter => letter == candidate));
        List<IReadOnlyList<string>> records = Records(text, delimiter);
        return records.Count == 0
            ? throw new FormatException("The file is empty")
            : new CsvTable(records[0], [.. records.Skip(1).Select((fields, place) => new CsvRow(place + 2, fields))]);
    }

    /// <summary>Writes columns and rows, each cell quoted, separated by semicolons.</summary>
    public static byte[] Write(IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows) =>
        Utf8.GetBytes(string.Concat(rows.Prepend(header).Select(row => string.Join(';', row.Select(Quoted)) + "\n")));

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<IReadOnlyList<string>> Records(string text, char delimiter)
    {
        List<IReadOnlyList<string>> records = [];
        List<string> fields = [];
        StringBuilder field = new();
        bool isQuoted = false;
        bool wasQuoted = false;
        for (int place = 0; place < text.Length; place++)
        {
            char letter = text[place];
            if (isQuoted)
            {
                if (letter != '"')
                {
                    _ = field.Append(letter);
                }
                else if (place + 1 < text.Length && text[place + 1] == '"')
                {
                    _ = field.Append('"');
                    place++;
                }
                else
                {
                    isQuoted = false;
                    wasQuoted = true;
                }
            }
            else if (letter == delimiter || letter == '\n')
            {
                fields.Add(field.ToString());
                _ = field.Clear();
                wasQuoted = false;
                if (letter == '\n')
                {
                    End(records, fields);
                    fields = [];
                }
            }
            else if (letter == '"' && field.Length == 0 && !wasQuoted)
            {
                isQuoted = true;
            }
            else if (wasQuoted && letter != '\r')
            {
                throw Broken(records.Count + 1);
            }
            else if (letter != '\r')
            {
                _ = field.Append(letter);
            }
        }

        if (isQuoted)
        {
            throw Broken(records.Count + 1);
        }

        if (field.Length > 0 || fields.Count > 0)
        {
            fields.Add(field.ToString());
            End(records, fields);
        }

        return records;
    }

    private static void End(List<IReadOnlyList<string>> records, List<string> fields)
    {
        if (fields.Count > 1 || fields[0].Length > 0)
        {
            records.Add(fields);
        }
    }

    private static FormatException Broken(int line) => new($"A parsing error has occurred at line {line}");
}

/// <summary>One row.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Fields">Its cells.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Fields);
