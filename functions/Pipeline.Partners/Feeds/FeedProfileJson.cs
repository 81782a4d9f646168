using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Partners.Feeds;

/// <summary>Profiles as JSON: camelCase names, enumerations as words, comments allowed, unknown names refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(FeedProfile))]
[JsonSerializable(typeof(FeedGuards))]
[JsonSerializable(typeof(FeedColumn))]
internal sealed partial class FeedProfileJson : JsonSerializerContext
{
    /// <summary>The builds of what reads rows: after an update no row stays unread, and no issue of the former build stays.</summary>
    private static readonly string Readers = string.Join(
        ' ', ((Type[])[typeof(FeedReader), typeof(FeedProfile), typeof(CsvHelper.CsvReader)]).Select(type => type.Module.ModuleVersionId));

    /// <summary>See <see cref="FeedStatistics.ReadingMark"/>. Guards and the stock rule do not change what a row says.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="reading">Name of the encoding, or of what reads the records of an API.</param>
    /// <param name="delimiter">Between columns, or 0.</param>
    /// <param name="header">The header line, or empty.</param>
    public static string ReadingMark(FeedProfile profile, string reading, byte delimiter, byte[] header)
    {
        FeedProfile rows = profile with { Guards = new FeedGuards(), IncludeCentral = false, Full = true };
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Readers} {reading} {delimiter} {header.Length} "));
        hash.AppendData(header);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(rows, Default.FeedProfile));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
