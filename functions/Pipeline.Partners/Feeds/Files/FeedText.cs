using Microsoft.Win32.SafeHandles;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds.Rows;

namespace Pipeline.Partners.Feeds.Files;

/// <summary>A feed's file, open and understood: encoding, delimiter, columns, and where its rows begin.</summary>
internal sealed class FeedText : IDisposable
{
    public FeedText() => Marks = new ColumnMarks(this);

    /// <summary>Which decimal marks its columns use, where the profile leaves that open.</summary>
    public ColumnMarks Marks { get; }

    public required SafeFileHandle File { get; init; }

    public required FeedProfile Profile { get; init; }

    public required FeedEncoding Encoding { get; init; }

    public required byte Delimiter { get; init; }

    public required FeedLayout Layout { get; init; }

    /// <summary>Whether its first line names the columns.</summary>
    public required bool HasHeader { get; init; }

    /// <summary>Offset of the first row: behind the byte order mark and the header.</summary>
    public required long FirstRow { get; init; }

    /// <summary>Physical line of the first row.</summary>
    public required long FirstLine { get; init; }

    /// <summary>Where the rows end; the file's end unless a trailer stands there.</summary>
    public long End { get; init; } = long.MaxValue;

    /// <summary>Whether it was looked for line breaks within quotes.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether there are some, folded (<see cref="RecordFolding"/>).</summary>
    public bool IsFolded { get; init; }

    /// <summary>What decides the meaning of a row's bytes (<see cref="FeedStatistics.ReadingMark"/>).</summary>
    public required string ReadingMark { get; init; }

    /// <summary>A blank line: nothing, blanks, or the end mark of DOS.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> row) => !row.ContainsAnyExcept(" \t\r\u001a"u8);

    /// <summary>A cursor at the first row.</summary>
    public RowCursor Rows(int bufferBytes) => new(File, FirstRow, FirstLine, bufferBytes, Profile.MaxRowBytes)
    {
        End = End,
        IsFolded = IsFolded,
    };

    public void Dispose() => File.Dispose();
}
