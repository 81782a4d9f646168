namespace Pipeline.Simulators.Intcomex.Products;

/// <summary>A product as it is sold; units and prices that change are on the <see cref="Shelf"/>.</summary>
public sealed record IwsProduct
{
    /// <summary>Type of what is sent by post.</summary>
    public const string Physical = "Physical";

    /// <summary>Type of what is downloaded (ESD).</summary>
    public const string Downloadable = "Downloadable";

    /// <summary>Intcomex's key: two letters, three digits, three letters, two digits.</summary>
    public required string Sku { get; init; }

    /// <summary>The maker's part number.</summary>
    public required string Mpn { get; init; }

    /// <summary>Name of the brand; its id is made of its first three letters.</summary>
    public required string Brand { get; init; }

    /// <summary>Path of categories, from the widest: id and Spanish name.</summary>
    public required IReadOnlyList<(string Id, string Name)> Category { get; init; }

    /// <summary>Spanish text; also the title.</summary>
    public required string Description { get; init; }

    /// <summary>English text.</summary>
    public required string English { get; init; }

    /// <summary>Physical, License, Warranty or Downloadable.</summary>
    public string Type { get; init; } = Physical;

    /// <summary>Product line, or null.</summary>
    public string? ProductLine { get; init; }

    /// <summary>Model, or null.</summary>
    public string? Model { get; init; }

    /// <summary>Made in the last six months.</summary>
    public bool IsNew { get; init; }

    /// <summary>UPC or EAN, or null.</summary>
    public string? Upc { get; init; }

    /// <summary>Price before tax, in dollars, at the start.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>Price without discount when it is on sale, or null.</summary>
    public decimal? OriginalPrice { get; init; }

    /// <summary>Units at the start; 0 for what is downloaded.</summary>
    public int Stock { get; init; }

    /// <summary>At most so many units are shown, and then <c>RealStockValue</c> is false; null for no limit.</summary>
    public int? ShownAtMost { get; init; }

    /// <summary>Warehouses; the first has four fifths of the units. Null: not shown.</summary>
    public IReadOnlyList<string>? Locations { get; init; }

    /// <summary>Whether the customer may see and buy it.</summary>
    public bool IsAuthorised { get; init; } = true;

    /// <summary>Whether it is still sold.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Most units of an order, or null.</summary>
    public int? MaximumQuantity { get; init; }

    /// <summary>Skus of a kit.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>Weight in pounds, or null for no measurements.</summary>
    public decimal? Weight { get; init; }

    /// <summary>Images of the extended catalogue: address and whether it is the main one.</summary>
    public IReadOnlyList<(string Url, bool IsMain)> Images { get; init; } = [];

    /// <summary>Specifications of the extended catalogue: <c>group / name</c> and value.</summary>
    public IReadOnlyList<(string Name, string Value)> Specifications { get; init; } = [];

    /// <summary>Whether it has serial numbers.</summary>
    public bool HasSerialNumbers => Type == Physical && Weight is not null;
}
