namespace Pipeline.Simulators.Mirakl.Orders;

/// <summary>A parcel of an order.</summary>
internal sealed class Shipment(string id, ShopOrder order, IReadOnlyList<(string LineId, int Quantity, string? Package)> lines, DateTimeOffset created)
{
    public string Id => id;

    public ShopOrder Order => order;

    public IReadOnlyList<(string LineId, int Quantity, string? Package)> Lines => lines;

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset Updated { get; set; } = created;

    public DateTimeOffset? Shipped { get; set; }

    public string? InvoiceReference { get; init; }

    public string? CarrierCode { get; set; }

    public string? CarrierName { get; set; }

    public string? TrackingNumber { get; set; }

    public string? TrackingUrl { get; set; }

    public string Status => Shipped is null ? "SHIPPING" : "SHIPPED";
}
