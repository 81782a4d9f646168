namespace Pipeline.Core.Catalog;

/// <summary>What one warehouse of the distributor holds.</summary>
/// <param name="Plant">The distributor's code of the warehouse, for example <c>FR01</c>.</param>
/// <param name="Quantity">Pieces, as the file says; negative when oversold.</param>
public sealed record PlantStock(string Plant, int Quantity);
