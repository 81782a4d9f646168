namespace Pipeline.Partners.Distributors.Intcomex.Answers;

/// <summary>A shipment of an order at Intcomex; which lines are in it is not said.</summary>
/// <param name="TrackingId">The carrier's number, or null.</param>
/// <param name="TrackingUrl">Page that shows where it is, or null.</param>
/// <param name="Carrier">The carrier's code or service, or null.</param>
internal sealed record IwsShipment(string? TrackingId, string? TrackingUrl, string? Carrier)
{
    /// <summary>Reads one.</summary>
    public static IwsShipment Read(IwsNode shipment) =>
        new(shipment.Text("TrackingId"), shipment.Text("TrackingUrl"), shipment.Text("CarrierId", "FreightService", "ServiceType"));
}
