using System.Globalization;
using Pipeline.Simulators.Intcomex.Calls;
using Pipeline.Simulators.Intcomex.Products;

namespace Pipeline.Simulators.Intcomex.Orders;

/// <summary>The orders that were placed, moved by the clock whenever somebody looks. Safe for several threads.</summary>
public sealed class OrderBook
{
    /// <summary>Status of what is cancelled.</summary>
    public const int Cancelled = 6;

    private const int InvoicedStatus = 5;
    private const int FirstNumber = 7_003_141;
    private const int FirstInvoice = 500_921;

    private readonly Lock gate = new();
    private readonly Shelf shelf;
    private readonly TimeProvider clock;
    private readonly decimal creditLine;
    private readonly Dictionary<string, PlacedOrder> orders = [];
    private readonly HashSet<string> held = [];
    private decimal credit;
    private int numbers;
    private int invoices;

    internal OrderBook(Shelf shelf, TimeProvider clock, decimal credit)
    {
        (this.shelf, this.clock, this.credit) = (shelf, clock, credit);
        creditLine = credit;
    }

    /// <summary>All orders as they are now, in the order of their numbers.</summary>
    public IReadOnlyList<PlacedOrder> All
    {
        get
        {
            lock (gate)
            {
                Advance();
                return [.. orders.Values.OrderBy(order => order.OrderNumber, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>What is left of the credit line.</summary>
    public decimal Credit
    {
        get
        {
            lock (gate)
            {
                Advance();
                return credit;
            }
        }
    }

    /// <summary>How many orders each customer order number has brought; more than one is never right.</summary>
    public IReadOnlyDictionary<string, int> Counts =>
        All.GroupBy(order => order.CustomerOrderNumber).ToDictionary(orders => orders.Key, orders => orders.Count());

    /// <summary>The order with a number, theirs or else ours (the first of them), or null.</summary>
    public PlacedOrder? Find(string number) =>
        All is var all && all.FirstOrDefault(order => order.OrderNumber == number) is { } theirs
            ? theirs
            : number.Length > 0 ? all.FirstOrDefault(order => order.CustomerOrderNumber == number) : null;

    /// <summary>Makes an order something else, as a clerk may do: lines, tax, invoice, numbers.</summary>
    /// <returns>The changed order, or null when there is none with this number.</returns>
    public PlacedOrder? Change(string number, Func<PlacedOrder, PlacedOrder> change)
    {
        lock (gate)
        {
            return Find(number) is { } order ? orders[order.OrderNumber] = change(order) : null;
        }
    }

    /// <summary>Gives an order a status and lets it stay there; 6 gives stock and credit back, 5 makes the invoice.</summary>
    public PlacedOrder? Move(string number, int status)
    {
        lock (gate)
        {
            return Find(number) is { } order ? orders[order.OrderNumber] = Enter(order with { OnHold = false, Course = [] }, status, clock.GetUtcNow()) : null;
        }
    }

    /// <summary>Ends the hold of an order.</summary>
    public PlacedOrder? Release(string number) =>
        Change(number, order => order.OnHold ? order with { OnHold = false, Since = clock.GetUtcNow() } : order);

    /// <summary>Loses an order, as if it had never been.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string number)
    {
        lock (gate)
        {
            return Find(number) is { } order && orders.Remove(order.OrderNumber);
        }
    }

    /// <summary>Holds a customer order number for a request until <see cref="Free"/>.</summary>
    /// <exception cref="IwsRefusal">92: another request holds it; 90: an order has it.</exception>
    internal void Hold(string number, bool allowsRepeated)
    {
        lock (gate)
        {
            if (held.Contains(number))
            {
                throw new IwsRefusal(
                    92, $"Customer order number {number} has already been used in another request. Please wait for that request to finish.");
            }

            if (!allowsRepeated && orders.Values.FirstOrDefault(order => order.CustomerOrderNumber == number) is { } known)
            {
                throw new IwsRefusal(90, $"Customer order number {number} is already assigned to order {known.OrderNumber}");
            }

            _ = held.Add(number);
        }
    }

    internal void Free(string number)
    {
        lock (gate)
        {
            _ = held.Remove(number);
        }
    }

    /// <summary>Takes stock and credit and makes the order, or does nothing at all.</summary>
    /// <exception cref="IwsRefusal">23: stock; 660: credit.</exception>
    internal PlacedOrder Place(PlacedOrder draft, bool isCreditGone)
    {
        lock (gate)
        {
            Advance();
            foreach (IGrouping<string, PlacedLine> lines in draft.Lines.GroupBy(line => line.Sku))
            {
                DemandStock(lines.First(), lines.Sum(line => line.Quantity));
            }

            if (isCreditGone || draft.Total > credit)
            {
                throw new IwsRefusal(660);
            }

            foreach (PlacedLine line in draft.Lines)
            {
                shelf.Take(line.Product, line.Quantity);
            }

            credit -= draft.Total;
            string number = (FirstNumber + numbers++).ToString(CultureInfo.InvariantCulture);
            return orders[number] = draft with { OrderNumber = number };
        }
    }

    /// <summary>Cancels an order that is not ready yet.</summary>
    /// <exception cref="IwsRefusal">30: unknown; 39: too late.</exception>
    internal PlacedOrder Cancel(string number)
    {
        lock (gate)
        {
            PlacedOrder order = All.FirstOrDefault(known => known.OrderNumber == number) ?? throw new IwsRefusal(30, null, ("OrderNumber", number));
            return order.Status <= 3
                ? orders[number] = Enter(order with { OnHold = false, Course = [] }, Cancelled, clock.GetUtcNow())
                : throw new IwsRefusal(39);
        }
    }

    internal void Clear()
    {
        lock (gate)
        {
            orders.Clear();
            held.Clear();
            (credit, numbers, invoices) = (creditLine, 0, 0);
        }
    }

    private void DemandStock(PlacedLine line, int quantity)
    {
        int there = line.LocationId is { } location
            ? ProductJson.UnitsAt(line.Product, location, shelf.Stock(line.Product))
            : shelf.Stock(line.Product);
        if (line.Product.Type != IwsProduct.Downloadable && there < quantity)
        {
            throw new IwsRefusal(
                23,
                $"Insufficient available stock for adding SKU {line.Sku} to the order.",
                ("Sku", line.Sku),
                ("QuantityAttempted", quantity.ToString(CultureInfo.InvariantCulture)),
                ("CurrentStock", there.ToString(CultureInfo.InvariantCulture)),
                ("LocationId", line.LocationId));
        }
    }

    private void Advance()
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach (PlacedOrder order in orders.Values.Where(order => order.OnHold || order.Course.Count > 0).ToList())
        {
            orders[order.OrderNumber] = Advance(order, now);
        }
    }

    private PlacedOrder Advance(PlacedOrder order, DateTimeOffset now)
    {
        if (order.OnHold && order.HeldUntil is { } end && end <= now)
        {
            order = order with { OnHold = false, Since = end };
        }

        while (!order.OnHold && order.Course is [var next, ..] && order.Since + next.After <= now)
        {
            order = Enter(order with { Course = [.. order.Course.Skip(1)] }, next.Status, order.Since + next.After);
        }

        return order;
    }

    private PlacedOrder Enter(PlacedOrder order, int status, DateTimeOffset at)
    {
        if (status == Cancelled && order.Status != Cancelled)
        {
            credit += order.Total;
            foreach (PlacedLine line in order.Lines)
            {
                shelf.Take(line.Product, -line.Quantity);
            }
        }

        if (status == InvoicedStatus && order.InvoiceNumber is null)
        {
            order = order with
            {
                InvoiceNumber = (FirstInvoice + invoices++).ToString(CultureInfo.InvariantCulture),
                InvoicedAt = at,
                SerialNumbers = [.. Serials(order).Skip(order.IsShortOfSerials ? 1 : 0)],
            };
        }

        return order with { Status = status, Since = at };
    }

    private static IEnumerable<string> Serials(PlacedOrder order) => order.Lines
        .Where(line => line.Product.HasSerialNumbers)
        .SelectMany(line => Enumerable.Range(1, line.Quantity).Select(unit => string.Create(
            CultureInfo.InvariantCulture, $"{string.Concat(line.Product.Mpn.Where(char.IsAsciiLetterOrDigit))}{order.OrderNumber}{line.LineNumber:D2}{unit:D3}")));
}
