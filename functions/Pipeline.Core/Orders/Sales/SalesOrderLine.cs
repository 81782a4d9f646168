namespace Pipeline.Core.Orders.Sales;

/// <summary>One line a customer or channel wants: an article by one of three keys.</summary>
public sealed record SalesOrderLine
{
    /// <summary>Our line number.</summary>
    public required LineNumber LineNumber { get; init; }

    /// <summary>Distributor demanded, or null to choose one.</summary>
    public string? Distributor { get; init; }

    /// <summary>That distributor's article number, or null.</summary>
    public string? Sku { get; init; }

    /// <summary>EAN or UPC, or null.</summary>
    public string? Gtin { get; init; }

    /// <summary>Maker, together with <see cref="ManufacturerPartNumber"/>; or null.</summary>
    public string? Brand { get; init; }

    /// <summary>The maker's part number, or null.</summary>
    public string? ManufacturerPartNumber { get; init; }

    /// <summary>Pieces, above 0.</summary>
    public required int Quantity { get; init; }

    /// <summary>Highest net price per piece we accept, or null.</summary>
    public decimal? MaxUnitPrice { get; init; }

    /// <summary>The vendor's quote, or null.</summary>
    public string? SpecialBidNumber { get; init; }
}
