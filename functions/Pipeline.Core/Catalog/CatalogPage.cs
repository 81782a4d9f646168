namespace Pipeline.Core.Catalog;

/// <summary>A page of rows and where the next one begins.</summary>
/// <param name="Rows">Rows in key order; may be fewer than asked for although more follow.</param>
/// <param name="Next">Opaque continuation, or null at the end.</param>
public sealed record CatalogPage(IReadOnlyList<CatalogRow> Rows, string? Next);
