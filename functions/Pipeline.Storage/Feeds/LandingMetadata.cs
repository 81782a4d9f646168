using System.Globalization;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;
using Pipeline.Core.Tracing;

namespace Pipeline.Storage.Feeds;

/// <summary>What a landed blob says of itself in its metadata.</summary>
/// <remarks>Values are header text: the remote path is escaped, since it may hold anything.</remarks>
internal static class LandingMetadata
{
    public static Dictionary<string, string> Of(FeedFile file)
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["filetime"] = file.FileTime.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        };
        Add("sha256", file.Sha256);
        Add("executionid", file.ExecutionId);
        Add("profile", file.Profile);
        Add("remotepath", file.RemotePath is null ? null : Uri.EscapeDataString(file.RemotePath));
        Add("reasoncode", file.ReasonCode);
        Add("reason", file.Reason);
        Add("traceparent", PipelineTrace.Current);
        return metadata;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                metadata[name] = value;
            }
        }
    }

    public static FeedFile Read(
        FeedId feed, string blob, long size, DateTimeOffset modified, IDictionary<string, string> metadata)
    {
        bool stated = DateTimeOffset.TryParse(
            Get("filetime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset fileTime);
        return new FeedFile
        {
            Feed = feed,
            Blob = blob,
            FileTime = stated ? fileTime : modified,
            LandedAt = modified,
            Size = size,
            Sha256 = Get("sha256"),
            ExecutionId = Get("executionid"),
            Profile = Get("profile"),
            ReasonCode = Get("reasoncode"),
            Reason = Get("reason"),
            Trace = Get("traceparent"),
            RemotePath = Get("remotepath") is { } path ? Uri.UnescapeDataString(path) : null,
        };

        string? Get(string name) => metadata.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;
    }
}
