using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Prices;

/// <summary>Judges live prices and stock against what the order allows. Pure.</summary>
internal static class PriceVerdicts
{
    private const string Remedy = "Release to order all the same, or cancel.";

    /// <summary>What stands against ordering a line now; none when it may be ordered.</summary>
    public static IEnumerable<OrderObstacle> Against(
        SalesOrder order, SalesOrderLine wanted, PurchaseOrder purchase, PriceAnswer answer)
    {
        string article = $"{purchase.Distributor} {answer.Query.Article.Value}";
        if (answer.Status != PriceAnswer.Ok)
        {
            string words = answer.StatusText is { Length: > 0 } text && text != answer.Status ? $" ({text})" : string.Empty;
            yield return new OrderObstacle(answer.Status, wanted.LineNumber, $"{article} is not offered{words}.", Remedy);
            yield break;
        }

        if (answer.UnitPrice is not { } price)
        {
            yield return new OrderObstacle(OrderObstacleCodes.NoPrice, wanted.LineNumber, $"{article} has no price.", Remedy);
        }
        else if (purchase.Currency.Length > 0 && price.Currency != purchase.Currency)
        {
            yield return new OrderObstacle(
                OrderObstacleCodes.CurrencyDiffers, wanted.LineNumber,
                $"{article} costs {Text(price)}, the catalogue has {purchase.Currency}.", Remedy);
        }
        else if (wanted is { MaxUnitPrice: { } limit, SpecialBidNumber: null } && price.Amount > limit)
        {
            yield return new OrderObstacle(
                OrderObstacleCodes.PriceAboveLimit, wanted.LineNumber,
                $"{article} costs {Text(price)}, at most {Text(price with { Amount = limit })} is allowed.", Remedy);
        }

        if (IsShort(answer) && answer.IsDiscontinued == true)
        {
            yield return new OrderObstacle(
                OrderObstacleCodes.DiscontinuedWithoutStock, wanted.LineNumber,
                $"{article} is discontinued and {Stock(answer)}.", Remedy);
        }
        else if (IsShort(answer) && order.ShipComplete)
        {
            yield return new OrderObstacle(
                OrderObstacleCodes.StockShort, wanted.LineNumber,
                $"The order is to be shipped complete, and of {article} {Stock(answer)}.", Remedy);
        }
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

    private static bool IsShort(PriceAnswer answer) =>
        answer.Available < answer.Query.Quantity && !(answer.Plants.Count == 0 && answer.IsAvailable == true);

    private static string Stock(PriceAnswer answer) =>
        string.Create(CultureInfo.InvariantCulture, $"{answer.Available} of {answer.Query.Quantity} pieces are on stock");

    private static string Text(Money price) => string.Create(CultureInfo.InvariantCulture, $"{price.Amount:0.00##} {price.Currency}");
}
