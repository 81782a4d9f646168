namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>How sales and the warehouse treat a line. The first rule that fits a line counts; absent conditions fit all.</summary>
public sealed record DecisionRule
{
    /// <summary>Fits this order only; null for all.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>Fits this article only, with or without leading zeros; null for all.</summary>
    public string? Sku { get; init; }

    /// <summary>Fits this line number of the customer only; null for all.</summary>
    public int? LineNumber { get; init; }

    /// <summary>The decision.</summary>
    public LineDecision Decision { get; init; }

    /// <summary>Confirmed pieces of a <see cref="LineDecision.Partial"/>; null for half, rounded down.</summary>
    public int? Confirmed { get; init; }

    /// <summary>New net price of a <see cref="LineDecision.PriceChange"/> or substitute; null for 5 % more, or the substitute's price.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>The article that a <see cref="LineDecision.Substitute"/> delivers; null for the one the price file names.</summary>
    public string? SubstituteSku { get; init; }

    /// <summary>Reason of a rejection, a code of the distributor; default LINES_REJECTED.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>Text of a rejection for a person; null for the usual one.</summary>
    public string? Text { get; init; }

    /// <summary>Despatch Advices that the confirmed pieces are spread over; default 1.</summary>
    public int Shipments { get; init; } = 1;

    /// <summary>Cartons of the line in each shipment, each with a tracking number of its own; null for the usual packing.</summary>
    public int? Cartons { get; init; }

    /// <summary>Whether the back-ordered rest comes in the end; default yes.</summary>
    public bool BackOrderComes { get; init; } = true;

    internal bool Fits(PlacedOrder order, PlacedLine line) =>
        (PurchaseOrderNumber is null || PurchaseOrderNumber == order.PurchaseOrderNumber)
        && (Sku is null || Sku.TrimStart('0') == line.RequestedSku)
        && (LineNumber is null || LineNumber == line.Number);
}
