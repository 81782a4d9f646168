namespace Pipeline.Partners.Distributors.Intcomex.Answers;

/// <summary>A product as <c>getproduct</c> and <c>getproducts</c> give it: what an order asks about.</summary>
internal sealed record IwsProduct
{
    /// <summary>Intcomex's key; older answers call it <c>LocalSku</c>.</summary>
    public required string Sku { get; init; }

    public string? Mpn { get; init; }

    public string? Upc { get; init; }

    public string? Description { get; init; }

    /// <summary><c>Physical</c>, <c>License</c>, <c>Warranty</c>, or <c>Downloadable</c>, which the maker delivers.</summary>
    public string? Type { get; init; }

    /// <summary>Units at the time of the call, never negative; null when it was not said or could not be read.</summary>
    public int? InStock { get; init; }

    /// <summary>Whether there may be more units than <see cref="InStock"/>.</summary>
    public bool IsFloor { get; init; }

    /// <summary>Units by warehouse, never negative; empty unless Intcomex shows them to us.</summary>
    public IReadOnlyList<(string Id, int Stock)> Locations { get; init; } = [];

    /// <summary>Cost per piece before tax, as sent; null when it was not said or could not be read.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>Intcomex's code of its currency.</summary>
    public string? CurrencyId { get; init; }

    /// <summary>Whether it is delivered electronically by the maker: there is no stock that could be short.</summary>
    public bool IsUnlimited => string.Equals(Type, "Downloadable", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads one; null without a key.</summary>
    public static IwsProduct? Read(IwsNode product)
    {
        // The description of the service has the price flat, its samples nested.
        IwsNode price = product.Object("Price") ?? product;
        return product.Text("Sku", "LocalSku") is not { } sku ? null : new IwsProduct
        {
            Sku = sku,
            Mpn = product.Text("Mpn"),
            Upc = product.Text("Upc"),
            Description = product.Text("Description"),
            Type = product.Text("Type"),
            InStock = product.Whole("InStock") is { } units ? Math.Max(0, units) : null,
            IsFloor = product.Flag("RealStockValue") == false,
            Locations = [.. product.Items("Locations").Select(static location => (location.Text("Id") ?? "?", Math.Max(0, location.Whole("Stock") ?? 0)))],
            UnitPrice = price.Number("UnitPrice"),
            CurrencyId = price.Text("CurrencyId"),
        };
    }
}
