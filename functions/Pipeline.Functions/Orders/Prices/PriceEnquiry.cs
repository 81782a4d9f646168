using System.Text.Json.Serialization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Prices;

namespace Pipeline.Functions.Orders.Prices;

/// <summary>Asks for live prices and stock. Unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PriceEnquiry
{
    /// <summary>Most items of an enquiry.</summary>
    public const int MaxItems = 100;

    /// <summary>The distributor to ask; may be absent when only one is configured.</summary>
    public string? Distributor { get; init; }

    /// <summary>1 to 100 items.</summary>
    public IReadOnlyList<PriceEnquiryItem>? Items { get; init; }
}

/// <summary>One item of an enquiry: exactly one of sku, gtin and mpn.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PriceEnquiryItem
{
    private const int MaxQuantity = 999_999;
    private const int MaxPartNumber = 60;

    /// <summary>The distributor's article number.</summary>
    public string? Sku { get; init; }

    /// <summary>EAN or UPC; may match several articles, which is no answer.</summary>
    public string? Gtin { get; init; }

    /// <summary>The maker's part number; may match several articles, which is no answer.</summary>
    public string? Mpn { get; init; }

    /// <summary>Pieces wanted, 1 unless given: the price may depend on it.</summary>
    public int? Quantity { get; init; }

    /// <summary>The query, or null with a fault.</summary>
    internal PriceQuery? Read(int index, List<Issue> faults)
    {
        string place = $"/items/{index}";
        int quantity = Quantity ?? 1;
        if (quantity is < 1 or > MaxQuantity)
        {
            faults.Add(new Issue(IssueCodes.QuantityInvalid, $"{place}/quantity", $"{quantity}"));
        }

        string?[] keys = [Given(Sku), Given(Gtin), Given(Mpn)];
        if (keys.Count(static key => key is not null) != 1)
        {
            faults.Add(new Issue(IssueCodes.ArticleAmbiguous, place, null));
            return null;
        }

        switch (keys)
        {
            case [{ } text, ..] when DistributorSku.TryParse(text, out DistributorSku sku):
                return new PriceQuery(ArticleKey.OfSku(sku.AsCompared), quantity);
            case [{ } text, ..]:
                faults.Add(new Issue(IssueCodes.SkuInvalid, $"{place}/sku", text).With("limit", DistributorSku.MaxLength));
                return null;
            case [_, { } text, _] when Core.Catalog.Gtin.TryParse(text, out Gtin gtin):
                return new PriceQuery(ArticleKey.OfGtin(gtin.Value), quantity);
            case [_, { } text, _]:
                faults.Add(new Issue(IssueCodes.GtinInvalid, $"{place}/gtin", text));
                return null;
            case [_, _, { } text] when text.Length <= MaxPartNumber && !text.Any(char.IsControl):
                return new PriceQuery(ArticleKey.OfManufacturerPartNumber(text), quantity);
            default:
                faults.Add(new Issue(IssueCodes.MpnInvalid, $"{place}/mpn", keys[2]).With("limit", MaxPartNumber));
                return null;
        }
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
