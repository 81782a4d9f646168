namespace Pipeline.Partners.Channels.Mirakl.Platform;

/// <summary>Something with a code and a name: a condition, a channel, a logistic class.</summary>
internal sealed record CodedName(string Code, string? Label);

internal sealed record SalesChannelList
{
    public IReadOnlyList<CodedName> Channels { get => field ?? []; init; }
}

internal sealed record OfferStateList
{
    public IReadOnlyList<CodedName> OfferStates { get => field ?? []; init; }
}

internal sealed record LogisticClassList
{
    public IReadOnlyList<CodedName> LogisticClasses { get => field ?? []; init; }
}

internal sealed record DocumentTypeList
{
    public IReadOnlyList<CodedName> Documents { get => field ?? []; init; }
}

internal sealed record CustomFieldList
{
    public IReadOnlyList<CustomField> AdditionalFields { get => field ?? []; init; }
}

/// <summary>A field that the operator has added to an entity.</summary>
/// <param name="Code">Its code, in offer files the name of its column.</param>
/// <param name="Entity"><c>OFFER</c>, <c>ORDER</c>, <c>ORDER_LINE</c>, <c>SHOP</c>.</param>
internal sealed record CustomField(string Code, string? Entity)
{
    public string? Label { get; init; }

    public string? Type { get; init; }

    public bool Required { get; init; }

    public IReadOnlyList<string> AcceptedValues { get => field ?? []; init; }
}

internal sealed record CarrierList
{
    public IReadOnlyList<Carrier> Carriers { get => field ?? []; init; }
}

/// <summary>A carrier that the operator knows.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Label">Its name.</param>
/// <param name="TrackingUrl">Address of a parcel with <c>{trackingId}</c> for its number, or null.</param>
internal sealed record Carrier(string Code, string? Label, string? TrackingUrl)
{
    public string? StandardCode { get; init; }

    /// <summary>Where a parcel is followed; null when there is no such page.</summary>
    public Uri? AddressOf(string trackingNumber) => TrackingUrl is { Length: > 0 } template
        && Uri.TryCreate(template.Replace("{trackingId}", Uri.EscapeDataString(trackingNumber), StringComparison.Ordinal), UriKind.Absolute, out Uri? address)
            ? address
            : null;
}

internal sealed record ShippingTypeList
{
    public IReadOnlyList<ShippingType> ShippingTypes { get => field ?? []; init; }
}

/// <summary>A way of shipping.</summary>
internal sealed record ShippingType(string Code, string? Label)
{
    /// <summary>Whether an order cannot be shipped before its parcel has a number.</summary>
    public bool MandatoryTracking { get; init; }

    public bool ClickAndCollect { get; init; }

    public bool DeliveryByOperator { get; init; }
}

internal sealed record ReasonList
{
    public IReadOnlyList<Reason> Reasons { get => field ?? []; init; }
}

/// <summary>A reason of something.</summary>
/// <param name="Code">Its code; each operator has its own.</param>
/// <param name="Label">Its text.</param>
/// <param name="Type">What it is a reason of, for example <c>REFUND</c> or <c>CANCELATION</c>.</param>
/// <param name="IsShopRight">Whether sellers may give it.</param>
internal sealed record Reason(string Code, string? Label, string? Type, bool IsShopRight);
