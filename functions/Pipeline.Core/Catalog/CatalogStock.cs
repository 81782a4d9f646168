namespace Pipeline.Core.Catalog;

/// <summary>Stock of an article as users see it; never negative but per plant.</summary>
/// <param name="Available">What may be promised: local, and central too where the profile says so.</param>
/// <param name="Local">Pieces in the country's warehouse.</param>
/// <param name="Central">Pieces in the central warehouse.</param>
/// <param name="Plants">Pieces per plant, as far as the file that states the stock names plants.</param>
public sealed record CatalogStock(int Available, int Local, int Central, IReadOnlyList<PlantStock> Plants);
