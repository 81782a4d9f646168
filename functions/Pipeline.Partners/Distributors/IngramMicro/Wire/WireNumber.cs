using System.Text.RegularExpressions;
using Pipeline.Partners.Values;

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
    private const string Signs = "+-\u2212";

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

    /// <summary>Whether a unit means single pieces.</summary>
    public static bool IsPieces(string unit) => PieceUnits.Contains(unit);

    /// <summary>A number of pieces, perhaps with a unit that means pieces; <c>1.000</c> is one, since nothing is sold in thousandths.</summary>
    public static bool TryPieces(string text, string mark, out int value)
    {
        value = 0;
        if (!Split(text, out string number, out string beside)
            || !(beside.Length == 0 || IsPieces(beside))
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
        bool isBracketed = text is ['(', .., ')'];
        string plain = isBracketed ? text[1..^1].Trim() : text;
        if (plain.Count(char.IsAsciiDigit) > MaxDigits || (isBracketed && plain.AsSpan().ContainsAny(Signs))
            || !DecimalText.TryRead(plain, MarkOf(mark), out value, out bool isOpen))
        {
            return false;
        }

        value = isBracketed ? -value : value;

        // 1,234 could be a thousand. A point is the decimal mark of the published messages; a comma is not.
        return isCount || !isOpen || !plain.Contains(',', StringComparison.Ordinal);
    }

    private static byte? MarkOf(string mark) => mark switch { "point" => (byte)'.', "comma" => (byte)',', _ => null };

    [GeneratedRegex(@"^(?<before>[A-Za-z]{1,6}(?=[\s\d(+\u2212-])|[€£$])?\s*(?<number>[-+\u2212(\d.,](?:[\d.,'’\s]*[\d.,])?\s*[)\u2212-]?)(?:\s*(?<behind>[%€£$])|\s+(?<behind>[A-Za-z]{1,6}\d{0,2})\.?)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parts();
}
