namespace Pipeline.Partners.Channels.Mirakl.Orders;

/// <summary>A line of an order.</summary>
internal sealed record MarketplaceOrderLine
{
    public required string OrderLineId { get; init; }

    public int OrderLineIndex { get; init; }

    public string? OrderLineState { get; init; }

    public string? OrderLineStateReasonCode { get; init; }

    public string? OfferId { get; init; }

    /// <summary>Our number of the offer.</summary>
    public string? OfferSku { get; init; }

    public string? ProductSku { get; init; }

    public string? ProductTitle { get; init; }

    public required int Quantity { get; init; }

    /// <summary>What the customer pays a piece.</summary>
    public required decimal PriceUnit { get; init; }

    /// <summary>Price of a piece before discounts.</summary>
    public decimal? OriginUnitPrice { get; init; }

    /// <summary>Price of the line without shipping.</summary>
    public decimal Price { get; init; }

    public decimal ShippingPrice { get; init; }

    public decimal TotalPrice { get; init; }

    public decimal TotalCommission { get; init; }

    public bool CanRefund { get; init; }

    public IReadOnlyList<OrderTax> Taxes { get => field ?? []; init; }

    public IReadOnlyList<OrderTax> ShippingTaxes { get => field ?? []; init; }

    public IReadOnlyList<OrderReduction> Refunds { get => field ?? []; init; }

    public IReadOnlyList<OrderReduction> Cancelations { get => field ?? []; init; }

    public DateTimeOffset? DebitedDate { get; init; }

    public DateTimeOffset? ShippedDate { get; init; }

    public DateTimeOffset? ReceivedDate { get; init; }
}

internal sealed record OrderTax(string Code, decimal? Amount, decimal? Rate);

/// <summary>What was cancelled or refunded of a line.</summary>
/// <param name="Id">Its id.</param>
internal sealed record OrderReduction(string? Id)
{
    public decimal? Amount { get; init; }

    public decimal? ShippingAmount { get; init; }

    public int? Quantity { get; init; }

    public string? ReasonCode { get; init; }

    public DateTimeOffset? CreatedDate { get; init; }
}
