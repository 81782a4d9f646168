namespace Pipeline.Simulators.Mirakl.Calls;

/// <summary>One part of a multipart body.</summary>
/// <param name="Name">Name of the part.</param>
/// <param name="FileName">Name of the file; null for a value.</param>
/// <param name="ContentType">Content type of the part; null where it says none.</param>
/// <param name="Bytes">The content.</param>
internal sealed record FormPart(string Name, string? FileName, string? ContentType, byte[] Bytes);
