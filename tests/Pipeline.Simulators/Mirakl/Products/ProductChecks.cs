using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Simulators.Mirakl.Catalogue;

namespace Pipeline.Simulators.Mirakl.Products;

/// <summary>The checks of a product file: codes 2xxx refuse a product, 3xxx leave a value of an optional attribute out.</summary>
internal sealed partial class ProductChecks(OperatorCatalogue catalogue)
{
    private const char ValueSeparator = '|';

    /// <summary>Checks a file line by line.</summary>
    /// <exception cref="FormatException">The file cannot be read.</exception>
    public ProductTransformation Transform(byte[] file, bool isOperatorFormat)
    {
        CsvTable table = CsvTable.Read(file);
        bool hasBadHeader = table.Header.Any(string.IsNullOrWhiteSpace)
            || table.Header.GroupBy(name => name.Trim(), StringComparer.OrdinalIgnoreCase).Any(group => group.Count() > 1);
        List<LineRemarks> remarks = [];
        List<IReadOnlyDictionary<string, string>> rows = [];
        foreach (CsvRow row in table.Rows)
        {
            List<string> errors = [];
            List<string> warnings = [];
            if (hasBadHeader || row.Fields.Count != table.Header.Count)
            {
                errors.Add("1002|Incorrect number of fields");
            }
            else
            {
                Dictionary<string, string> cells = table.Header.Zip(row.Fields).ToDictionary(pair => pair.First.Trim(), pair => pair.Second);
                Check(cells, isOperatorFormat, errors, warnings);
                if (errors.Count == 0)
                {
                    rows.Add(cells);
                }
            }

            if (errors.Count + warnings.Count > 0)
            {
                remarks.Add(new LineRemarks(row, errors, warnings));
            }
        }

        return new ProductTransformation(table.Header, remarks, rows);
    }

    private void Check(Dictionary<string, string> cells, bool isOperatorFormat, List<string> errors, List<string> warnings)
    {
        string category = catalogue.CodeOf("CATEGORY") is { } column && cells.TryGetValue(column, out string? cell) ? cell : string.Empty;
        string? unusable = category.Trim().Length == 0 ? "1004|The category could not be identified"
            : isOperatorFormat && !catalogue.HasCategory(category) ? $"1001|The category {category} is unknown"
            : !catalogue.IsLeaf(category) ? $"1006|The catalog category {category} must be mapped to a leaf operator catalog category"
            : null;
        if (unusable is not null)
        {
            errors.Add(unusable);
            return;
        }

        Dictionary<string, string> sent = new(cells);
        cells.Clear();
        foreach (ProductAttribute attribute in catalogue.AttributesOf(category))
        {
            string value = sent.GetValueOrDefault(attribute.Code)?.Trim() ?? string.Empty;
            if (value.Length == 0)
            {
                if (attribute.IsRequired)
                {
                    errors.Add($"1000|The attribute {attribute.Named} is required");
                }

                continue;
            }

            if (Fault(attribute, value) is { } fault)
            {
                // The same check: 2xxx where the attribute is required, 3xxx where it is not.
                (attribute.IsRequired ? errors : warnings).Add($"{(attribute.IsRequired ? 2 : 3)}{fault.Check:000}|The attribute {attribute.Named} {fault.Text}");
                value = string.Empty;
            }

            cells[attribute.Code] = value;
        }
    }

    private (int Check, string Text)? Fault(ProductAttribute attribute, string value) => attribute.Type switch
    {
        "LIST" when !catalogue.ValuesOf(attribute.ValueList!).Contains(value) => (6, "is not in the possible values set in the value list"),
        "LIST_MULTIPLE_VALUES" when value.Split(ValueSeparator).Any(part => !catalogue.ValuesOf(attribute.ValueList!).Contains(part))
            => (6, "is not in the possible values set in the value list"),
        "INTEGER" when !WholeNumber().IsMatch(value) => (10, "must be an integer"),
        "DECIMAL" when !decimal.TryParse(value.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            => (11, "must be numeric"),
        _ when Length(attribute, "MIN_LENGTH") > value.Length => (3, "is shorter than its minimum length"),
        _ when Length(attribute, "MAX_LENGTH") < value.Length => (4, "is longer than its maximum length"),
        _ when attribute.Validation("PRODUCT_REFERENCE") is not null && !Ean().IsMatch(value) => (7, "does not follow the regular expression [0-9]{13}"),
        _ => null,
    };

    private static int? Length(ProductAttribute attribute, string validation) =>
        int.TryParse(attribute.Validation(validation), NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : null;

    [GeneratedRegex(@"^-?\d+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WholeNumber();

    [GeneratedRegex("^[0-9]{13}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ean();
}
