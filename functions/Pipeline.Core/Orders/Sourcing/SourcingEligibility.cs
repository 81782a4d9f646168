using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Sourcing;

/// <summary>Says which distributors may be asked for a line of an order, and why not the others.</summary>
/// <param name="record">The order.</param>
/// <param name="services">The distributors.</param>
/// <param name="terms">What holds now.</param>
/// <param name="maxAge">Age of prices or stock above which an offer does not count.</param>
/// <param name="now">The time, UTC.</param>
internal sealed class SourcingEligibility(
    OrderRecord record, IDistributorServiceDirectory services, SourcingTerms terms, TimeSpan maxAge, DateTimeOffset now)
{
    private readonly Dictionary<string, Issue?> obstacles = new(StringComparer.Ordinal);

    /// <summary>Why nothing of this order can be bought from a distributor, or null.</summary>
    public Issue? OfDistributor(string distributor)
    {
        if (!obstacles.TryGetValue(distributor, out Issue? obstacle))
        {
            obstacles[distributor] = obstacle = Find(distributor);
        }

        return obstacle;
    }

    /// <summary>Why a line cannot be bought as an article, or null.</summary>
    /// <param name="line">The line.</param>
    /// <param name="entry">The article.</param>
    /// <param name="cost">Price and fees of a piece in the base currency.</param>
    /// <param name="freight">A shipment in the base currency.</param>
    public Issue? OfArticle(SalesOrderLine line, CatalogEntry entry, out decimal cost, out decimal freight)
    {
        cost = freight = 0;
        if (entry is not { Sellable: true, Offered: true, Price: { } price })
        {
            return NotSellable(entry);
        }

        cost = price.Amount + entry.Fees.Sum(static fee => fee.Amount);
        if (OfDistributor(entry.Distributor) is { } obstacle)
        {
            return obstacle;
        }

        Issue? failed = HasFailed(line, entry.Distributor, static _ => true) ? new Issue(IssueCodes.RejectedBefore, null, null) : null;
        if (terms.Rates is not { } rates)
        {
            return failed;
        }

        Money shipment = terms.Rules.Freight.TryGetValue(entry.Distributor, out Money found) ? found : new Money(0, rates.Base);
        cost = rates.ToBase(price with { Amount = cost }, out Issue? noRate);
        freight = rates.ToBase(shipment, out Issue? noFreight);
        return noRate ?? noFreight ?? Stale(entry.Freshness.Price) ?? Stale(entry.Freshness.Stock) ?? failed;

        Issue? Stale(DateTimeOffset? at) => now - at > maxAge
            ? new Issue(IssueCodes.OfferStale, null, null).With("time", at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>Why an article is not sold at all.</summary>
    public static Issue NotSellable(CatalogEntry entry) => new Issue(IssueCodes.ArticleNotSellable, null, $"{entry.Distributor} {entry.Sku}")
        .With("reason", entry.NotSellableReason ?? entry.NotOfferedReason);

    /// <summary>Whether a distributor has failed to bring a line since a person last let all be asked again.</summary>
    /// <param name="line">The line.</param>
    /// <param name="distributor">The distributor.</param>
    /// <param name="counts">Whether a purchase order that failed counts.</param>
    public bool HasFailed(SalesOrderLine line, string distributor, Func<PurchaseOrder, bool> counts) => record.Order.PurchaseOrders
        .Skip(record.Order.ForgivenPurchases)
        .Any(order => order.Distributor == distributor && counts(order) && order.Lines.Any(part =>
            part.LineNumber == line.LineNumber && (order.Phase == PurchasePhase.Refused || part.GivenUp > 0)));

    private Issue? Find(string distributor)
    {
        if (terms.Stops.TryGetValue(distributor, out DistributorStop? stop))
        {
            return new Issue(stop.Code, null, null).With("distributor", distributor);
        }

        // Settings that cannot work are told by the price check, which may be tried again.
        return DistributorReach.To(services, distributor, record.IsTest).Services is not { } reached ? null
            : record.Order.ShipTo is { } address && reached.RefuseShipTo(address) is { } refusal ? refusal
            : IsOutOfPlace(reached) ? new Issue(IssueCodes.EnvironmentTest, null, distributor)
            : null;
    }

    /// <summary>A test environment delivers nothing: beside a distributor that does, it is not chosen.</summary>
    private bool IsOutOfPlace(IDistributorService reached) => !record.IsTest && reached.IsTestEnvironment
        && services.Distributors.Any(other => DistributorReach.To(services, other, record.IsTest).Services is { IsTestEnvironment: false });
}
