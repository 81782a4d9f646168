using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Distributors;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Reconciliation;
using Pipeline.Partners.Distributors;

namespace Pipeline.Functions.Tests.Reconciliations;

/// <summary>A distributor that has a list of orders, which a test writes, and nothing else.</summary>
public sealed class ListingDistributor : IDistributor, IDistributorModule, IOrderListing
{
    public string Code => "lister";
    public string Name => "Lister";
    public string TimeZone => "America/Bogota";
    public string Currency => "USD";
    public string? MissingServices => null;
    public ReconciliationTerms Reconciliation { get; } = new();

    /// <summary>The orders by day.</summary>
    public List<(DateOnly Day, ListedOrder Order)> Orders { get; } = [];

    /// <summary>Days that cannot be listed, and why.</summary>
    public Dictionary<DateOnly, Issue> Problems { get; } = [];

    /// <summary>The days that were asked for.</summary>
    public List<DateOnly> Asked { get; } = [];

    public static void AddServices(IServiceCollection services)
    {
    }

    public IOrderListing OrderListing() => this;

    public Task<OrderListingResult> ListAsync(DateOnly day, IReadOnlyCollection<PurchaseOrderNumber> ours, CancellationToken cancellationToken)
    {
        Asked.Add(day);
        return Task.FromResult(Problems.TryGetValue(day, out Issue? problem)
            ? new OrderListingResult([], problem)
            : new OrderListingResult([.. Orders.Where(listed => listed.Day == day).Select(static listed => listed.Order)]));
    }

    /// <summary>Makes a listed order something else.</summary>
    public void Change(string number, Func<ListedOrder, ListedOrder> change)
    {
        int index = Orders.FindIndex(listed => listed.Order.PurchaseOrderNumber == number);
        Orders[index] = (Orders[index].Day, change(Orders[index].Order));
    }
}
