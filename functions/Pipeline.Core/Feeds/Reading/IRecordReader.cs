using Pipeline.Core.Issues;
using System.Text.Json;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Reads the records of one feed that comes as pages of an API: what a distributor's JSON means.</summary>
/// <remarks>May be called from several threads. A record with equal bytes must always give equal facts.</remarks>
public interface IRecordReader
{
    /// <summary>Names, any case, that the member with the article number (of a category feed the code) may have at the top of a record.</summary>
    IReadOnlyList<string> Key { get; }

    /// <summary>The records of a page: the page itself, or the only array in it, unless the API has them elsewhere.</summary>
    /// <exception cref="FeedRefusedException"><c>FEED_PAGE_UNREADABLE</c>: the page has no list of records.</exception>
    IEnumerable<JsonElement> RecordsOf(JsonElement page)
    {
        JsonElement[] lists = page.ValueKind switch
        {
            JsonValueKind.Array => [page],
            JsonValueKind.Object => [.. page.EnumerateObject().Select(static member => member.Value).Where(static value => value.ValueKind is JsonValueKind.Array)],
            _ => [],
        };
        return lists is [{ } list]
            ? list.EnumerateArray()
            : throw new FeedRefusedException(IssueCodes.FeedPageUnreadable, "The page has no list of records, or several; exactly one is expected.");
    }

    /// <summary>Reads one record whose key is right.</summary>
    /// <returns>
    /// Its facts; without any it is left out, unless <see cref="ApiRecord.Fail"/> was told. A member of another type than the one
    /// that is asked for drops the record as <c>RECORD_UNREADABLE</c>.
    /// </returns>
    FeedFacts Read(ApiRecord record);
}
