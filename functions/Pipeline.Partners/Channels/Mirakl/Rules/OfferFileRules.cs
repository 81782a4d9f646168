using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels.Mirakl.Files;

namespace Pipeline.Partners.Channels.Mirakl.Rules;

/// <summary>Finds in a whole file of offers what its operator would refuse.</summary>
/// <remarks>Floors of prices, units that may be sold and mass changes are judged before, where costs and stock are known.</remarks>
/// <param name="terms">What the operator takes.</param>
internal sealed class OfferFileRules(OfferTerms terms)
{
    private readonly OfferRules rules = new(terms);

    /// <summary>What is wrong, each finding with its row: the first offer is on line 2, behind the header.</summary>
    public IReadOnlyList<RowFinding> Check(IReadOnlyList<Offer> offers, OfferKnowledge known)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        List<RowFinding> found = [];
        for (int i = 0; i < offers.Count; i++)
        {
            Offer offer = offers[i];
            IEnumerable<Issue> issues = rules.Check(offer).Concat(Beside(offer, known));
            if (!seen.Add(offer.Sku))
            {
                issues = issues.Prepend(OfferRules.Found(IssueCodes.OfferNumberTwice, "V-O03", 3, OfferColumns.Sku, offer.Sku));
            }

            found.AddRange(issues.Select(issue => new RowFinding(i + 2, offer.Sku, issue)));
        }

        return found;
    }

    private static List<Issue> Beside(Offer offer, OfferKnowledge known)
    {
        if (offer.IsDelete)
        {
            return known.Skus?.Contains(offer.Sku) is false ? [OfferRules.Found(IssueCodes.OfferUnknown, "V-O02", 2, OfferColumns.Sku, offer.Sku)] : [];
        }

        List<Issue> found = [];
        if (known.Products?.Contains(offer.Product) is false)
        {
            found.Add(OfferRules.Found(IssueCodes.OfferProductUnknown, "V-O01", 1, OfferColumns.ProductId, offer.Product.Id));
        }

        if (known.Bindings.TryGetValue(offer.Sku, out ProductReference? bound) && bound != offer.Product)
        {
            found.Add(OfferRules.Found(IssueCodes.OfferNumberTaken, "V-O05", 5, OfferColumns.Sku, offer.Sku).Expecting(bound.Id));
        }

        return found;
    }
}

/// <summary>What is known beside a file; null or missing is not looked at.</summary>
internal sealed record OfferKnowledge
{
    /// <summary>Products that the catalogue there has.</summary>
    public IReadOnlySet<ProductReference>? Products { get; init; }

    /// <summary>Numbers of the offers that are there.</summary>
    public IReadOnlySet<string>? Skus { get; init; }

    /// <summary>Which product a number belongs to, also of offers that were deleted within the time that numbers rest.</summary>
    public IReadOnlyDictionary<string, ProductReference> Bindings { get; init; } = new Dictionary<string, ProductReference>();
}

/// <summary>What is wrong in a row of a file.</summary>
/// <param name="Line">Its line, the header being 1.</param>
/// <param name="Sku">Our number, or null.</param>
/// <param name="Issue">What is wrong.</param>
internal sealed record RowFinding(int Line, string? Sku, Issue Issue);
