using Pipeline.Core.Catalog;

namespace Pipeline.Functions.Catalog;

/// <summary>A page of the catalogue.</summary>
/// <param name="Items">Articles; provenance is shown for single ones only.</param>
/// <param name="Cursor">Where the next page begins, or null at the end.</param>
public sealed record CatalogList(IReadOnlyList<CatalogEntry> Items, string? Cursor);
