using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Timers;

/// <summary>Keeps timer status at <c>azure-webjobs-hosts/timers/{hostId}/Host.Functions.{name}/status</c>.</summary>
internal sealed class TimerStatusStore(BlobContainerClient hosts, string hostId)
{
    private static readonly JsonSerializerSettings Plain = new() { DateParseHandling = DateParseHandling.None };

    /// <summary>The status; null when none was written or it is unreadable, which means the same.</summary>
    public async Task<TimerStatus?> ReadAsync(string storageName, CancellationToken cancellationToken)
    {
        try
        {
            BinaryData content = (await Blob(storageName).DownloadContentAsync(cancellationToken)).Value.Content;
            JObject? status = JsonConvert.DeserializeObject<JObject>(content.ToString(), Plain);
            return Instant(status?["Next"]) is { } next ? new TimerStatus(Instant(status?["Last"]), next) : null;
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the status over any earlier one.</summary>
    public async Task WriteAsync(string storageName, TimerStatus status, CancellationToken cancellationToken)
    {
        JObject content = new()
        {
            ["Last"] = Text(status.Last ?? DateTimeOffset.MinValue),
            ["Next"] = Text(status.Next),
            ["LastUpdated"] = Text(status.Last ?? DateTimeOffset.MinValue),
        };
        await Blob(storageName).UploadAsync(
            BinaryData.FromString(content.ToString(Formatting.None)), overwrite: true, cancellationToken);
    }

    private static string Text(DateTimeOffset instant) => instant.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Instant(JToken? token) =>
        DateTimeOffset.TryParse(
            (string?)token, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
        && instant > DateTimeOffset.UnixEpoch
            ? instant
            : null;

    private BlobClient Blob(string storageName) => hosts.GetBlobClient($"timers/{hostId}/{storageName}/status");
}
