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

    public override RowKey Keys() => new ColumnKey(text);

    public override IRowReader Reader(FactKinds kinds, DateOnly fileDate) =>
        new BlockReader(text, FactReader.For(text.Profile.Feed, kinds, fileDate));

    public override string TextOf(ReadOnlySpan<byte> bytes) => text.Encoding.GetString(bytes);
}
