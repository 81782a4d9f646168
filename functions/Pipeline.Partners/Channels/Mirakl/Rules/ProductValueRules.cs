using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels.Mirakl.Products;

namespace Pipeline.Partners.Channels.Mirakl.Rules;

/// <summary>Finds values that their attributes do not take.</summary>
/// <remarks>At an attribute that is not required the operator drops the value and keeps the product: that is a warning, with a refusal of the same number in the thousands above.</remarks>
internal sealed partial class ProductValueRules(ProductVocabulary vocabulary)
{
    /// <summary>What is wrong with a value that is not blank.</summary>
    public IEnumerable<Issue> Check(MiraklAttribute attribute, string value) =>
    [
        .. attribute.Type switch
        {
            "LIST" => OfList(attribute, value, [value.Trim()]),
            _ when attribute.IsList => OfList(attribute, value, value.Split(vocabulary.ValuesSeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
            "INTEGER" when !Whole().IsMatch(value.Trim()) => [Found(IssueCodes.AttributeNotWhole, "V-P07", 2010, attribute, value)],
            "DECIMAL" when !IsDecimal(attribute, value.Trim()) => [Found(IssueCodes.AttributeNotNumeric, "V-P08", 2011, attribute, value)],
            _ => Array.Empty<Issue>(),
        },
        .. Validations(attribute, value),
    ];

    private IEnumerable<Issue> OfList(MiraklAttribute attribute, string value, string[] codes) =>
        vocabulary.ValuesOf(attribute) is { } allowed && !codes.All(allowed.Contains) ? [Found(IssueCodes.AttributeNotInList, "V-P06", 2006, attribute, value)] : [];

    private static IEnumerable<Issue> Validations(MiraklAttribute attribute, string value)
    {
        foreach (Match rule in Validation().Matches(attribute.Validations ?? string.Empty))
        {
            string argument = rule.Groups["argument"].Value;
            _ = int.TryParse(argument, CultureInfo.InvariantCulture, out int length);
            bool isBroken = rule.Groups["name"].Value switch
            {
                "MAX_LENGTH" => value.Length > length,
                "MIN_LENGTH" => value.Trim().Length < length,
                "FORBIDDEN_WORDS" => argument.Trim('"').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Any(word => value.Contains(word, StringComparison.OrdinalIgnoreCase)),
                _ => false,
            };
            if (isBroken)
            {
                yield return Found(IssueCodes.AttributeBreaksRule, "V-P09", 2003, attribute, value).With("validation", rule.Value);
            }
        }
    }

    private static bool IsDecimal(MiraklAttribute attribute, string value)
    {
        int? most = int.TryParse(attribute.Parameter("PRECISION"), CultureInfo.InvariantCulture, out int precision) ? precision : null;
        return decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            && !(value.Length - 1 - (value.IndexOf('.', StringComparison.Ordinal) is >= 0 and int point ? point : value.Length - 1) > most);
    }

    private static Issue Found(string code, string rule, int refusal, MiraklAttribute attribute, string value) =>
        ProductRules.Found(code, rule, attribute.IsRequired ? refusal : refusal + 1000, attribute.Code, value, !attribute.IsRequired).With("name", attribute.Name);

    [GeneratedRegex("^-?[0-9]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex("""(?<name>[A-Z_]+)\|(?<argument>"[^"]*"|[^,]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Validation();
}
