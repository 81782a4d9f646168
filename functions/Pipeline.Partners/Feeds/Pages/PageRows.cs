using Pipeline.Core.Issues;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.RowIssues;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds.Changes;
using Pipeline.Partners.Feeds.Files;
using Pipeline.Partners.Feeds.Rows;

namespace Pipeline.Partners.Feeds.Pages;

/// <summary>The answer of an API, landed as one page a line, spread out to one record a line: each then is a row like any other.</summary>
/// <remarks>One page at a time is in memory. What is kept of the pages is where each begins.</remarks>
internal sealed class PageRows : FeedRows
{
    /// <summary>Longest page in bytes; a longer one is refused.</summary>
    public const int MaxPageBytes = 64 << 20;

    private const int BufferBytes = 256 * 1024;
    private const int MaxDepth = 64;

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
    /// <exception cref="FeedRefusedException">No record at all, a page that is no JSON or has no list, a page or record that is too long.</exception>
    public static PageRows Open(string path, FeedProfile profile, IRecordReader records, string workFolder, CancellationToken cancellationToken)
    {
        string plain = UnpackedFile.Prepare(path, profile, workFolder, cancellationToken);
        string spread = Path.Combine(workFolder, Path.GetRandomFileName());
        return new PageRows(spread, Spread(plain, spread, records, cancellationToken), profile, records);
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

    public override RowIssue Placed(RowIssue finding)
    {
        RowOrigin origin = OriginOf(finding.Line, 0, 1);
        return finding with { Line = 0, Page = origin.Page, Index = origin.Index };
    }

    /// <summary>Writes the records, one a line.</summary>
    /// <returns>The line of the first record of each page, or that of the next one where the page has none.</returns>
    private static List<long> Spread(string from, string to, IRecordReader records, CancellationToken cancellationToken)
    {
        using SafeFileHandle file = System.IO.File.OpenHandle(from, options: FileOptions.SequentialScan);
        using FileStream target = new(to, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes);
        using RowCursor cursor = new(file, 0, 1, BufferBytes, MaxPageBytes);
        List<long> pages = [];
        long lines = 0;
        while (cursor.TryRow(0, out int length, out int next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<byte> page = cursor.Buffered[..length];
            page = page.StartsWith("\uFEFF"u8) ? page[3..] : page;
            if (!FeedText.IsBlank(page))
            {
                pages.Add(lines + 1);
                lines += Spread(page, pages.Count, records, target);
            }

            cursor.Advance(next, 1);
        }

        return lines > 0 ? pages : throw new FeedRefusedException(
            IssueCodes.FeedEmpty, FormattableString.Invariant($"The {pages.Count} pages of the answer have no records; at least one is expected."));
    }

    private static long Spread(ReadOnlySpan<byte> page, int number, IRecordReader records, FileStream target)
    {
        long lines = 0;
        try
        {
            using JsonDocument document = Parse(page);
            foreach (JsonElement record in records.RecordsOf(document.RootElement))
            {
                target.Write(JsonMarshal.GetRawUtf8Value(record));
                target.WriteByte((byte)'\n');
                lines++;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FeedRefusedException)
        {
            throw new FeedRefusedException(
                IssueCodes.FeedPageUnreadable, FormattableString.Invariant($"Page {number} cannot be read: {exception.Message}"));
        }

        return lines;
    }

    private static JsonDocument Parse(ReadOnlySpan<byte> page)
    {
        Utf8JsonReader reader = new(page, new JsonReaderOptions { MaxDepth = MaxDepth });
        JsonDocument document = JsonDocument.ParseValue(ref reader);
        try
        {
            // What follows the value would be refused here.
            _ = reader.Read();
            return document;
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }
}
