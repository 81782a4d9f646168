using System.Text.Json;
using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Reads the records of one feed that comes as pages of an API: what a distributor's JSON means.</summary>
/// <remarks>May be called from several threads. A record with equal bytes must always give equal facts.</remarks>
public interface IRecordReader
{
    /// <summary>Names, any case, that the member with the article number (of a category feed the code) may have at the top of a record.</summary>
    IReadOnlyList<string> Key { get; }

    /// <summary>
    /// Name, any case, of the array with the records in a page that is an object, also where that object is wrapped in an array;
    /// null when the page is the array itself, or an object with that array alone.
    /// </summary>
    string? List => null;

    /// <summary>What a page that is an object says of the whole answer; null when it says nothing.</summary>
    /// <param name="page">The page with its list of records emptied.</param>
    PageClaim? ClaimOf(JsonElement page) => null;

    /// <summary>Why the whole answer is worthless when it holds this in the place of a record, such as an error; null as a rule.</summary>
    string? RefusalOf(JsonElement record) => null;

    /// <summary>Reads one record whose key is right.</summary>
    /// <returns>
    /// Its facts; without any it is left out, unless <see cref="ApiRecord.Fail"/> was told. A member of another type than the one
    /// that is asked for drops the record as <c>RECORD_UNREADABLE</c>.
    /// </returns>
    FeedFacts Read(ApiRecord record);
}

/// <summary>What a page says of the answer that it is a part of.</summary>
/// <param name="Page">Its number, from 1.</param>
/// <param name="Pages">How many there are, or null.</param>
/// <param name="Rows">How many records all pages have together, or null.</param>
public sealed record PageClaim(int Page, int? Pages, long? Rows);
