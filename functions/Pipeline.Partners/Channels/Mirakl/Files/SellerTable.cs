using System.Globalization;
using System.Text;

namespace Pipeline.Partners.Channels.Mirakl.Files;

/// <summary>A file of the service: a header and rows, UTF-8 without byte order mark, semicolons between, lines ending in LF.</summary>
internal sealed class SellerTable
{
    private static readonly char[] Separators = [';', ',', '\t', '|'];

    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);

    private SellerTable(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows, bool isCut)
    {
        Header = header;
        Rows = rows;
        IsCut = isCut;
        for (int i = 0; i < header.Count; i++)
        {
            _ = columns.TryAdd(Plain(header[i]), i);
        }
    }

    /// <summary>The names of the columns as they stand there.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The rows, each with the cells that it has.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>Whether it ends in the middle of a row.</summary>
    public bool IsCut { get; }

    /// <summary>Reads a file of whatever separator and quoting; a row that is cut off at the end is left out.</summary>
    public static SellerTable Read(ReadOnlySpan<byte> bytes)
    {
        string text = Encoding.UTF8.GetString(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
        char separator = Separator(text);
        List<List<string>> rows = [];
        List<string> row = [];
        StringBuilder cell = new();
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (isQuoted)
            {
                isQuoted = letter != '"' || (i + 1 < text.Length && text[i + 1] == '"');
                i += letter == '"' && isQuoted ? 1 : 0;
                _ = isQuoted ? cell.Append(letter) : cell;
            }
            else if (letter == '"' && cell.Length == 0)
            {
                isQuoted = true;
            }
            else if (letter == separator || letter == '\n')
            {
                EndCell();
                if (letter == '\n')
                {
                    EndRow();
                }
            }
            else if (letter != '\r' || (i + 1 < text.Length && text[i + 1] != '\n'))
            {
                _ = cell.Append(letter);
            }
        }

        // A last line may end without a line break, unless a cell of it is still open or cells are missing.
        EndCell();
        bool isWhole = rows.Count == 0 || row is [""] || (!isQuoted && row.Count == rows[0].Count);
        if (isWhole)
        {
            EndRow();
        }

        return new SellerTable(rows.Count > 0 ? rows[0] : [], [.. rows.Skip(1)], !isWhole);

        void EndCell()
        {
            row.Add(cell.ToString());
            _ = cell.Clear();
        }

        void EndRow()
        {
            if (row is not [""])
            {
                rows.Add(row);
            }

            row = [];
        }
    }

    /// <summary>Writes a file. A cell is quoted only when it must be.</summary>
    /// <exception cref="ArgumentException">A header that is blank or there twice, or a row of another length: the service would count its fields and refuse all.</exception>
    public static byte[] Write(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string?>> rows)
    {
        if (header.Any(string.IsNullOrWhiteSpace) || header.Distinct(StringComparer.OrdinalIgnoreCase).Count() != header.Count)
        {
            throw new ArgumentException("A column has no name, or the name of another one.", nameof(header));
        }

        StringBuilder text = new();
        Append(text, header);
        foreach (IReadOnlyList<string?> row in rows)
        {
            if (row.Count != header.Count)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A row has {row.Count} cells, and there are {header.Count} columns."), nameof(rows));
            }

            Append(text, row);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Whether there is a column, however it is spelled.</summary>
    public bool Has(string name) => columns.ContainsKey(Plain(name));

    /// <summary>A cell under the first of some names that there is a column of; null when it is blank or not there.</summary>
    public string? Cell(IReadOnlyList<string> row, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (columns.TryGetValue(Plain(name), out int index) && index < row.Count && row[index].Trim() is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>A name of a column without case, blanks and marks: it is spelled in several ways.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static char Separator(string text)
    {
        string line = text[..(text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and int end ? end : text.Length)];
        return Separators.MaxBy(mark => line.Count(letter => letter == mark));
    }

    private static void Append(StringBuilder text, IReadOnlyList<string?> cells)
    {
        for (int i = 0; i < cells.Count; i++)
        {
            string cell = cells[i] ?? string.Empty;
            _ = i > 0 ? text.Append(';') : text;
            _ = cell.AsSpan().ContainsAny(";\"\r\n") ? text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"') : text.Append(cell);
        }

        _ = text.Append('\n');
    }
}
