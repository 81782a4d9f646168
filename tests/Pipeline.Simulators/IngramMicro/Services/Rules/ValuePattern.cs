using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Simulators.IngramMicro.Services.Rules;

/// <summary>A kind of value.</summary>
/// <param name="Expected">What it is, for a person: "a date yyyy-MM-dd".</param>
/// <param name="Holds">Whether a text is one.</param>
internal sealed record ValuePattern(string Expected, Func<string, bool> Holds)
{
    public static ValuePattern Flag { get; } = OneOf("Y", "N");

    public static ValuePattern Date { get; } = new(
        "a date yyyy-MM-dd",
        text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    /// <summary>Local time; an offset is refused, since the host has none.</summary>
    public static ValuePattern Time { get; } = new(
        "a time stamp yyyy-MM-ddTHH:mm:ss without offset",
        text => DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    /// <summary>Whole: 2, not 2.0.</summary>
    public static ValuePattern Pieces { get; } = Of("a whole number above 0", "^[1-9][0-9]{0,5}$");

    /// <summary>With a point; commas occur in answers only.</summary>
    public static ValuePattern Price { get; } = new(
        "a price above 0 with a decimal point and at most 4 decimals",
        text => Regex.IsMatch(text, "^[0-9]{1,12}([.][0-9]{1,4})?$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            && decimal.Parse(text, CultureInfo.InvariantCulture) > 0);

    /// <summary>A global location number: 13 digits, the last one computed.</summary>
    public static ValuePattern LocationNumber { get; } = new(
        "a GLN of 13 digits with its check digit",
        text => text.Length == 13 && text.All(char.IsAsciiDigit) && Article.CheckDigit(text.AsSpan(0, 12)) == text[12]);

    public static ValuePattern Country { get; } = Of("an ISO country code of two letters", "^[A-Z]{2}$");

    public static ValuePattern OneOf(params string[] values) =>
        new($"one of {string.Join(", ", values)}", text => values.Contains(text, StringComparer.Ordinal));

    public static ValuePattern Of(string expected, string pattern)
    {
        Regex regex = new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        return new(expected, regex.IsMatch);
    }
}
