using Pipeline.Core.Channels;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Channels;

/// <summary>What offers of a store say that neither article nor listing does: <c>Stores__{store}__Offer__*</c>.</summary>
public sealed class OfferSettings
{
    /// <summary>Code of the condition.</summary>
    public string? State { get; set; }

    /// <summary>Days until an order leaves.</summary>
    [WholeNumber(0, 44)]
    public string? LeadTime { get; set; }

    /// <summary>Months of warranty.</summary>
    [WholeNumber(0, 240)]
    public string? WarrantyMonths { get; set; }

    /// <summary>Where the goods lie, in the channel's word.</summary>
    public string? WarehouseLocation { get; set; }

    /// <summary>Code of the logistic class.</summary>
    public string? LogisticClass { get; set; }

    internal OfferDefaults ToDefaults() => new()
    {
        State = State.Given(),
        LeadTime = LeadTime.ToNumber(),
        WarrantyMonths = WarrantyMonths.ToNumber(),
        WarehouseLocation = WarehouseLocation.Given(),
        LogisticClass = LogisticClass.Given(),
    };
}
