using Pipeline.Core.Catalog;

namespace Pipeline.Core.Orders.Purchasing;

/// <summary>One line as ordered.</summary>
public sealed record PurchaseOrderLine
{
    /// <summary>Our line number; the one of the sales order line it serves.</summary>
    public required LineNumber LineNumber { get; init; }

    /// <summary>The distributor's article number.</summary>
    public required DistributorSku Sku { get; init; }

    /// <summary>Pieces, above 0.</summary>
    public required int Quantity { get; init; }

    /// <summary>Our net price per piece in the order's currency.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>The vendor's quote, or null.</summary>
    public string? SpecialBidNumber { get; init; }
}
