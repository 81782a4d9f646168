namespace Pipeline.Core.Catalog;

/// <summary>Where a field comes from.</summary>
/// <param name="File">Container and blob name of the landed file.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="FirstByte">Offset of the row's first byte in the unpacked file.</param>
/// <param name="LastByte">Offset of its last byte.</param>
public sealed record Provenance(string File, long Line, long FirstByte, long LastByte);
