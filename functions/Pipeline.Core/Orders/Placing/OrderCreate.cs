using Pipeline.Core.Messages;
using Pipeline.Core.Catalog;

namespace Pipeline.Core.Orders.Placing;

/// <summary>The message that orders goods at stated prices.</summary>
public sealed record OrderCreate
{
    /// <summary>Our number: idempotency key, stored before the message is sent.</summary>
    public required PurchaseOrderNumber PurchaseOrderNumber { get; init; }

    /// <summary>Day of the order, at our place.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The end user's reference (a marketplace's order id), printed for them; null for none.</summary>
    public string? EndUserReference { get; init; }

    /// <summary>ISO 4217 code of all prices.</summary>
    public required string Currency { get; init; }

    /// <summary>Where the goods go.</summary>
    public required DeliveryAddress ShipTo { get; init; }

    /// <summary>Preferred day of delivery, or null.</summary>
    public DateOnly? RequestedDeliveryDate { get; init; }

    /// <summary>The distributor's code of the carrier; null for the account's usual one.</summary>
    public string? CarrierCode { get; init; }

    /// <summary>Whether what is not on stock is kept on order.</summary>
    public bool AllowBackOrder { get; init; } = true;

    /// <summary>Whether the order may come from several warehouses.</summary>
    public bool AllowSplit { get; init; } = true;

    /// <summary>Whether everything must come in one shipment.</summary>
    public bool ShipComplete { get; init; }

    /// <summary>Whether the distributor parks the order (tests).</summary>
    public bool Hold { get; init; }

    /// <summary>1 to 200 lines with different numbers.</summary>
    public required IReadOnlyList<OrderCreateLine> Lines { get; init; }
}

/// <summary>One line of an <see cref="OrderCreate"/>.</summary>
public sealed record OrderCreateLine
{
    /// <summary>Our line number.</summary>
    public required LineNumber LineNumber { get; init; }

    /// <summary>The distributor's article number; sent as compared, without leading zeros.</summary>
    public required DistributorSku Sku { get; init; }

    /// <summary>Pieces, above 0.</summary>
    public required int Quantity { get; init; }

    /// <summary>
    /// Our net price per piece in the order's currency. Outside the tolerance agreed with sales the line is rejected
    /// (<c>PRICE_MISMATCH</c>).
    /// </summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>The vendor's quote that gives a special price, or null.</summary>
    public string? SpecialBidNumber { get; init; }

    /// <summary>Comment for the sales staff, of the distributor's length; or null.</summary>
    public string? Text { get; init; }
}
