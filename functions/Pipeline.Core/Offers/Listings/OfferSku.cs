namespace Pipeline.Core.Offers.Listings;

/// <summary>Numbers of offers: at most 40 of <c>A-Z a-z 0-9 . _ -</c>, each for one product, for ever.</summary>
public static class OfferSku
{
    /// <summary>Longest number, in characters.</summary>
    public const int MaxLength = 40;

    /// <summary>Whether a text can be one.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaxLength } && text.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');

    /// <summary>The number that a product gets of itself: its GTIN, which no other product has.</summary>
    public static string Choose(string gtin) => gtin;
}
