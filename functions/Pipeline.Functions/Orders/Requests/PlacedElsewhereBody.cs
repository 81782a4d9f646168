namespace Pipeline.Functions.Orders.Requests;

/// <summary>Where an order was placed already.</summary>
/// <param name="Distributor">The distributor; may be absent when there is only one.</param>
/// <param name="PurchaseOrderNumber">The number it was placed under: 1 to 18 of <c>A-Z 0-9 -</c>.</param>
/// <param name="DistributorOrderNumber">The distributor's number, when it is known.</param>
public sealed record PlacedElsewhereBody(string? Distributor, string PurchaseOrderNumber, string? DistributorOrderNumber);
