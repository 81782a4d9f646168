using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Azure.WebJobs.Host.Storage;
using Newtonsoft.Json;

namespace Pipeline.LocalHost.Jobs;

/// <summary>Keeps each timer's last and next run in the blob the Functions host uses, so that a missed run is noticed at start.</summary>
/// <remarks>The extension's own monitor does not fit the storage package of this host. Path: <c>timers/HOSTID/TIMER/status</c>.</remarks>
internal sealed class BlobScheduleMonitor(IAzureBlobStorageProvider storage, IHostIdProvider hostIds) : ScheduleMonitor
{
    public override async Task<ScheduleStatus?> GetStatusAsync(string timerName)
    {
        try
        {
            BlobClient blob = await BlobAsync(timerName);
            return JsonConvert.DeserializeObject<ScheduleStatus>((await blob.DownloadContentAsync()).Value.Content.ToString());
        }
        catch (RequestFailedException error) when (error.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    public override async Task UpdateStatusAsync(string timerName, ScheduleStatus status)
    {
        BlobClient blob = await BlobAsync(timerName);
        await blob.UploadAsync(BinaryData.FromString(JsonConvert.SerializeObject(status)), overwrite: true);
    }

    private async Task<BlobClient> BlobAsync(string timerName) =>
        storage.TryCreateHostingBlobContainerClient(out BlobContainerClient container)
            ? container.GetBlobClient($"timers/{await hostIds.GetHostIdAsync(CancellationToken.None)}/{timerName}/status")
            : throw new InvalidOperationException("AzureWebJobsStorage is not set.");
}
