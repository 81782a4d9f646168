using System.Globalization;
using System.Text;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Exports;

/// <summary>A list as spreadsheets of the person's language read it.</summary>
/// <remarks>
/// UTF-8 with a byte order mark. French and Spanish spreadsheets take <c>;</c> between cells and a decimal comma. Text that
/// a spreadsheet would take for a formula gets an apostrophe in front; numbers do not.
/// </remarks>
/// <param name="view">For whom.</param>
/// <param name="header">Names of the columns in the person's language.</param>
public sealed class CsvTable(OpsView view, params IReadOnlyList<string> header)
{
    private readonly StringBuilder text = new();
    private readonly char separator = view.Texts.Language == "en" ? ',' : ';';
    private readonly NumberFormatInfo numbers = new() { NumberDecimalSeparator = view.Texts.Language == "en" ? "." : "," };

    /// <summary>Adds a row: text, whole and decimal numbers, instants (ISO, with the offset of the person's zone), true or false; null is empty.</summary>
    public CsvTable Add(params IReadOnlyList<object?> cells)
    {
        _ = text.AppendJoin(separator, cells.Select(Spell)).Append("\r\n");
        return this;
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes() =>
    [
        .. Encoding.UTF8.Preamble,
        .. Encoding.UTF8.GetBytes(string.Join(separator, header.Select(Quote)) + "\r\n" + text),
    ];

    private string Spell(object? cell) => cell switch
    {
        null => string.Empty,
        decimal or int or long or double => Convert.ToString(cell, numbers)!,
        bool flag => flag ? "true" : "false",
        DateTimeOffset at => TimeZoneInfo.ConvertTime(at, view.Zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Quote(Guard(Convert.ToString(cell, CultureInfo.InvariantCulture)!)),
    };

    private static string Guard(string cell) =>
        cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell : cell;

    private string Quote(string cell) => cell.AsSpan().IndexOfAny([separator, '"', '\r', '\n']) >= 0
        ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : cell;
}
