using Microsoft.Win32.SafeHandles;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Issues;
using Pipeline.Partners.Feeds.Changes;
using Pipeline.Partners.Feeds.Files;
using Pipeline.Partners.Feeds.Rows;

namespace Pipeline.Partners.Feeds.Pages;

/// <summary>The answer of an API, landed as one page a line, spread out to one record a line: each then is a row like any other.</summary>
/// <remarks>What is kept of the pages is where each begins.</remarks>
internal sealed class PageRows : FeedRows
{
    private readonly IRecordReader records;
    private readonly List<long> pages;

    private PageRows(string path, List<long> pages, FeedProfile profile, IRecordReader records)
    {
        File = System.IO.File.OpenHandle(path, options: FileOptions.SequentialScan);
        Profile = profile;
        this.pages = pages;
        this.records = records;
        ReadingMark = FeedProfileJson.ReadingMark(
            profile, $"{records.GetType().FullName} {records.GetType().Module.ModuleVersionId}", 0, []);
    }

    public override SafeFileHandle File { get; }

    public override FeedProfile Profile { get; }

    public override string Encoding => "utf-8";

    public override string ReadingMark { get; }

    /// <summary>Spreads an answer out.</summary>
    /// <param name="path">The landed blob, packed or not.</param>
    /// <param name="profile">Limits, currency and units.</param>
    /// <param name="records">What the distributor's JSON means.</param>
    /// <param name="workFolder">For the records.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="FeedRefusedException">No record at all, a page that is no JSON or has no list, pages that are not the whole answer, a record that is too long.</exception>
    public static PageRows Open(string path, FeedProfile profile, IRecordReader records, string workFolder, CancellationToken cancellationToken)
    {
        string plain = UnpackedFile.Prepare(path, profile, workFolder, cancellationToken);
        string spread = Path.Combine(workFolder, Path.GetRandomFileName());
        return new PageRows(spread, Spread(plain, spread, records, profile, cancellationToken), profile, records);
    }

    public override bool HasPages => true;

    public override RowCursor Rows(int bufferBytes) => new(File, 0, 1, bufferBytes, Profile.MaxRowBytes);

    public override RowKey Keys() => new RecordKey(records.Key, Profile.Feed);

    public override IRowReader Reader(FactKinds kinds, DateOnly fileDate) => new RecordBlockReader(records, Profile, kinds, fileDate);

    public override string TextOf(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);

    public override RowOrigin OriginOf(long line, long offset, int length)
    {
        // Of pages that begin on the same line only the last has records.
        int page = pages.BinarySearch(line);
        page = page < 0 ? ~page : page + 1;
        while (page < pages.Count && pages[page] == line)
        {
            page++;
        }

        return page == 0 ? default : RowOrigin.OnPage(page, (int)(line - pages[page - 1]));
    }

    public override RowPlace Placed(RowPlace row)
    {
        RowOrigin origin = OriginOf(row.Line, 0, 1);
        return row with { Line = 0, Page = origin.Page, Index = origin.Index };
    }

    private static List<long> Spread(string plain, string spread, IRecordReader records, FeedProfile profile, CancellationToken cancellationToken)
    {
        using PageSpread pages = new(plain, spread, records, profile.MaxRowBytes);
        return pages.Run(cancellationToken);
    }
}
