namespace Pipeline.Storage.Catalog.Index;

/// <summary>An entry that comes or goes.</summary>
internal readonly record struct IndexChange(IndexEntry Entry, bool IsAdded);
