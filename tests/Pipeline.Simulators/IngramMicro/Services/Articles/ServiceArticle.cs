namespace Pipeline.Simulators.IngramMicro.Services.Articles;

/// <summary>An article as the services know it.</summary>
public sealed record ServiceArticle
{
    /// <summary>Article number without leading zeros.</summary>
    public required string Sku { get; init; }

    /// <summary>The maker's part number.</summary>
    public string VendorPartNumber { get; init; } = string.Empty;

    /// <summary>EAN or UPC as the host knows it, or empty.</summary>
    public string Ean { get; init; } = string.Empty;

    /// <summary>Description, at most 40 characters.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>Net price, or null for none; 0 is a price that cannot be ordered at.</summary>
    public decimal? Price { get; init; }

    /// <summary>Whether the price is a special one.</summary>
    public bool IsSpecialPrice { get; init; }

    /// <summary>Levies per piece.</summary>
    public ArticleFees Fees { get; init; } = new(0, 0, 0, 0);

    /// <summary>Whether it carries the reduced VAT rate (books), not the standard one.</summary>
    public bool HasReducedVat { get; init; }

    /// <summary>Weight in kilograms; 0 when unknown or a licence.</summary>
    public decimal WeightKilograms { get; init; }

    /// <summary>Whether it is no longer sold.</summary>
    public bool IsDiscontinued { get; init; }

    /// <summary>The article to order instead, without leading zeros, or null.</summary>
    public string? SubstituteSku { get; init; }

    /// <summary>Whether back-orders are taken: not of licences, nor of what is no longer sold.</summary>
    public bool AcceptsBackOrder { get; init; } = true;

    /// <summary>Whether pieces have serial numbers; from the files: what has weight and the standard VAT rate (own assumption).</summary>
    public bool HasSerialNumbers { get; init; } = true;

    /// <summary>Stock by warehouse.</summary>
    public IReadOnlyList<PlantOfArticle> Plants { get; init; } = [];

    /// <summary>The article number as messages show it: 18 digits.</summary>
    public string SkuAsShown => Sku.PadLeft(18, '0');

    /// <summary>Pieces that can be sold now: positive quantities only.</summary>
    public int Available => Plants.Sum(plant => Math.Max(0, plant.Available));
}
