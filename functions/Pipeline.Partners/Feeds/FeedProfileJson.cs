using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds.Files;

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
    /// <summary>The builds of what reads rows: after an update no row stays unread, and no finding of the former build stays.</summary>
    private static readonly string Readers = string.Join(
        ' ', ((Type[])[typeof(FeedReader), typeof(FeedProfile), typeof(CsvHelper.CsvReader)]).Select(type => type.Module.ModuleVersionId));

    /// <summary>See <see cref="FeedStatistics.ReadingMark"/>. Guards and the stock rule do not change what a row says.</summary>
    public static string ReadingMark(FeedProfile profile, FeedEncoding encoding, byte delimiter, byte[] header)
    {
        FeedProfile rows = profile with { Guards = new FeedGuards(), IncludeCentral = false, Full = true };
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Readers} {encoding.Name} {delimiter} {header.Length} "));
        hash.AppendData(header);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(rows, Default.FeedProfile));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
