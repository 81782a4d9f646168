using Pipeline.Core.Feeds;

namespace Pipeline.Core.Catalog;

/// <summary>The row of a landed file that last changed a field.</summary>
/// <param name="File">Container and blob name, for example <c>landing/acme/price/2026/03/10/060000-1a2b3c4d.csv</c>.</param>
/// <param name="Row">Line and byte range in the unpacked file.</param>
public sealed record FieldOrigin(string File, RowOrigin Row);
