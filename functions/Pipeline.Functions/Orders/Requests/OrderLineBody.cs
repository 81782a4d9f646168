namespace Pipeline.Functions.Orders.Requests;

/// <summary>A line of an order. It names its article by exactly one of sku, gtin, or brand and mpn.</summary>
public sealed record OrderLineBody
{
    /// <summary>1 to 999, different on each line; absent: the lowest number that is free.</summary>
    public int? LineNumber { get; init; }

    /// <summary>Distributor to buy from; absent: the only one there is, or the best one for a gtin or mpn.</summary>
    public string? Distributor { get; init; }

    /// <summary>The distributor's article number, with or without leading zeros.</summary>
    public string? Sku { get; init; }

    /// <summary>EAN or UPC, with a valid check digit.</summary>
    public string? Gtin { get; init; }

    /// <summary>Maker, together with mpn.</summary>
    public string? Brand { get; init; }

    /// <summary>The maker's part number, together with brand.</summary>
    public string? Mpn { get; init; }

    /// <summary>Pieces, 1 to 999,999.</summary>
    public required int Quantity { get; init; }

    /// <summary>Highest net price per piece to accept; for an order placed elsewhere, the price it was ordered at.</summary>
    public decimal? MaxUnitPrice { get; init; }

    /// <summary>The vendor's quote that gives a special price.</summary>
    public string? SpecialBidNumber { get; init; }
}
