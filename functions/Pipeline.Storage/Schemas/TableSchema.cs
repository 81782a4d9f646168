namespace Pipeline.Storage.Schemas;

/// <summary>The form of a table's rows: their columns and the documents in them.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Version">1 for the first; one more for each change of columns or documents.</param>
/// <param name="MinimumReader">The lowest version whose app reads these rows rightly; an older one must not even read them.</param>
public sealed record TableSchema(string Table, int Version, int MinimumReader);
