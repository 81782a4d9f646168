using Pipeline.Core.Catalog;

namespace Pipeline.Core.Orders.Placing;

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
