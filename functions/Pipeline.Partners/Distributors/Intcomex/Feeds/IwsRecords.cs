using System.Globalization;
using System.Text.Json;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Partners.Distributors.Intcomex.Feeds;

/// <summary>What the feeds of IWS have in common: the page envelope, and the error in the place of a record.</summary>
/// <remarks>
/// An answer is an array; when pages are asked for, an object <c>{page, pageSize, totalRows, totalPages, data}</c>, at times wrapped in an
/// array. The place of members within an object never matters, nor does the case of their names.
/// </remarks>
internal static class IwsRecords
{
    /// <summary>The array with the records of a page.</summary>
    public const string List = "data";

    /// <summary>The key of an article; older texts call it the second.</summary>
    public static IReadOnlyList<string> Key { get; } = ["Sku", "LocalSku"];

    /// <summary>What a page envelope says of the whole answer.</summary>
    public static PageClaim? ClaimOf(JsonElement page) => Whole(page, "page") is { } number
        ? new PageClaim((int)number, (int?)Whole(page, "totalPages"), Whole(page, "totalRows"))
        : null;

    /// <summary>An error, by its <c>ErrorCode</c>, with the reference that the distributor's support asks for.</summary>
    public static string? RefusalOf(JsonElement record) => ApiRecord.Text(record, "ErrorCode") is { } code
        ? $"The error {code} stands in the place of an article: {ApiRecord.Text(record, "Message")} (reference {ApiRecord.Text(record, "Reference")})"
        : null;

    private static long? Whole(JsonElement json, string name) =>
        int.TryParse(ApiRecord.Text(json, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;
}
