using System.Globalization;

namespace Pipeline.Partners.Channels.Mirakl.Platform;

/// <summary>Switches of the platform.</summary>
internal sealed record PlatformConfiguration
{
    public PlatformFeatures Features { get => field ?? new(); init; }

    /// <summary>IANA id.</summary>
    public string? Timezone { get; init; }

    /// <summary>What separates the values of one cell.</summary>
    public string ValuesSeparator => Features.Catalog.ListOfMultipleValuesSeparator is { Length: > 0 } given ? given : "|";

    /// <summary>Most digits behind the point of a price.</summary>
    public int PriceDecimals => int.TryParse(Features.OfferPricesDecimals, NumberStyles.None, CultureInfo.InvariantCulture, out int digits) ? digits : 2;

    /// <summary>Whether prices of their own may be set for sales channels.</summary>
    public bool HasChannelPrices => Features.Pricing.ChannelPricing is "SINGLE" or "MULTI";

    /// <summary>Whether sellers may say how long they need.</summary>
    public bool TakesLeadTime => Features.LeadTimeToShipBySellersEnabled is not "NO";
}

internal sealed record PlatformFeatures
{
    public CatalogFeatures Catalog { get => field ?? new(); init; }

    public PricingFeatures Pricing { get => field ?? new(); init; }

    public OrderWorkflows OrderWorkflows { get => field ?? new(); init; }

    public ShipmentFeatures Shipment { get => field ?? new(); init; }

    public string? OfferPricesDecimals { get; init; }

    public string? LeadTimeToShipBySellersEnabled { get; init; }

    /// <summary>Whether only registered carriers are taken.</summary>
    public bool DisableSellerAlternativeCarrier { get; init; }

    /// <summary>Whether a customer's last message may be closed without an answer.</summary>
    public bool NoReplyNeeded { get; init; }

    public string? OrderTaxMode { get; init; }
}

internal sealed record CatalogFeatures
{
    public string? ListOfMultipleValuesSeparator { get; init; }

    /// <summary>Whether products are refused in a category that has others below it.</summary>
    public bool ProductImportOnlyOnLeaf { get; init; }

    /// <summary>Whether a product that breaks a rule is refused, instead of its value alone.</summary>
    public bool ExcludeInvalidProducts { get; init; }
}

internal sealed record PricingFeatures
{
    /// <summary><c>DISABLED</c>, <c>SINGLE</c> or <c>MULTI</c>.</summary>
    public string? ChannelPricing { get; init; }

    public bool DiscountPeriodRequired { get; init; }

    public bool DiscountPriceCreationInThePastBlocked { get; init; }
}

internal sealed record OrderWorkflows
{
    /// <summary><c>NOT_AUTOMATIC</c>, <c>AUTOMATIC</c> or <c>BOTH</c>.</summary>
    public string? OrderAcceptance { get; init; }

    /// <summary>Whether addresses are there before an order is accepted.</summary>
    public bool ShippingAndBillingDetailsBeforeAcceptance { get; init; }
}

internal sealed record ShipmentFeatures
{
    /// <summary>Whether an order may leave in several parcels.</summary>
    public bool MultiShipment { get; init; }
}
