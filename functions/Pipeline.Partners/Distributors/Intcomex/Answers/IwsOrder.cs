using Pipeline.Core.Issues;

namespace Pipeline.Partners.Distributors.Intcomex.Answers;

/// <summary>An order at Intcomex: the answer to <c>placeorder</c>, <c>getorder</c> and <c>cancelorder</c>, and what <c>getorders</c> lists.</summary>
internal sealed record IwsOrder
{
    /// <summary>Intcomex's number.</summary>
    public required string Number { get; init; }

    /// <summary>Our number; null when there is none.</summary>
    public string? CustomerOrderNumber { get; init; }

    /// <summary>Day of the order, as it is called at Intcomex.</summary>
    public DateOnly? Date { get; init; }

    public required IwsOrderState State { get; init; }

    public bool OnHold { get; init; }

    public string? HoldId { get; init; }

    public string? HoldReason { get; init; }

    /// <summary>Intcomex's code of the currency of all amounts.</summary>
    public string? CurrencyId { get; init; }

    public decimal? Subtotal { get; init; }

    public decimal? Tax { get; init; }

    public decimal? ShippingFee { get; init; }

    public decimal? Total { get; init; }

    /// <summary>Number on the printed invoice; null before there is one.</summary>
    public string? PrintedInvoiceNumber { get; init; }

    /// <summary>Serial numbers of the whole order; there are none before it is invoiced.</summary>
    public IReadOnlyList<string> SerialNumbers { get; init; } = [];

    public IReadOnlyList<IwsOrderLine> Lines { get; init; } = [];

    /// <summary>Number of the picking list in the warehouse; null before there is one.</summary>
    public string? PickNumber { get; init; }

    /// <summary>Number of the packing list; null before there is one.</summary>
    public string? PackNumber { get; init; }

    /// <summary>Day of packing, or null.</summary>
    public DateOnly? PackDate { get; init; }

    public IReadOnlyList<IwsShipment> Shipments { get; init; } = [];

    /// <summary>Whether all of it is downloaded.</summary>
    public bool IsDownloaded => Lines.Count > 0 && Lines.All(static line => string.Equals(line.Type, "Downloadable", StringComparison.OrdinalIgnoreCase));

    /// <summary>What of it could not be read.</summary>
    public IReadOnlyList<Issue> Issues { get; init; } = [];

    /// <summary>Reads one; null without a number.</summary>
    public static IwsOrder? Read(IwsNode order)
    {
        int before = order.Issues.Count;
        return order.Text("OrderNumber") is not { } number ? null : new IwsOrder
        {
            Number = number,
            CustomerOrderNumber = order.Text("CustomerOrderNumber"),
            Date = order.Day("OrderDate"),
            State = IwsOrderState.Read(order),
            OnHold = order.Flag("OnHold") ?? false,
            HoldId = order.Text("HoldId"),
            HoldReason = order.Text("HoldReason"),
            CurrencyId = order.Object("Currency")?.Text("CurrencyId", "CurrencyCode") ?? order.Object("Total")?.Text("HomeCurrencyId"),
            Subtotal = order.Amount("Subtotal"),
            Tax = order.Amount("Tax"),
            ShippingFee = order.Amount("ShippingFee"),
            Total = order.Amount("Total"),
            PrintedInvoiceNumber = order.Text("PrintedInvoiceNumber"),
            SerialNumbers = [.. order.Texts("SerialNumbers")],
            PickNumber = order.Text("PickNumber"),
            PackNumber = order.Text("PackNumber"),
            PackDate = order.Day("PackDate"),
            Shipments = [.. order.Items("Shipments").Select(IwsShipment.Read)],
            Lines = [.. order.Items("Items").Select(IwsOrderLine.Read)],
            Issues = [.. order.Issues.Skip(before)],
        };
    }
}

/// <summary>A line of an order at Intcomex.</summary>
internal sealed record IwsOrderLine
{
    public int? LineNumber { get; init; }

    /// <summary>What we called the line when we ordered it, or null.</summary>
    public string? StoreItemId { get; init; }

    public string? Sku { get; init; }

    public string? Mpn { get; init; }

    public string? Type { get; init; }

    /// <summary>Pieces; null when it could not be read.</summary>
    public int? Quantity { get; init; }

    public string? LocationId { get; init; }

    public decimal? UnitPrice { get; init; }

    public decimal? ExtendedPrice { get; init; }

    public static IwsOrderLine Read(IwsNode line) => new()
    {
        LineNumber = line.Whole("LineNumber"),
        StoreItemId = line.Text("StoreItemId"),
        Sku = (line.Object("Product") ?? line).Text("Sku", "LocalSku"),
        Mpn = (line.Object("Product") ?? line).Text("Mpn"),
        Type = (line.Object("Product") ?? line).Text("Type"),
        Quantity = line.Whole("Quantity"),
        LocationId = line.Text("LocationId"),
        UnitPrice = line.Amount("UnitPrice"),
        ExtendedPrice = line.Amount("ExtendedPrice"),
    };
}
