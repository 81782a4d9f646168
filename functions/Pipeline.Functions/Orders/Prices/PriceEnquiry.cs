using System.Text.Json.Serialization;

namespace Pipeline.Functions.Orders.Prices;

/// <summary>Asks for live prices and stock. Unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PriceEnquiry
{
    /// <summary>Most items of an enquiry.</summary>
    public const int MaxItems = 100;

    /// <summary>The distributor to ask; may be absent when only one is configured.</summary>
    public string? Distributor { get; init; }

    /// <summary>1 to 100 items.</summary>
    public IReadOnlyList<PriceEnquiryItem>? Items { get; init; }
}
