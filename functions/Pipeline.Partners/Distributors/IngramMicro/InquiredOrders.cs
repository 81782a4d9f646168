using Pipeline.Core.Messages;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Reconciliation;

namespace Pipeline.Partners.Distributors.IngramMicro;

/// <summary>Orders of a day by order inquiry: a call for each number of ours.</summary>
/// <remarks>
/// An inquiry tells states, articles and quantities; neither amounts nor invoices nor serial numbers. A voided order may be answered
/// as not found.
/// </remarks>
internal sealed class InquiredOrders(IDistributorService services) : IOrderListing
{
    /// <inheritdoc/>
    public async Task<OrderListingResult> ListAsync(
        DateOnly day, IReadOnlyCollection<PurchaseOrderNumber> ours, CancellationToken cancellationToken)
    {
        List<ListedOrder> listed = [];
        foreach (PurchaseOrderNumber number in ours)
        {
            OrderSearch search = await services.FindOrderAsync(number, cancellationToken);
            if (search is { Outcome: SearchOutcome.Unknown, Problem: { } problem })
            {
                return new OrderListingResult([], problem.Issue);
            }

            listed.AddRange(search.Orders.Select(Of));
        }

        return new OrderListingResult(listed);
    }

    private static ListedOrder Of(OrderStatus order) => new()
    {
        PurchaseOrderNumber = order.PurchaseOrderNumber,
        DistributorOrderNumber = order.DistributorOrderNumber,
        Status = order.StatusText ?? order.StatusCode ?? order.Status.ToString(),
        IsCancelled = order.Status == OrderStatusCode.Voided,
        IsInvoiced = order.Status is OrderStatusCode.Invoiced or OrderStatusCode.Paid,
        IsOnHold = order.Status is OrderStatusCode.OnHold or OrderStatusCode.CreditHold,
        Lines = order.Lines.Count == 0 ? null : [.. order.Lines.Where(static line => line.Status != OrderStatusCode.Voided).Select(static line =>
            new ListedOrderLine(line.LineNumber, line.Sku, line.IsUnsure is true ? null : line.Ordered, null))],
    };
}
