namespace Pipeline.Core.Catalog;

/// <summary>A distributor's article number, as the file shows it and as we compare it.</summary>
/// <param name="AsShown">The text of the file without surrounding blanks, for example <c>000000000007100231</c>.</param>
/// <param name="AsCompared">
/// The key: upper case, without leading zeros when <paramref name="AsShown"/> is digits only, for example
/// <c>7100231</c>. Files carry 18 digits and messages 7 for the same article.
/// </param>
public readonly record struct DistributorSku(string AsShown, string AsCompared)
{
    /// <summary>Longest article number that any known layout allows, in characters.</summary>
    public const int MaxLength = 40;

    /// <summary>Reads an article number.</summary>
    /// <param name="text">Text of the field; blanks around it do not matter.</param>
    /// <param name="sku">The number, or the default when the text is none.</param>
    /// <returns>False when the text is empty, longer than <see cref="MaxLength"/> or holds control characters.</returns>
    public static bool TryParse(string? text, out DistributorSku sku)
    {
        sku = default;
        string shown = text?.Trim(' ', '\u00a0', '\t') ?? string.Empty;
        if (shown.Length is 0 or > MaxLength || shown.Any(char.IsControl))
        {
            return false;
        }

        sku = new DistributorSku(shown, Compare(shown));
        return true;
    }

    /// <summary>Reads an article number that must be one.</summary>
    /// <exception cref="FormatException">The text is not an article number; the message names it.</exception>
    public static DistributorSku Parse(string text) => TryParse(text, out DistributorSku sku)
        ? sku
        : throw new FormatException($"'{text}' is not an article number: 1 to {MaxLength} printable characters are expected.");

    /// <summary>The form a person types: <see cref="AsCompared"/>.</summary>
    public override string ToString() => AsCompared;

    private static string Compare(string shown)
    {
        string upper = shown.ToUpperInvariant();
        if (!upper.All(char.IsAsciiDigit))
        {
            return upper;
        }

        string stripped = upper.TrimStart('0');
        return stripped.Length == 0 ? "0" : stripped;
    }
}
