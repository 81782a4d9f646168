namespace Pipeline.Core.Catalog;

/// <summary>A GTIN with a valid check digit, in the 13 digits (14 for trade units) that shops expect.</summary>
/// <param name="Value">8, 13 or 14 digits; a UPC-12 is kept with the leading zero that makes it 13.</param>
/// <remarks>A damaged number is never repaired by guessing.</remarks>
public readonly record struct Gtin(string Value)
{
    /// <summary>Reads an EAN-8, UPC-12, EAN-13 or GTIN-14.</summary>
    /// <returns>False for another length, a character that is no digit, only zeros, or a wrong check digit.</returns>
    public static bool TryParse(string? text, out Gtin gtin)
    {
        gtin = default;
        string digits = text?.Trim(' ', '\u00a0', '\t') ?? string.Empty;
        if (digits.Length is not (8 or 12 or 13 or 14) || digits.AsSpan().ContainsAnyExceptInRange('0', '9')
            || !digits.AsSpan().ContainsAnyExcept('0') || !HasValidCheckDigit(digits))
        {
            return false;
        }

        gtin = new Gtin(digits.Length == 12 ? "0" + digits : digits);
        return true;
    }

    /// <summary>The digits.</summary>
    public override string ToString() => Value;

    private static bool HasValidCheckDigit(string digits)
    {
        int sum = 0;
        for (int i = digits.Length - 2, weight = 3; i >= 0; i--, weight = 4 - weight)
        {
            sum += (digits[i] - '0') * weight;
        }

        return (10 - (sum % 10)) % 10 == digits[^1] - '0';
    }
}
