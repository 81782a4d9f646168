namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>All purchases. Orders and lines are read and changed under <see cref="Gate"/> only.</summary>
internal sealed class OrderBook
{
    private readonly List<PlacedOrder> orders = [];

    public Lock Gate { get; } = new();

    /// <summary>All purchases, oldest first.</summary>
    public IReadOnlyList<PlacedOrder> All
    {
        get
        {
            lock (Gate)
            {
                return [.. orders];
            }
        }
    }

    /// <summary>Purchases under a number, oldest first.</summary>
    public IReadOnlyList<PlacedOrder> Find(string purchaseOrderNumber)
    {
        lock (Gate)
        {
            return [.. orders.Where(order => order.PurchaseOrderNumber == purchaseOrderNumber)];
        }
    }

    /// <summary>Adds a purchase unless the number was used and may not be used twice; check and entry are one step.</summary>
    /// <param name="order">The purchase.</param>
    /// <param name="mayRepeat">Asked only when the number was used before.</param>
    public bool TryAdd(PlacedOrder order, Func<bool> mayRepeat)
    {
        lock (Gate)
        {
            bool isNew = !orders.Exists(known => known.PurchaseOrderNumber == order.PurchaseOrderNumber) || mayRepeat();
            if (isNew)
            {
                orders.Add(order);
            }

            return isNew;
        }
    }

    public void Clear()
    {
        lock (Gate)
        {
            orders.Clear();
        }
    }
}
