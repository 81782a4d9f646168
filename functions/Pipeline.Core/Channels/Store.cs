namespace Pipeline.Core.Channels;

/// <summary>One configured connection to a channel, as its settings have it. It holds no secret: those stay with the channel.</summary>
public sealed record Store
{
    /// <summary>Longest acceptance of an order in any store, from its creation.</summary>
    public static readonly TimeSpan LongestAcceptance = TimeSpan.FromDays(5);

    /// <summary>Its name in settings, addresses, keys and stored rows: lower-case letters, digits and dashes, at most 30. It never changes.</summary>
    public required string Code { get; init; }

    /// <summary>Kind of channel, see <see cref="IChannel.Kind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>What people call it.</summary>
    public string Name { get => field ?? Code; init; }

    /// <summary>Root of the shop or of the marketplace, nothing of the API's path; null when it is not set.</summary>
    public Uri? Url { get; init; }

    /// <summary>Mode while nobody has chosen one; operators change it later.</summary>
    public StoreMode Mode { get; init; }

    /// <summary>IANA id: schedules and days of discounts are read in it.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Currency of its prices, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Code of the sales channel that <see cref="Offers.Offer.Price"/> is for; null where the store has but one.</summary>
    public string? Channel { get; init; }

    /// <summary>Codes of further sales channels with prices of their own, for example of another country.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Pieces that are never offered.</summary>
    public int SafetyStock { get; init; }

    /// <summary>Most days until an order leaves; an offer with more is held.</summary>
    public int LeadTimeMax { get; init; } = 7;

    /// <summary>How long an order may wait for its acceptance, at most <see cref="LongestAcceptance"/>.</summary>
    public TimeSpan AcceptWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Who accepts orders.</summary>
    public OrderAcceptance Acceptance { get; init; }

    /// <summary>How long a customer may wait for an answer.</summary>
    public TimeSpan ReplyWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Orders created before are not taken; null takes all.</summary>
    public DateTimeOffset? OrdersFrom { get; init; }

    /// <summary>Which articles become listings by themselves; null: none does.</summary>
    public StoreAssortment? Assortment { get; init; }

    /// <summary>What offers say that neither the article nor the listing does.</summary>
    public OfferDefaults Defaults { get; init; } = new();

    /// <summary>VAT in percent that prices contain; 0 for prices without.</summary>
    public decimal VatPercent { get; init; }

    /// <summary>Legal text at the foot of invoices made for it; null for none.</summary>
    public string? LegalFooter { get; init; }
}

/// <summary>Whether a store is written to, spelled in camel case in JSON and tables.</summary>
public enum StoreMode
{
    /// <summary>It is read; what would be written to it is recorded only.</summary>
    Test,

    /// <summary>It is read and written.</summary>
    Live,
}

/// <summary>Who accepts the orders of a store.</summary>
public enum OrderAcceptance
{
    /// <summary>The pipeline, where all lines can be had.</summary>
    Auto,

    /// <summary>A person.</summary>
    Manual,
}

/// <summary>What offers say that neither the article nor the listing does; null members are left out.</summary>
public sealed record OfferDefaults
{
    /// <summary>Code of the condition of goods.</summary>
    public string? State { get; init; }

    /// <summary>Days until an order leaves.</summary>
    public int? LeadTime { get; init; }

    /// <summary>Months of warranty.</summary>
    public int? WarrantyMonths { get; init; }

    /// <summary>Where the goods lie, in the channel's word.</summary>
    public string? WarehouseLocation { get; init; }

    /// <summary>Code of the logistic class.</summary>
    public string? LogisticClass { get; init; }
}
