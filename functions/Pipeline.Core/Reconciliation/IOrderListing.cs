using Pipeline.Core.Issues;
using Pipeline.Core.Orders;

namespace Pipeline.Core.Reconciliation;

/// <summary>A distributor's own list of the orders that it has from us.</summary>
public interface IOrderListing
{
    /// <summary>The orders of one day.</summary>
    /// <param name="day">Day of the orders, as it is called in the distributor's time zone.</param>
    /// <param name="ours">
    /// Our numbers of that day, for a distributor that can only be asked for one order at a time: it cannot tell of an order that
    /// we do not know of.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <remarks>No side effect: may be repeated, and repeats itself through short faults.</remarks>
    Task<OrderListingResult> ListAsync(DateOnly day, IReadOnlyCollection<PurchaseOrderNumber> ours, CancellationToken cancellationToken);
}

/// <summary>The orders of a day, whole or not at all.</summary>
/// <param name="Orders">The orders; empty when there is a problem.</param>
/// <param name="Problem">Why there is no list, or null.</param>
public sealed record OrderListingResult(IReadOnlyList<ListedOrder> Orders, Issue? Problem = null);
