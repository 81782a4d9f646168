using Microsoft.Win32.SafeHandles;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Partners.Feeds.Changes;
using Pipeline.Partners.Feeds.Files;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>The rows of a file with columns.</summary>
internal sealed class FileRows(FeedText text) : FeedRows
{
    public override SafeFileHandle File => text.File;

    public override FeedProfile Profile => text.Profile;

    public override string Encoding => text.Encoding.Name;

    public override string ReadingMark => text.ReadingMark;

    public override string Judged => text.Marks.Judged;

    public override IReadOnlyList<string> UnknownColumns => text.Layout.UnknownColumns;

    public override bool JudgesAs(string judged) => text.Marks.AnswersAs(judged);

    public override RowCursor Rows(int bufferBytes) => text.Rows(bufferBytes);

    public override bool GoesOn(RowCursor cursor)
    {
        if (text.IsWhole || !cursor.TryRow(0, out int length, out int next) || !cursor.Buffered[..length].Contains((byte)'"'))
        {
            return false;
        }

        return RecordFolding.Record(cursor, text.Delimiter, text.Layout.ColumnCount, text.Profile.MaxRowBytes) > next;
    }

    public override RowKey Keys() => new ColumnKey(text);

    public override IRowReader Reader(FactKinds kinds, DateOnly fileDate) =>
        new BlockReader(text, FactReader.For(text.Profile.Feed, kinds, fileDate));

    public override string TextOf(ReadOnlySpan<byte> bytes) => RecordFolding.Unfold(text.Encoding.GetString(bytes));
}
