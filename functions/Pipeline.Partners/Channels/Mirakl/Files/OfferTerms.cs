namespace Pipeline.Partners.Channels.Mirakl.Files;

/// <summary>What an operator takes of offers, from its own lists.</summary>
internal sealed record OfferTerms
{
    /// <summary>Codes of conditions.</summary>
    public IReadOnlySet<string> States { get; init; } = new HashSet<string>(["10", "11", "12", "13"], StringComparer.Ordinal);

    /// <summary>Codes of logistic classes.</summary>
    public IReadOnlySet<string> LogisticClasses { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Words for where goods lie; none lets any pass.</summary>
    public IReadOnlyList<string> WarehouseLocations { get; init; } = ["France", "Espana", "Europe", "Hors_Zone_EU"];

    /// <summary>Sales channels that may have prices of their own.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Most digits behind the point of a price.</summary>
    public int PriceDecimals { get; init; } = 2;

    /// <summary>Most days until an order leaves.</summary>
    public int LeadTimeMax { get; init; } = 7;

    /// <summary>Whether sellers may say how long they need.</summary>
    public bool TakesLeadTime { get; init; } = true;

    /// <summary>Whether a discount needs its first and last day.</summary>
    public bool NeedsDiscountPeriod { get; init; }

    /// <summary>Whether a discount that is over is refused.</summary>
    public bool RefusesPastDiscounts { get; init; }

    /// <summary>Name of the column of the months of warranty; null where there is none.</summary>
    public string? WarrantyColumn { get; init; } = OfferColumns.Warranty;

    /// <summary>Name of the column of where goods lie; null where there is none.</summary>
    public string? WarehouseColumn { get; init; } = OfferColumns.WarehouseLocation;

    /// <summary>The day in the store's time zone.</summary>
    public DateOnly Today { get; init; }
}
