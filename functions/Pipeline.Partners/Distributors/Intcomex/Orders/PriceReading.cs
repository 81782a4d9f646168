using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Prices;
using Pipeline.Partners.Distributors.Intcomex.Answers;

namespace Pipeline.Partners.Distributors.Intcomex.Orders;

/// <summary>Makes products into answers to what was asked.</summary>
/// <param name="currency">Currency of the account.</param>
/// <param name="currencies">Intcomex's codes of currencies with those of ISO 4217.</param>
internal sealed class PriceReading(string currency, IReadOnlyDictionary<string, string> currencies)
{
    /// <summary>The ISO code of a currency; null when it is unknown.</summary>
    public string? CurrencyOf(string? code) => code is null
        ? null
        : currencies.FirstOrDefault(entry => entry.Key.Equals(code, StringComparison.OrdinalIgnoreCase)).Value ?? IsoCurrencies.Find(code);

    /// <summary>The answer to a question, among the products that came.</summary>
    public PriceAnswer Read(PriceQuery query, IReadOnlyList<IwsProduct> products, DateTimeOffset at, string? exchangeId)
    {
        IwsProduct[] found = [.. products.Where(product => IsAskedFor(product, query.Article)).DistinctBy(static product => product.Sku, StringComparer.OrdinalIgnoreCase)];
        PriceAnswer answer = new() { Query = query, Status = PriceAnswer.Ok, At = at, ExchangeId = exchangeId };
        return found switch
        {
            [] => answer with { Status = IssueCodes.SkuNotFound },
            [{ } product] => Read(product, answer),
            _ => answer with { Status = IssueCodes.ArticleAmbiguous, StatusText = $"it may be {string.Join(" or ", found.Select(static product => product.Sku))}" },
        };
    }

    private PriceAnswer Read(IwsProduct product, PriceAnswer answer)
    {
        string? iso = CurrencyOf(product.CurrencyId);
        (string status, string? text) = product.UnitPrice switch
        {
            null => (PriceAnswer.Ok, null),
            _ when iso is null => (IssueCodes.CurrencyUnknown, $"the price is in the currency '{product.CurrencyId}'"),
            _ when iso != currency => (IssueCodes.CurrencyOther, $"the price is in {iso}"),
            < 0 => (IssueCodes.PriceInvalid, "the price is below zero"),
            0 => (IssueCodes.ZeroPrice, "the price is zero"),
            _ => (PriceAnswer.Ok, (string?)null),
        };
        return answer with
        {
            Status = status,
            StatusText = text,
            Sku = DistributorSku.TryParse(product.Sku, out DistributorSku sku) ? sku : null,
            ManufacturerPartNumber = product.Mpn,
            Gtin = product.Upc,
            Description = product.Description,
            IsAvailable = product.IsUnlimited || product.InStock > 0,
            UnitPrice = status == PriceAnswer.Ok && product.UnitPrice is { } price ? new Money(price, iso!) : null,
            Plants = Plants(product),
        };
    }

    // What is delivered electronically has no warehouse; warehouses that do not add up to the stock say nothing.
    private static IReadOnlyList<PlantAvailability> Plants(IwsProduct product) => product switch
    {
        { IsUnlimited: true } => [],
        { Locations.Count: > 0 } when product.Locations.Sum(static location => (long)location.Stock) == product.InStock =>
            [.. product.Locations.Select(static location => new PlantAvailability(location.Id, null, location.Stock, 0, null))],
        _ => [new PlantAvailability("all", "All warehouses", product.InStock ?? 0, 0, null)],
    };

    private static bool IsAskedFor(IwsProduct product, ArticleKey article) => article.Kind switch
    {
        ArticleKeyKind.Sku => DistributorSku.TryParse(product.Sku, out DistributorSku sku) && sku.AsCompared.Equals(article.Value, StringComparison.OrdinalIgnoreCase),
        ArticleKeyKind.ManufacturerPartNumber => string.Equals(product.Mpn, article.Value, StringComparison.OrdinalIgnoreCase),
        _ => product.Upc?.TrimStart('0') == article.Value.TrimStart('0'),
    };
}
