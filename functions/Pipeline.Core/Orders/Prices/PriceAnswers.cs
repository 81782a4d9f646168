using Pipeline.Core.Catalog;

namespace Pipeline.Core.Orders.Prices;

/// <summary>Answers to a P&amp;A enquiry of any length.</summary>
/// <param name="Items">One answer per query, in the order asked.</param>
/// <param name="Problem">Why items have the status <c>NOT_ANSWERED</c>, or null when every call succeeded.</param>
public sealed record PriceAnswers(IReadOnlyList<PriceAnswer> Items, CallIssue? Problem);

/// <summary>The answer to one <see cref="PriceQuery"/>.</summary>
public sealed record PriceAnswer
{
    /// <summary>Status of an item that was found.</summary>
    public const string Ok = "OK";

    /// <summary>The question.</summary>
    public required PriceQuery Query { get; init; }

    /// <summary><see cref="Ok"/>, or why the item could not be answered, for example <c>SKU_NOT_FOUND</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The distributor's words for the status, or null.</summary>
    public string? StatusText { get; init; }

    /// <summary>The article found, or null.</summary>
    public DistributorSku? Sku { get; init; }

    /// <summary>The maker's part number, or null.</summary>
    public string? ManufacturerPartNumber { get; init; }

    /// <summary>EAN or UPC as sent, or null.</summary>
    public string? Gtin { get; init; }

    /// <summary>Short description, perhaps cut; the catalogue's text is better.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the distributor calls the article available, or null when it does not say.</summary>
    public bool? IsAvailable { get; init; }

    /// <summary>Whether the article is sold from stock only, or null when it does not say.</summary>
    public bool? IsDiscontinued { get; init; }

    /// <summary>Whether a back-order is taken, or null when it does not say.</summary>
    public bool? AcceptsBackOrder { get; init; }

    /// <summary>Net unit price at the quantity asked, without VAT and fees; null when empty or zero.</summary>
    public Money? UnitPrice { get; init; }

    /// <summary>Fees per piece (levies, recycling) without VAT, or null.</summary>
    public decimal? Fees { get; init; }

    /// <summary>Whether the price is a special one.</summary>
    public bool IsSpecialPrice { get; init; }

    /// <summary>Stock by warehouse; may be empty.</summary>
    public IReadOnlyList<PlantAvailability> Plants { get; init; } = [];

    /// <summary>Time the answer was received, UTC. An answer from the cache keeps the time of the call.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The recorded exchange the answer came in, also when it was kept since then; or null.</summary>
    public string? ExchangeId { get; init; }

    /// <summary>Pieces on stock in all warehouses.</summary>
    public int Available => Plants.Sum(plant => plant.Available);

    /// <summary>Found and with a price above zero.</summary>
    public bool IsSellable => Status == Ok && UnitPrice is not null;
}

/// <summary>What one warehouse has.</summary>
/// <param name="Plant">Its code.</param>
/// <param name="Description">Its name, or null.</param>
/// <param name="Available">Pieces on stock, never negative: a negative or unreadable figure counts as 0.</param>
/// <param name="OnOrder">Pieces on their way in, never negative.</param>
/// <param name="Expected">Day the inbound pieces are due, or null.</param>
public sealed record PlantAvailability(string Plant, string? Description, int Available, int OnOrder, DateOnly? Expected);
