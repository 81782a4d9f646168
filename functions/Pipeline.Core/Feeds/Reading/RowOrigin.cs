namespace Pipeline.Core.Feeds.Reading;

/// <summary>Where a row stands in its file.</summary>
/// <param name="Line">Physical line, the first line of the file being 1 (a header counts).</param>
/// <param name="FirstByte">Offset of the row's first byte in the unpacked file, the first byte being 0.</param>
/// <param name="LastByte">Offset of the row's last byte, inclusive, without the line end.</param>
/// <remarks>For a UTF-16 file the offsets count the bytes of its UTF-8 form.</remarks>
public readonly record struct RowOrigin(long Line, long FirstByte, long LastByte);
