namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>What was bought, as Ingram Micro sees it: the truth that crash proofs compare with. Safe for several threads.</summary>
public sealed class OrderLedger
{
    private readonly OrderBook book;

    internal OrderLedger(OrderBook book) => this.book = book;

    /// <summary>All purchase order numbers in the order of their first purchase.</summary>
    public IReadOnlyList<LedgerEntry> Orders
    {
        get
        {
            lock (book.Gate)
            {
                return [.. book.All.GroupBy(order => order.PurchaseOrderNumber)
                    .Select(number => new LedgerEntry(number.Key, number.Count(), [.. number.Select(Show)]))];
            }
        }
    }

    /// <summary>One number, or null when nothing was bought under it.</summary>
    public LedgerEntry? Find(string purchaseOrderNumber) =>
        Orders.FirstOrDefault(entry => entry.PurchaseOrderNumber == purchaseOrderNumber);

    private static LedgerPurchase Show(PlacedOrder order) => new()
    {
        IngramSalesOrderNumber = order.IngramSalesOrderNumber,
        Profile = order.Family.Name,
        PlacedAt = order.PlacedAt,
        ResponseCode = order.ResponseCode,
        State = order.StatusCode,
        IsFinished = order.IsFinished,
        Lines = [.. order.Lines.Select(line => new LedgerLine(
            line.CustomerLineNumber, line.Article?.Sku ?? line.RequestedSku, line.StatusCode, line.ReasonCode, line.Requested,
            line.Confirmed, line.BackOrdered, line.Shipped, line.Invoiced, line.UnitPrice))],
        Messages = [.. order.Messages.Select(message => message.Record)],
    };
}
