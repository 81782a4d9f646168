namespace Pipeline.Storage.Catalog.Index;

/// <summary>An article that has a key.</summary>
/// <param name="Key">GTIN, or part number as compared.</param>
/// <param name="Distributor">Code of the distributor.</param>
/// <param name="Sku">Its article number as compared.</param>
internal readonly record struct IndexEntry(string Key, string Distributor, string Sku);
