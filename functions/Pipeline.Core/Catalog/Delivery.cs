namespace Pipeline.Core.Catalog;

/// <summary>Pieces that the distributor expects from the vendor.</summary>
/// <param name="Date">Expected day of arrival.</param>
/// <param name="Quantity">Pieces on order, greater than zero.</param>
public sealed record Delivery(DateOnly Date, int Quantity);
