using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Partners.Distributors.IngramMicro.Wire;

/// <summary>Reads the numbers of messages as people and old systems write them; what could mean two numbers is none.</summary>
/// <remarks>
/// A sign before, behind, or brackets; groups of three by blank, point, comma or apostrophe; a unit, a currency or a percent
/// sign beside the number. The culture is always invariant.
/// </remarks>
internal static partial class WireNumber
{
    private const int MaxDigits = 28;
    private const int MaxLength = 64;

    /// <summary>Units that mean single pieces; two dozens or two cartons are not two pieces.</summary>
    private static readonly HashSet<string> PieceUnits = new(
        ["EA", "EACH", "PC", "PCS", "PCE", "PIECE", "PIECES", "ST", "STK", "STCK", "UN", "UNIT", "UNITS", "U", "C62", "H87", "NAR", "PZ", "PZA"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> CurrencySigns = new(StringComparer.Ordinal) { ["€"] = "EUR", ["£"] = "GBP", ["$"] = "USD" };

    /// <summary>A number with nothing beside it.</summary>
    /// <param name="text">The text, trimmed.</param>
    /// <param name="mark">The decimal mark: <c>auto</c>, <c>point</c> or <c>comma</c>.</param>
    /// <param name="value">What it means.</param>
    public static bool TryPlain(string text, string mark, out decimal value) =>
        Split(text, out string number, out string beside) & beside.Length == 0 & TryNumber(number, mark, isCount: false, out value);

    /// <summary>A number of pieces, perhaps with a unit that means pieces; <c>1.000</c> is one, since nothing is sold in thousandths.</summary>
    public static bool TryPieces(string text, string mark, out int value)
    {
        value = 0;
        if (!Split(text, out string number, out string beside)
            || !(beside.Length == 0 || PieceUnits.Contains(beside))
            || !TryNumber(number, mark, isCount: true, out decimal read)
            || read != decimal.Truncate(read) || Math.Abs(read) > int.MaxValue)
        {
            return false;
        }

        value = (int)read;
        return true;
    }

    /// <summary>An amount, perhaps with its currency.</summary>
    /// <param name="text">The text, trimmed.</param>
    /// <param name="mark">The decimal mark: <c>auto</c>, <c>point</c> or <c>comma</c>.</param>
    /// <param name="value">The amount.</param>
    /// <param name="currency">ISO 4217 code that stands beside it, or null.</param>
    public static bool TryAmount(string text, string mark, out decimal value, out string? currency)
    {
        value = 0;
        currency = null;
        if (!Split(text, out string number, out string beside))
        {
            return false;
        }

        if (beside.Length > 0)
        {
            currency = CurrencySigns.GetValueOrDefault(beside) ?? (beside.Length == 3 && beside.All(char.IsAsciiLetterUpper) ? beside : null);
            if (currency is null)
            {
                return false;
            }
        }

        return TryNumber(number, mark, isCount: false, out value);
    }

    /// <summary>A rate in percent, perhaps with its sign.</summary>
    public static bool TryPercent(string text, string mark, out decimal value) =>
        Split(text, out string number, out string beside) & beside is "" or "%" & TryNumber(number, mark, isCount: false, out value);

    /// <summary>Takes what stands beside a number away from it, on one side only.</summary>
    private static bool Split(string text, out string number, out string beside)
    {
        if (text.Length > MaxLength)
        {
            (number, beside) = (string.Empty, string.Empty);
            return false;
        }

        Match match = Parts().Match(text);
        (string before, string behind) = (match.Groups["before"].Value, match.Groups["behind"].Value);
        (number, beside) = (match.Groups["number"].Value.Trim(), before.Length > 0 ? before : behind);
        return match.Success && (before.Length == 0 || behind.Length == 0);
    }

    private static bool TryNumber(string text, string mark, bool isCount, out decimal value)
    {
        value = 0;
        Match match = Shape().Match(text);
        if (!match.Success)
        {
            return false;
        }

        bool isBracketed = match.Groups["open"].Success;
        int signs = (match.Groups["minus"].Success ? 1 : 0) + (match.Groups["after"].Success ? 1 : 0) + (isBracketed ? 1 : 0)
            + (match.Groups["plus"].Success ? 1 : 0);
        if (signs > 1 || isBracketed != match.Groups["close"].Success || !TryPlainDigits(match.Groups["digits"].Value.Trim(), mark, isCount, out string digits)
            || digits.Count(char.IsAsciiDigit) > MaxDigits
            || !decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value))
        {
            return false;
        }

        value = signs == 1 && !match.Groups["plus"].Success ? -value : value;
        return true;
    }

    /// <summary>Digits with a point before the decimals, or nothing when the marks do not agree with one another or with the profile.</summary>
    private static bool TryPlainDigits(string text, string mark, bool isCount, out string digits)
    {
        int last = text.LastIndexOfAny(['.', ',']);
        char decimalMark = mark switch
        {
            "point" => '.',
            "comma" => ',',
            // A mark that comes twice, or before another one, groups thousands.
            _ when last < 0 || text.IndexOf(text[last], StringComparison.Ordinal) != last => '\0',
            _ => text[last],
        };
        int at = decimalMark == '\0' ? -1 : text.LastIndexOf(decimalMark);
        (string whole, string fraction) = at < 0 ? (text, string.Empty) : (text[..at], text[(at + 1)..]);
        bool isGrouped = Grouped().IsMatch(whole);
        digits = string.Concat(whole.Where(char.IsAsciiDigit)) + (fraction.Length > 0 ? $".{fraction}" : string.Empty);
        return (isGrouped || whole.All(char.IsAsciiDigit)) && fraction.All(char.IsAsciiDigit) && digits.Length > 0
            && !(mark == "auto" && !isCount && IsAmbiguous(whole, fraction, at < 0 ? '\0' : decimalMark, isGrouped));
    }

    /// <summary>Whether <c>1,234</c> could be a thousand. A point is the decimal mark of the published messages; a comma is not.</summary>
    private static bool IsAmbiguous(string whole, string fraction, char decimalMark, bool isGrouped) =>
        decimalMark == ',' && fraction.Length == 3 && !isGrouped && whole is { Length: >= 1 and <= 3 } and not ['0', ..];

    [GeneratedRegex(@"^(?<before>[A-Za-z]{1,6}(?=[\s\d(+\u2212-])|[€£$])?\s*(?<number>[-+\u2212(\d.,](?:[\d.,'’\s]*[\d.,])?\s*[)\u2212-]?)(?:\s*(?<behind>[%€£$])|\s+(?<behind>[A-Za-z]{1,6}\d{0,2})\.?)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(?:(?<minus>[-\u2212])|(?<plus>\+))?\s*(?<open>\()?\s*(?<digits>\d[\d.,'’\s]*|[.,]\d+)\s*(?<close>\))?\s*(?<after>[-\u2212])?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Shape();

    [GeneratedRegex(@"^\d{1,3}(?:(?<mark>[.,'’\s])\d{3})(?:\k<mark>\d{3})*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Grouped();
}
