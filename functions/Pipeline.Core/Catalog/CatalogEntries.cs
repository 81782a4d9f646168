namespace Pipeline.Core.Catalog;

/// <summary>A page of entries and where the next one begins.</summary>
/// <param name="Items">Entries in key order, without provenance.</param>
/// <param name="Next">Continuation, or null at the end.</param>
public sealed record CatalogEntries(IReadOnlyList<CatalogEntry> Items, string? Next);
