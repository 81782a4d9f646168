namespace Pipeline.Core.Catalog.Facts;

/// <summary>Where a record stands: by line and bytes in a file, by page and index in the answer of an API.</summary>
/// <param name="Line">Physical line, the first line of the file being 1 (a header counts); 0 for a record of an API.</param>
/// <param name="FirstByte">Offset of the row's first byte in the unpacked file, the first byte being 0.</param>
/// <param name="LastByte">Offset of the row's last byte, inclusive, without the line end.</param>
/// <remarks>For a UTF-16 file the offsets count the bytes of its UTF-8 form.</remarks>
public readonly record struct RowOrigin(long Line, long FirstByte, long LastByte)
{
    /// <summary>Page of the answer, from 1; 0 for a row of a file.</summary>
    public int Page { get; private init; }

    /// <summary>Place among the records of the page, from 0.</summary>
    public int Index { get; private init; }

    /// <summary>The place of a record in the answer of an API.</summary>
    public static RowOrigin OnPage(int page, int index) => new() { Page = page, Index = index };
}
