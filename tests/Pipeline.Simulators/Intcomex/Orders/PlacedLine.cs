using Pipeline.Simulators.Intcomex.Products;

namespace Pipeline.Simulators.Intcomex.Orders;

/// <summary>A line of a placed order.</summary>
public sealed record PlacedLine
{
    /// <summary>From 1.</summary>
    public required int LineNumber { get; init; }

    /// <summary>What was ordered.</summary>
    public required string Sku { get; init; }

    /// <summary>Units.</summary>
    public required int Quantity { get; init; }

    /// <summary>Price before tax, in the order's currency.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>Warehouse, or null.</summary>
    public string? LocationId { get; init; }

    /// <summary>The shop's own name for the line, or null.</summary>
    public string? StoreItemId { get; init; }

    /// <summary>Price of the line in cents.</summary>
    public decimal ExtendedPrice => Math.Round(UnitPrice * Quantity, 2, MidpointRounding.AwayFromZero);

    internal IwsProduct Product { get; init; } = null!;
}
