using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels.Mirakl.Files;

namespace Pipeline.Partners.Channels.Mirakl.Reports;

/// <summary>Reads the reports of imports, each finding joined to its line and our number.</summary>
/// <remarks>
/// Columns are found by their names, since their order differs. Several findings may stand in one cell, and several rows may be of
/// one line. A report that ends in the middle gives what came before, and <see cref="Report.IsCut"/>.
/// </remarks>
internal static partial class ReportReader
{
    private static readonly string[] Numbers = ["offer-sku", "sku", "shop_sku", "provider_unique_identifier"];

    /// <summary>The refused lines of offers (OF03).</summary>
    public static Report ReadOffers(ReadOnlySpan<byte> bytes)
    {
        SellerTable table = SellerTable.Read(bytes);
        return new(
            [.. table.Rows.Select(row => OfOffer(table, row, Line(table.Cell(row, "error-line")), table.Cell(row, "error-message")))],
            table.IsCut);
    }

    /// <summary>The refused lines of stock or prices (STO03, PRI03): the line stands in the first column, the reason in the second.</summary>
    public static Report ReadLines(ReadOnlySpan<byte> bytes)
    {
        SellerTable table = SellerTable.Read(bytes);
        return new([.. table.Rows.Select(row => OfOffer(table, row, Line(row[0]), row.Count > 1 ? row[1] : null))], table.IsCut);
    }

    /// <summary>What was wrong with products: in the file (P47), or at the operator (P44); or of products that were added (P45).</summary>
    /// <param name="bytes">The report.</param>
    /// <param name="sku">Name of the column of our number, where the operator has one of its own.</param>
    public static Report ReadProducts(ReadOnlySpan<byte> bytes, string? sku = null)
    {
        SellerTable table = SellerTable.Read(bytes);
        return new(
            [
                .. table.Rows.SelectMany(row =>
                    Entries(table.Cell(row, "errors", "error", "error-message")).Select(entry => OfProduct(table, row, sku, entry, isWarning: false))
                        .Concat(Entries(table.Cell(row, "warnings", "warning")).Select(entry => OfProduct(table, row, sku, entry, isWarning: true)))),
            ],
            table.IsCut);
    }

    private static RefusedRow OfOffer(SellerTable table, IReadOnlyList<string> row, int? line, string? words)
    {
        string said = words?.Trim() ?? string.Empty;
        Refusal? known = Refusal.OfOffer(said);
        string? field = known?.Field;
        string? value = field is null ? null : table.Cell(row, field);
        Issue issue = known is null
            ? new Issue(IssueCodes.MarketplaceRefused, null, null).With("reason", said)
            : new Issue(known.Code, field, value ?? string.Empty);
        return Row(line, table.Cell(row, Numbers), issue, known is null ? new RowMessage(null, said) : new RowMessage(known.Fr, known.En)) with { Field = field, Value = value };
    }

    private static RefusedRow OfProduct(SellerTable table, IReadOnlyList<string> row, string? sku, string entry, bool isWarning)
    {
        string[] parts = entry.Split('|', 2);
        bool isCoded = parts.Length == 2 && Code().IsMatch(parts[0].Trim());
        string said = (isCoded ? parts[1] : entry).Trim();
        Refusal? known = isCoded ? Refusal.OfProduct(parts[0].Trim()) : null;
        Match attribute = Attribute().Match(said);
        string? field = attribute.Success ? attribute.Groups["code"].Value : null;
        string? value = field is null ? null : table.Cell(row, field);
        Issue issue = known is null
            ? new Issue(IssueCodes.MarketplaceRefused, field, value).With("reason", isCoded ? $"{parts[0].Trim()} {said}" : said)
            : new Issue(known.Code, field, value ?? OtherThan(said, known)).With("name", attribute.Success ? attribute.Value : said).With("validation", said);
        return Row(
            Line(table.Cell(row, "line number")), table.Cell(row, sku is null ? Numbers : [sku, .. Numbers]), issue,
            known is null ? new RowMessage(null, said) : new RowMessage(known.Say(inFrench: true, attribute.Success ? attribute.Value : OtherThan(said, known)), said)) with
        {
            Severity = isWarning ? IssueSeverity.Warning : IssueSeverity.Error, Field = field, Value = value,
        };
    }

    // What stands where the sentence has its gap, for example a category.
    private static string OtherThan(string said, Refusal known)
    {
        string[] around = known.En.Split("{0}");
        return around.Length == 2 && said.StartsWith(around[0], StringComparison.OrdinalIgnoreCase) && said.EndsWith(around[1], StringComparison.OrdinalIgnoreCase)
            && said.Length >= around[0].Length + around[1].Length
                ? said[around[0].Length..^around[1].Length]
                : string.Empty;
    }

    private static RefusedRow Row(int? line, string? sku, Issue issue, RowMessage message) => new(line, sku, issue.Code, message)
    {
        Cause = Whole(issue.Cause), Remedy = Whole(issue.Remedy),
    };

    // A sentence that names something which the report does not tell.
    private static string? Whole(string sentence) => sentence.Contains('‹', StringComparison.Ordinal) ? null : sentence;

    private static int? Line(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int line) ? line : null;

    // A comma parts entries only before the next code: messages hold commas too.
    private static string[] Entries(string? cell) => cell is null ? [] : [.. Between().Split(cell).Select(static entry => entry.Trim()).Where(static entry => entry.Length > 0)];

    [GeneratedRegex(@",(?=\s*\d{4}\s*\|)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Between();

    [GeneratedRegex(@"^\d{4}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"'(?<code>[^']+)' \([^)]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Attribute();
}

/// <summary>A report.</summary>
/// <param name="Rows">What it says.</param>
/// <param name="IsCut">Whether it ended in the middle: it is to be fetched again.</param>
internal sealed record Report(IReadOnlyList<RefusedRow> Rows, bool IsCut);
