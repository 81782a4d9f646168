using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.Catalog;

/// <summary>What a request asks the catalogue for, unchecked.</summary>
internal sealed record CatalogSearch(
    string? Distributor, string? Gtin, string? Mpn, string? Brand, DateTimeOffset? ChangedSince, bool? Sellable)
{
    /// <summary>An article number as the distributor writes it, whatever characters it holds.</summary>
    public string? Sku { get; init; }

    /// <summary>Distributors whose articles a number is looked for among when none is named.</summary>
    public IReadOnlyList<string> Among { get; init; } = [];

    /// <summary>Checks the values.</summary>
    /// <returns>The answer that refuses them, or null when they are fine.</returns>
    public IResult? TryRead(out CatalogQuery query)
    {
        Gtin gtin = default;
        bool valid = Gtin is null || Core.Catalog.Gtin.TryParse(Gtin, out gtin);
        query = new CatalogQuery
        {
            Distributor = Empty(Distributor),
            Sku = Empty(Sku),
            Among = Among,
            Gtin = Gtin is null ? null : gtin.Value,
            Mpn = Empty(Mpn),
            Brand = Empty(Brand),
            ChangedSince = ChangedSince,
            Sellable = Sellable,
        };
        return valid
            ? null
            : ProblemFactory.Unprocessable(new Issue(IssueCodes.GtinInvalid, "gtin", Gtin));
    }

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
