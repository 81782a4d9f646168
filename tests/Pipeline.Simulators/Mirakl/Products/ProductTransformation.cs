using Pipeline.Simulators.Mirakl.Catalogue;
using Pipeline.Simulators.Mirakl.Calls;

namespace Pipeline.Simulators.Mirakl.Products;

/// <summary>What the transformation made of a file.</summary>
/// <param name="Header">Columns as they were sent.</param>
/// <param name="Remarks">Lines with errors or warnings.</param>
/// <param name="Rows">Lines without errors: cells by attribute, refused values blank.</param>
internal sealed record ProductTransformation(
    IReadOnlyList<string> Header, IReadOnlyList<LineRemarks> Remarks, IReadOnlyList<IReadOnlyDictionary<string, string>> Rows)
{
    public int Read => Rows.Count + InError;

    public int InError => Remarks.Count(line => line.Errors.Count > 0);

    public int WithWarning => Remarks.Count(line => line.Warnings.Count > 0);

    public bool HasReport => Remarks.Count > 0;

    /// <summary>P47: the columns that were sent, the line, warnings and errors.</summary>
    public byte[] Report(bool isAddedFirst, string lineName)
    {
        string[] added = [lineName, "warnings", "errors"];
        return CsvTable.Write(
            isAddedFirst ? added.Concat(Header) : Header.Concat(added),
            Remarks.Select(line =>
            {
                string[] cells = [Wire.Number(line.Row.Line), string.Join(',', line.Warnings), string.Join(',', line.Errors)];
                // A line of too few or too many fields is cut to the header.
                IEnumerable<string> sent = Header.Select((_, place) => line.Row.Fields.ElementAtOrDefault(place) ?? string.Empty);
                return isAddedFirst ? cells.Concat(sent) : sent.Concat(cells);
            }));
    }

    /// <summary>P46: the lines without errors.</summary>
    public byte[] File()
    {
        string[] columns = [.. Rows.SelectMany(row => row.Keys).Distinct()];
        return CsvTable.Write(columns, Rows.Select(row => columns.Select(column => row.GetValueOrDefault(column) ?? string.Empty)));
    }
}

/// <summary>What is wrong with a line; each entry is <c>code|message</c>.</summary>
/// <param name="Row">The line.</param>
/// <param name="Errors">Refuse the product.</param>
/// <param name="Warnings">Leave a value out.</param>
internal sealed record LineRemarks(CsvRow Row, IReadOnlyList<string> Errors, IReadOnlyList<string> Warnings);
