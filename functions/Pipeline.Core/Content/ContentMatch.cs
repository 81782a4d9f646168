namespace Pipeline.Core.Content;

/// <summary>Tells whether a content is of the product that was asked for: numbers are used again, and bundles bear those of what is in them.</summary>
public static class ContentMatch
{
    private const int FewestCharacters = 4;

    /// <summary>Judges an answer.</summary>
    /// <param name="query">What was asked.</param>
    /// <param name="content">What was answered.</param>
    /// <returns><see cref="ContentOutcome.Found"/>, <see cref="ContentOutcome.MatchRejected"/> or <see cref="ContentOutcome.Ambiguous"/>.</returns>
    public static ContentOutcome Judge(ContentQuery query, ProductContent content)
    {
        bool isSameBrand = query.Brand is null || content.Brand is null || Plain(query.Brand) == Plain(content.Brand);
        bool? isSamePart = query.PartNumber is null || content.PartNumber is null ? null : Plain(query.PartNumber) == Plain(content.PartNumber);
        if (query.Gtin is not { } gtin)
        {
            return isSameBrand && isSamePart is true && Plain(query.PartNumber!).Length >= FewestCharacters ? ContentOutcome.Found : ContentOutcome.Ambiguous;
        }

        if (content.Gtins.FirstOrDefault(one => one.Gtin == gtin) is not { } listed)
        {
            return content.Gtins.Count > 0 ? ContentOutcome.MatchRejected : isSamePart is true && isSameBrand ? ContentOutcome.Found : ContentOutcome.Ambiguous;
        }

        return isSamePart switch
        {
            true => ContentOutcome.Found,
            false when !isSameBrand => ContentOutcome.MatchRejected,
            _ => listed.IsApproved ? ContentOutcome.Found : ContentOutcome.Ambiguous,
        };
    }

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
