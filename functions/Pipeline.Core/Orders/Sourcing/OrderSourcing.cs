using Pipeline.Core.Messages;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Sourcing;

/// <summary>Chooses distributors and articles: a sales order becomes one purchase order per distributor.</summary>
/// <remarks>
/// Nothing leaves the house. The numbers are derived from the order and claimed before anything is sent, so that a message
/// about them always finds it. May be repeated and cut at any point: lines that have a purchase order are left alone.
/// </remarks>
public sealed class OrderSourcing(
    IOrderStore store,
    OrderUpdater updates,
    IOrderNumberStore numbers,
    IDistributorServiceDirectory services,
    IArticleSearch articles)
{
    /// <summary>Plans purchase orders for the lines that have none, or blocks the order and says why each line cannot be bought.</summary>
    public async Task SourceAsync(string orderId, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(orderId, cancellationToken) is { } stored)
        {
            _ = await SourceAsync(stored, cancellationToken);
        }
    }

    /// <summary>The same for an order that was read a moment ago.</summary>
    /// <returns>The order after it.</returns>
    internal async Task<StoredOrder?> SourceAsync(StoredOrder stored, CancellationToken cancellationToken)
    {
        if (!MaySource(stored.Record))
        {
            return stored;
        }

        SalesOrder order = stored.Record.Order;
        LineNumber[] open = [.. stored.Record.OpenLines()];
        LineSourcing sourcing = new(articles, services.Distributors);
        List<SourcedLine> lines = [];
        List<Issue> obstacles = [];
        foreach (SalesOrderLine line in order.Lines.Where(line => open.Contains(line.LineNumber)).OrderBy(line => line.LineNumber.Value))
        {
            (SourcedLine? sourced, Issue? obstacle) = await sourcing.ResolveAsync(line, cancellationToken);
            lines.AddRange(sourced is null ? [] : [sourced]);
            obstacles.AddRange(obstacle is null ? [] : [obstacle]);
        }

        List<PurchaseOrder> planned = obstacles.Count > 0 ? [] : Plan(order, lines);
        obstacles.AddRange(await ClaimAsync(order.OrderId, planned, cancellationToken));
        return await updates.UpdateAsync(
            stored,
            change =>
            {
                if (MaySource(change.Record) && change.Record.Order.PurchaseOrders.Count == order.PurchaseOrders.Count)
                {
                    Store(change, planned, obstacles);
                }
            },
            cancellationToken);
    }

    private static bool MaySource(OrderRecord record) =>
        record.Order is { BlockedReason: null, IsCancelRequested: false } && record.OpenLines().Any() && !record.IsEnded;

    private static List<PurchaseOrder> Plan(SalesOrder order, List<SourcedLine> lines)
    {
        int sequence = order.PurchaseOrders.Count;
        return
        [
            .. lines.GroupBy(line => line.Distributor, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new PurchaseOrder
                {
                    Number = PurchaseOrderNumber.Derive(order.OrderId, ++sequence),
                    Distributor = group.Key,
                    Currency = group.Select(line => line.Currency).FirstOrDefault(currency => currency.Length > 0) ?? string.Empty,
                    Lines = [.. group.Select(line => line.Line)],
                }),
        ];
    }

    private async Task<List<Issue>> ClaimAsync(
        string orderId, List<PurchaseOrder> planned, CancellationToken cancellationToken)
    {
        List<Issue> obstacles = [];
        foreach (PurchaseOrder purchase in planned)
        {
            IReadOnlyList<string> taken = await numbers.ClaimAsync(
                purchase.Distributor, [purchase.Number.Value], orderId, cancellationToken);
            obstacles.AddRange(taken.Select(number => new Issue(IssueCodes.PurchaseOrderNumberTaken, null, number)));
        }

        return obstacles;
    }

    private static void Store(OrderChange change, List<PurchaseOrder> planned, List<Issue> obstacles)
    {
        SalesOrder order = change.Record.Order with { IsSourcing = true };
        if (obstacles.Count > 0)
        {
            change.Record = change.Record with { Order = order };
            change.Block(obstacles);
            return;
        }

        change.Record = change.Record with
        {
            Order = order with { PurchaseOrders = [.. order.PurchaseOrders, .. planned] },
            Attempts = [.. change.Record.Attempts, .. planned.Select(purchase => new PurchaseAttempt { Number = purchase.Number })],
            ArePricesChecked = false,
            IsReleased = false,
        };
        foreach (PurchaseOrder purchase in planned)
        {
            change.Note(OrderSteps.Sourcing, $"{purchase.Distributor} is to bring {Plural.Of(purchase.Lines.Count, "line")} as {purchase.Number}.");
        }
    }
}
