using System.Text.Json.Serialization;

namespace Pipeline.Partners.Channels.Mirakl.Orders;

/// <summary>An order of a customer as the service gives it. Addresses may be missing before it is accepted or paid.</summary>
internal sealed record MarketplaceOrder
{
    public required string OrderId { get; init; }

    /// <summary>The customer's cart.</summary>
    public string? CommercialId { get; init; }

    /// <summary>State, in the service's word; see <see cref="MarketplaceOrderStates"/>.</summary>
    public required string OrderState { get; init; }

    public string? OrderStateReasonCode { get; init; }

    public string? OrderStateReasonLabel { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    public DateTimeOffset? LastUpdatedDate { get; init; }

    public DateTimeOffset? AcceptanceDecisionDate { get; init; }

    public DateTimeOffset? CustomerDebitedDate { get; init; }

    public DateTimeOffset? ShippingDeadline { get; init; }

    /// <summary>When the customer was told that it arrives.</summary>
    public DeliveryWindow? DeliveryDate { get; init; }

    public OrderChannel? Channel { get; init; }

    public string? CurrencyIsoCode { get; init; }

    /// <summary><c>TAX_INCLUDED</c> or <c>TAX_EXCLUDED</c>: what all prices mean.</summary>
    public string? OrderTaxMode { get; init; }

    public decimal Price { get; init; }

    public decimal ShippingPrice { get; init; }

    public decimal TotalPrice { get; init; }

    public decimal TotalCommission { get; init; }

    public string? PaymentWorkflow { get; init; }

    public bool CanCancel { get; init; }

    public bool CanShopShip { get; init; }

    public bool FullyRefunded { get; init; }

    public bool HasCustomerMessage { get; init; }

    public bool HasIncident { get; init; }

    public bool HasInvoice { get; init; }

    public OrderCustomer? Customer { get; init; }

    /// <summary>A mail address that takes no answers.</summary>
    public string? CustomerNotificationEmail { get; init; }

    public string? ShippingTypeCode { get; init; }

    public string? ShippingTypeLabel { get; init; }

    public string? ShippingZoneCode { get; init; }

    /// <summary>Pick-up point, or null.</summary>
    public string? ShippingPudoId { get; init; }

    public string? ShippingCarrierCode { get; init; }

    public string? ShippingCompany { get; init; }

    public string? ShippingTracking { get; init; }

    public string? ShippingTrackingUrl { get; init; }

    public IReadOnlyList<MarketplaceOrderLine> OrderLines { get => field ?? []; init; }

    /// <summary>Where it goes; null before it is told.</summary>
    public OrderAddress? ShippingAddress => Customer?.ShippingAddress;
}

internal sealed record DeliveryWindow(DateTimeOffset? Earliest, DateTimeOffset? Latest);

internal sealed record OrderChannel(string? Code, string? Label);

internal sealed record OrderCustomer
{
    public string? CustomerId { get; init; }

    public string? Firstname { get; init; }

    public string? Lastname { get; init; }

    /// <summary>Language and country, for example <c>fr_FR</c>.</summary>
    public string? Locale { get; init; }

    public OrderAddress? BillingAddress { get; init; }

    public OrderAddress? ShippingAddress { get; init; }
}

internal sealed record OrderAddress
{
    public string? Civility { get; init; }

    public string? Firstname { get; init; }

    public string? Lastname { get; init; }

    public string? Company { get; init; }

    [JsonPropertyName("company_2")]
    public string? Company2 { get; init; }

    [JsonPropertyName("street_1")]
    public string? Street1 { get; init; }

    [JsonPropertyName("street_2")]
    public string? Street2 { get; init; }

    public string? ZipCode { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? Country { get; init; }

    /// <summary>Three letters.</summary>
    public string? CountryIsoCode { get; init; }

    public string? Phone { get; init; }

    public string? PhoneSecondary { get; init; }

    public string? AdditionalInfo { get; init; }
}
