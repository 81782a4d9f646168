using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels.Mirakl.Products;

namespace Pipeline.Partners.Channels.Mirakl.Rules;

/// <summary>Finds in products what their operator would refuse, before they are sent.</summary>
/// <remarks>Each finding has its field, its value, and the arguments <c>rule</c> and, where a refusal is known by one, <c>refusal</c>.</remarks>
/// <param name="vocabulary">What the operator calls things.</param>
internal sealed class ProductRules(ProductVocabulary vocabulary)
{
    private const int MostCharacters = 40;

    private readonly ProductValueRules values = new(vocabulary);
    private readonly string? category = vocabulary.WithRole("CATEGORY")?.Code;
    private readonly string? gtin = vocabulary.WithRole("UNIQUE_IDENTIFIER")?.Code;
    private readonly string? title = vocabulary.WithRole("TITLE")?.Code;
    private readonly string? group = vocabulary.WithRole("VARIANT_GROUP_CODE")?.Code;

    /// <summary>What is wrong, each finding with its line: the first product is on line 2, behind the header.</summary>
    public IReadOnlyList<RowFinding> Check(IReadOnlyList<ProductSheet> products)
    {
        HashSet<string> skus = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> gtins = new(StringComparer.Ordinal);
        ILookup<string, ProductSheet> groups = products.Where(product => product.Value(group) is not null).ToLookup(product => product.Value(group)!, StringComparer.Ordinal);
        return
        [
            .. products.SelectMany((product, index) => CheckOne(product)
                .Concat(skus.Add(product.Sku) ? [] : [Found(IssueCodes.OfferNumberTwice, "V-P13", null, "sku", product.Sku)])
                .Concat(product.Value(gtin) is not { } number || gtins.Add(number) ? [] : [Found(IssueCodes.ProductGtinTwice, "V-P13", null, gtin!, number)])
                .Concat(product.Value(group) is { } code ? CheckGroup(product, groups[code]) : [])
                .Select(issue => new RowFinding(index + 2, product.Sku, issue))),
        ];
    }

    /// <summary>Whether a file has as many cells in each row as columns, and no column without a name or twice (V-P03).</summary>
    public static IReadOnlyList<RowFinding> CheckFields(Files.SellerTable file)
    {
        string[] wrong = [.. file.Header.Where(string.IsNullOrWhiteSpace), .. file.Header.GroupBy(static name => name, StringComparer.OrdinalIgnoreCase).Where(static same => same.Count() > 1).Select(static same => same.Key)];
        return
        [
            .. wrong.Select(static name => new RowFinding(1, null, Found(IssueCodes.ProductFieldCount, "V-P03", 1002, name, name))),
            .. file.Rows.Select(static (row, index) => (Row: row, Line: index + 2)).Where(row => row.Row.Count != file.Header.Count)
                .Select(row => new RowFinding(row.Line, null, Found(IssueCodes.ProductFieldCount, "V-P03", 1002, string.Empty, row.Row.Count.ToString(CultureInfo.InvariantCulture)))),
        ];
    }

    /// <summary>What is wrong with one product by itself.</summary>
    public IReadOnlyList<Issue> CheckOne(ProductSheet product)
    {
        if (category is null || product.Value(category) is not { } code)
        {
            return [Found(IssueCodes.ListingCategoryMissing, "V-P04", 1004, category ?? "Category", null)];
        }

        // Of a category that is not there nobody can say which attributes it has.
        if (!vocabulary.HasCategory(code))
        {
            return [Found(IssueCodes.ListingCategoryUnknown, "V-P02", 1001, category, code)];
        }

        return
        [
            .. vocabulary.IsLeaf(code) ? Array.Empty<Issue>() : [Found(IssueCodes.ListingCategoryUnmapped, "V-P05", 1006, category, code)],
            .. product.Sku.Length is 0 or > MostCharacters || product.Sku.Contains('/', StringComparison.Ordinal)
                ? [Found(IssueCodes.OfferNumberInvalid, "V-P13", null, "sku", product.Sku)]
                : Array.Empty<Issue>(),
            .. vocabulary.AttributesOf(code).Where(vocabulary.Applies).SelectMany(attribute => CheckAttribute(product, attribute)),
            .. Gtins(product), .. Title(product), .. ProductImageRules.CheckAddresses(product, vocabulary.AttributesOf(code)), .. KeyPoints(product, code),
        ];
    }

    private IEnumerable<Issue> CheckAttribute(ProductSheet product, MiraklAttribute attribute) => product.Value(attribute.Code) is { } value
        ? values.Check(attribute, value)
        : attribute.IsRequired && attribute.DefaultValue is not { Length: > 0 }
        ? [Found(IssueCodes.AttributeMissing, "V-P01", 1000, attribute.Code, null).With("name", attribute.Name)]
        : [];

    private IEnumerable<Issue> Gtins(ProductSheet product) => product.Value(gtin) is { } number && !(number.Length == 13 && Gtin.TryParse(number, out _))
        ? [Found(IssueCodes.ProductGtinInvalid, "V-P10", 2007, gtin!, number)]
        : [];

    // The site puts the brand before the title by itself.
    private IEnumerable<Issue> Title(ProductSheet product) => product.Value(title) is { } text
        ? new[] { product.BrandName, product.PartNumber }.OfType<string>().Where(word => word.Trim().Length > 1 && Holds(text, word.Trim()))
            .Select(word => Found(IssueCodes.ProductTitleWords, "V-P12", null, title!, text).With("word", word))
        : [];

    private IEnumerable<Issue> KeyPoints(ProductSheet product, string code)
    {
        string[] points = [.. vocabulary.AttributesOf(code).Select(static attribute => attribute.Code).Where(static name => Files.SellerTable.Plain(name).StartsWith("keysellingpoint", StringComparison.Ordinal))];
        return points.Length > 0 && points.All(point => product.Value(point) is null)
            ? [Found(IssueCodes.ProductKeyPoints, "V-P15", null, points[0], null)]
            : [];
    }

    private IEnumerable<Issue> CheckGroup(ProductSheet product, IEnumerable<ProductSheet> others)
    {
        ProductSheet[] members = [.. others];
        MiraklAttribute[] axes = [.. vocabulary.AttributesOf(product.Value(category) ?? string.Empty).Where(static attribute => attribute.Variant)];
        if (members.Length < 2 || axes.Length == 0)
        {
            return [];
        }

        string own = Axes(product);
        bool isBlank = axes.Any(axis => product.Value(axis.Code) is null);
        return isBlank || members.Count(member => Axes(member) == own) > 1
            ? [Found(IssueCodes.ProductVariantUnclear, "V-P14", null, axes.First(axis => !isBlank || product.Value(axis.Code) is null).Code, product.Value(group))]
            : [];

        string Axes(ProductSheet sheet) => string.Join('\u001F', axes.Select(axis => sheet.Value(axis.Code)));
    }

    private static bool Holds(string text, string word) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;

    internal static Issue Found(string code, string rule, int? refusal, string field, string? value, bool isWarning = false)
    {
        Issue issue = OfferRules.Found(code, rule, refusal, field, value);
        return isWarning ? issue with { SaidSeverity = IssueSeverity.Warning } : issue;
    }
}
