namespace Pipeline.Partners.Feeds.Changes;

/// <summary>A row as it comes back from the spill, before its key is known again.</summary>
/// <param name="IsPrevious">Whether it stands in the last accepted file; otherwise in the new one.</param>
/// <param name="Line">Its physical line, or 0 where the line does not matter.</param>
/// <param name="Offset">Offset of its first byte.</param>
/// <param name="Bytes">Its bytes without the line end.</param>
internal readonly record struct StoredRow(bool IsPrevious, long Line, long Offset, ReadOnlyMemory<byte> Bytes);
