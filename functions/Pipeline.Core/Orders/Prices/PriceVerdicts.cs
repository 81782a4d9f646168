using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Prices;

/// <summary>Judges live prices and stock against what the order allows. Pure.</summary>
internal static class PriceVerdicts
{
    /// <summary>What stands against ordering a line now; none when it may be ordered.</summary>
    /// <param name="order">The order.</param>
    /// <param name="wanted">The line.</param>
    /// <param name="purchase">The purchase order that is to bring it.</param>
    /// <param name="answer">What the distributor offers.</param>
    /// <param name="promised">Pieces of its stock that other orders were promised before this one.</param>
    public static IEnumerable<Issue> Against(
        SalesOrder order, SalesOrderLine wanted, PurchaseOrder purchase, PriceAnswer answer, int promised)
    {
        string article = $"{purchase.Distributor} {answer.Query.Article.Value}";
        string place = $"line {wanted.LineNumber}";
        if (answer.Status != PriceAnswer.Ok)
        {
            yield return answer.Status == IssueCodes.SkuNotFound
                ? new Issue(IssueCodes.SkuNotFound, place, article)
                : new Issue(IssueCodes.ArticleNotOffered, place, answer.Status).With("article", article).With("reason", answer.StatusText ?? answer.Status);
            yield break;
        }

        if (answer.UnitPrice is not { } price)
        {
            yield return new Issue(IssueCodes.NoPrice, place, null).With("article", article);
        }
        else if (purchase.Currency.Length > 0 && price.Currency != purchase.Currency)
        {
            yield return new Issue(IssueCodes.CurrencyDiffers, place, Text(price)).Expecting(purchase.Currency).With("article", article);
        }
        else if (wanted is { MaxUnitPrice: { } limit, SpecialBidNumber: null } && price.Amount > limit)
        {
            yield return new Issue(IssueCodes.PriceAboveLimit, place, Text(price))
                .Expecting(Text(price with { Amount = limit })).With("article", article);
        }

        bool isShort = IsShort(answer, promised);
        if (isShort && answer.IsDiscontinued == true)
        {
            yield return Short(IssueCodes.DiscontinuedWithoutStock);
        }
        else if (isShort && order.ShipComplete)
        {
            yield return Short(IssueCodes.StockShort);
        }

        Issue Short(string code) => new Issue(code, place, string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, answer.Available - promised)}"))
            .Expecting(answer.Query.Quantity).With("article", article);
    }

    /// <summary>
    /// The price to order at. A vendor's quote gives a price that the enquiry does not know: then the limit of the line stands
    /// for it, where that is lower.
    /// </summary>
    public static decimal Price(SalesOrderLine wanted, PurchaseOrderLine line, PriceAnswer answer)
    {
        decimal price = answer is { Status: PriceAnswer.Ok, UnitPrice: { } live } ? live.Amount : line.UnitPrice;
        return wanted is { SpecialBidNumber: not null, MaxUnitPrice: { } quoted } && (quoted < price || price == 0) ? quoted : price;
    }

    /// <summary>Why another distributor is asked for a line, if there is one; null when this one can bring it now.</summary>
    public static string? WhyElsewhere(PriceAnswer answer, int promised) => answer switch
    {
        { Status: IssueCodes.SkuNotFound } => IssueCodes.SkuNotFound,
        { Status: not PriceAnswer.Ok } => IssueCodes.ArticleNotOffered,
        { UnitPrice: null } => IssueCodes.NoPrice,
        _ => IsShort(answer, promised) ? IssueCodes.StockShort : null,
    };

    private static bool IsShort(PriceAnswer answer, int promised) =>
        answer.Available - promised < answer.Query.Quantity && !(answer.Plants.Count == 0 && answer.IsAvailable == true);

    private static string Text(Money price) => string.Create(CultureInfo.InvariantCulture, $"{price.Amount:0.00##} {price.Currency}");
}
