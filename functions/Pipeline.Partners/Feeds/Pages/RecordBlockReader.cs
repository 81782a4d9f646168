using Pipeline.Core.Issues;
using System.Text.Json;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds.Changes;
using Pipeline.Partners.Feeds.Rows;

namespace Pipeline.Partners.Feeds.Pages;

/// <summary>Reads records in full: what is the same for every API, around what one distributor's JSON means.</summary>
internal sealed class RecordBlockReader(IRecordReader records, FeedProfile profile, FactKinds kinds, DateOnly fileDate) : IRowReader
{
    /// <summary>Most bytes of images and specifications that are kept of an article, as JSON.</summary>
    private const int MaxContentBytes = 60_000;

    private readonly RecordKey keys = new(records.Key, profile.Feed);
    private readonly ApiRecord record = new(profile, fileDate);

    /// <inheritdoc/>
    public void Read(List<SpilledRow> rows, List<RowReading> readings, RowIssueLog? issues)
    {
        foreach (SpilledRow row in rows)
        {
            readings.Add(Read(row, out int deliveryDay));
            if (issues is not null && !row.IsPrevious && record.Findings.Count > 0)
            {
                issues.Add(row, deliveryDay, record.Findings);
            }
        }
    }

    /// <summary>A record that is named twice counts as it stands first: pages may overlap.</summary>
    public FeedFacts Fold(IReadOnlyList<FeedFacts> rows) => rows[0];

    private RowReading Read(in SpilledRow row, out int deliveryDay)
    {
        deliveryDay = 0;
        using JsonDocument document = JsonDocument.Parse(row.Bytes);
        bool isArticle = profile.Feed is not FeedKind.Category;
        string shown = row.Key.Length > 0 ? keys.Shown(row.Bytes.Span) : string.Empty;
        record.Begin(document.RootElement, isArticle ? new DistributorSku(shown, row.Key) : default, row.Line);
        if (records.RefusalOf(document.RootElement) is { } refusal)
        {
            throw new FeedRefusedException(IssueCodes.FeedPagesIncomplete, refusal);
        }

        FeedFacts facts = row.Key.Length > 0 ? Read() : Keyless(isArticle);
        if (record.IsFailed)
        {
            return record.IsWithdrawn ? RowReading.Withdrawn : RowReading.Failed;
        }

        deliveryDay = facts.Stock?.NextDelivery?.Date.DayNumber ?? 0;
        if (deliveryDay > 0 && deliveryDay < fileDate.DayNumber)
        {
            record.Warn(IssueCodes.EtaPast, null, "A day that is not before the day of the answer is expected.");
        }

        return facts.IsNone ? RowReading.Excluded : RowReading.Kept(facts);
    }

    // What the feed does not carry is not its word, whatever the record has beside it.
    private FeedFacts Read()
    {
        try
        {
            FeedFacts facts = records.Read(record);
            return new FeedFacts
            {
                Sku = record.Sku,
                Product = kinds.HasFlag(FactKinds.Product) ? facts.Product : null,
                Price = kinds.HasFlag(FactKinds.Price) ? facts.Price : null,
                Stock = kinds.HasFlag(FactKinds.Stock) ? facts.Stock : null,
                Content = kinds.HasFlag(FactKinds.Content) ? Bounded(facts.Content) : null,
                Category = kinds.HasFlag(FactKinds.Category) ? facts.Category : null,
            };
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return record.Fail(IssueCodes.RecordUnreadable, null, $"The members of the record have other types than expected: {exception.Message}");
        }
    }

    private FeedFacts Keyless(bool isArticle) => record.Json.ValueKind is not JsonValueKind.Object
        ? record.Fail(IssueCodes.RecordUnreadable, null, "An object is expected.")
        : isArticle
            ? record.Fail(IssueCodes.SkuMissing, records.Key[0], "An article number of 1 to 40 printable characters is expected.")
            : record.Fail(IssueCodes.CategoryMissing, records.Key[0], "A category code is expected.");

    private ContentFacts? Bounded(ContentFacts? content)
    {
        if (content is null)
        {
            return null;
        }

        int room = MaxContentBytes;
        ContentFacts kept = content with
        {
            Images = [.. content.Images.TakeWhile(image => (room -= Size(image.Url) + Size(null)) >= 0)],
            Specifications = [.. content.Specifications.TakeWhile(one => (room -= Size(one.Group) + Size(one.Name) + Size(one.Value)) >= 0)],
        };
        if (kept.Images.Count < content.Images.Count || kept.Specifications.Count < content.Specifications.Count)
        {
            record.Warn(
                IssueCodes.ContentTooLong, null, FormattableString.Invariant($"At most {MaxContentBytes} bytes of images and specifications are expected."));
        }

        return kept;
    }

    // As JSON with its names around it; a character that JSON escapes takes six bytes at most.
    private static int Size(string? text) => 24 + JsonEncodedText.Encode(text ?? string.Empty).EncodedUtf8Bytes.Length;
}
