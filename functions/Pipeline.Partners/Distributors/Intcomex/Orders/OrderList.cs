using Pipeline.Core.Catalog;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders;
using Pipeline.Core.Reconciliation;
using Pipeline.Partners.Distributors.Intcomex.Answers;
using Pipeline.Partners.Distributors.Intcomex.Calls;

namespace Pipeline.Partners.Distributors.Intcomex.Orders;

/// <summary>Intcomex's own list of orders by <c>getorders</c>, a day a call.</summary>
/// <remarks>Physical products may have serial numbers, which stand with the order, not with its lines.</remarks>
internal sealed class OrderList(IwsClient client, PriceReading prices) : IOrderListing
{
    private const string Physical = "Physical";

    /// <inheritdoc/>
    public async Task<OrderListingResult> ListAsync(
        DateOnly day, IReadOnlyCollection<PurchaseOrderNumber> ours, CancellationToken cancellationToken)
    {
        IwsResult<IReadOnlyList<IwsOrder>> listed = await client.GetOrdersAsync(day, day, null, cancellationToken);
        return listed.Value is { } orders
            ? new OrderListingResult([.. orders.Select(Of)])
            : new OrderListingResult([], listed.Failure!.Problem.Issue);
    }

    private ListedOrder Of(IwsOrder order) => new()
    {
        PurchaseOrderNumber = order.CustomerOrderNumber,
        DistributorOrderNumber = order.Number,
        Status = order.OnHold ? $"on hold {order.HoldId} {order.HoldReason}".TrimEnd() : order.State.Description ?? order.State.Code,
        IsCancelled = order.State.Code == IwsOrderState.Cancelled,
        IsInvoiced = order.State.Code is IwsOrderState.Invoiced or IwsOrderState.Delivered,
        HasInvoice = order.PrintedInvoiceNumber is not null,
        Currency = prices.CurrencyOf(order.CurrencyId),
        Total = order.Total,
        Tax = order.Tax,
        Lines = [.. order.Lines.Select(Of)],
        IsOnHold = order.OnHold,
        SerialCount = order.SerialNumbers.Count,
    };

    private static ListedOrderLine Of(IwsOrderLine line) => new(
        LineNumber.TryParse(line.StoreItemId, out LineNumber ours) ? ours : null,
        DistributorSku.TryParse(line.Sku, out DistributorSku sku) ? sku : null,
        line.Quantity,
        line.UnitPrice) { IsGoods = string.Equals(line.Type, Physical, StringComparison.OrdinalIgnoreCase) };
}
