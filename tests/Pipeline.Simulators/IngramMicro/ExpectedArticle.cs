namespace Pipeline.Simulators.IngramMicro;

/// <summary>What a correct pipeline shows for one SKU after it read the files.</summary>
public sealed record ExpectedArticle
{
    /// <summary>SKU as compared: digits without leading zeros.</summary>
    public required string Sku { get; init; }

    /// <summary>SKU as the price file shows it: 18 digits.</summary>
    public required string SkuAsShown { get; init; }

    /// <summary>Manufacturer part number.</summary>
    public required string ManufacturerPartNumber { get; init; }

    /// <summary>Thirteen digits with a right check digit (a UPC-12 gets a leading zero), or null.</summary>
    public required string? Gtin { get; init; }

    /// <summary>Vendor name without spaces and no-break spaces around it.</summary>
    public required string Brand { get; init; }

    /// <summary>Short description.</summary>
    public required string Description { get; init; }

    /// <summary>Names of the three category levels; empty where the price file has none.</summary>
    public required IReadOnlyList<string> CategoryNames { get; init; }

    /// <summary>Lowest positive price of the SKU's standard rows in EUR; null where none is orderable.</summary>
    public required decimal? Price { get; init; }

    /// <summary>
    /// Why it cannot be sold: <c>NO_PRICE</c> (X or empty on every row), <c>ZERO_PRICE</c>, <c>INACTIVE</c>; null if it can.
    /// </summary>
    public required string? NotSellableReason { get; init; }

    /// <summary>Sum of the positive quantities of its plants; after a stock file without header, that file's, at least 0.</summary>
    public required int LocalStock { get; init; }

    /// <summary>European stock, counted once however many rows repeat it.</summary>
    public required int CentralStock { get; init; }

    /// <summary>Next delivery: null without a quantity or before the day of the file.</summary>
    public required DateOnly? NextDeliveryDate { get; init; }

    /// <summary>Quantity of the next delivery; null together with the date.</summary>
    public required int? NextDeliveryQuantity { get; init; }

    /// <summary>Copy levy in EUR.</summary>
    public required decimal MusicFee { get; init; }

    /// <summary>Recycling fee in EUR.</summary>
    public required decimal RecyclingFee { get; init; }

    /// <summary>Reprography levy in EUR.</summary>
    public required decimal DocumentFee { get; init; }

    /// <summary>Battery fee in EUR.</summary>
    public required decimal BatteryFee { get; init; }

    /// <summary>Price files in a row that did not list it. Inactive from the third on.</summary>
    public int MissedFiles { get; init; }

    /// <summary>Whether the article is active.</summary>
    public bool Active => MissedFiles < 3;
}
