using System.Text;

namespace Pipeline.Core.Catalog.Joining;

/// <summary>Brand and manufacturer part number as they are compared between distributors.</summary>
/// <param name="Brand">Letters and digits in upper case, without accents.</param>
/// <param name="Mpn">The same of the part number.</param>
public readonly record struct ProductKey(string Brand, string Mpn)
{
    /// <summary>The key of an article, or null when its brand or its part number is not known.</summary>
    public static ProductKey? Of(CatalogEntry entry) =>
        Normalise(entry.Brand) is { } brand && Normalise(entry.Mpn) is { } mpn ? new ProductKey(brand, mpn) : null;

    /// <summary>A brand or part number as compared; null when no letter and no digit is left.</summary>
    public static string? Normalise(string? text)
    {
        if (text is null)
        {
            return null;
        }

        StringBuilder kept = new(text.Length);
        foreach (char c in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c))
            {
                _ = kept.Append(char.ToUpperInvariant(c));
            }
        }

        return kept.Length == 0 ? null : kept.ToString();
    }
}
