using Pipeline.Partners.Channels.Mirakl.Calls;

namespace Pipeline.Partners.Channels.Mirakl.Orders;

/// <summary>Orders that leave in several parcels; missing where the operator has not switched it on.</summary>
internal sealed class ShipmentCalls(MiraklApi api)
{
    /// <summary>Adds parcels to orders (ST01). A lost answer leaves open whether they are there: <see cref="ListAsync"/> tells.</summary>
    public Task<MiraklResult<ShipmentsMade>> CreateAsync(string orderId, IReadOnlyCollection<NewShipment> shipments, CancellationToken cancellationToken) =>
        api.ReadAsync<ShipmentsMade>(
            new MiraklRequest(MiraklOperations.CreateShipments) { Subject = orderId }.WithJson(new { Shipments = shipments }), cancellationToken);

    /// <summary>Parcels of up to 100 orders (ST11).</summary>
    public Task<MiraklResult<IReadOnlyList<Shipment>>> ListAsync(IReadOnlyCollection<string> orderIds, CancellationToken cancellationToken) => api
        .BySeekAsync<Shipment>(
            new(MiraklOperations.Shipments) { Query = MiraklQuery.Empty.WithEach("order_id", orderIds), Subject = orderIds.Count == 1 ? orderIds.First() : null },
            MiraklOperations.Shipments, cancellationToken)
        .WholeAsync(static shipment => shipment.Id);

    /// <summary>Tells how parcels are followed (ST23).</summary>
    public Task<MiraklResult<ShipmentsMade>> TrackAsync(string orderId, IReadOnlyCollection<ShipmentTracking> shipments, CancellationToken cancellationToken) =>
        api.ReadAsync<ShipmentsMade>(
            new MiraklRequest(MiraklOperations.TrackShipments) { Subject = orderId }.WithJson(new { Shipments = shipments }), cancellationToken);

    /// <summary>Tells that parcels have left (ST24).</summary>
    public Task<MiraklResult<ShipmentsMade>> ShipAsync(string orderId, IReadOnlyCollection<string> shipmentIds, CancellationToken cancellationToken) =>
        api.ReadAsync<ShipmentsMade>(
            new MiraklRequest(MiraklOperations.ShipShipments) { Subject = orderId }.WithJson(new { Shipments = shipmentIds.Select(static id => new { Id = id }) }),
            cancellationToken);
}
