using System.Net.Http.Headers;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.App;
using Pipeline.LocalHost.Webhooks;

namespace Pipeline.LocalHost.Blobs;

/// <summary>
/// Plays the Event Grid subscriptions of the app's blob functions: nobody emits events for an emulator. It lists their
/// containers and posts <c>BlobCreated</c> to the extension's webhook for each blob version it has not announced yet.
/// </summary>
/// <remarks>
/// Like Event Grid it announces at least once, tries again until the webhook accepts, and catches up after a stop. Unlike it, it
/// also announces what was in the container when it is first seen, and a change of metadata alone, which gives a new ETag.
/// </remarks>
internal sealed partial class BlobEvents(
    IReadOnlyList<(string Function, string Container)> subscriptions,
    BlobServiceClient storage,
    AnnouncedBlobs announced,
    ExtensionWebhooks webhooks,
    TimeProvider time,
    ILogger<BlobEvents> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The functions that listen to blob events and the containers they listen to, settings filled in.</summary>
    public static IReadOnlyList<(string Function, string Container)> Subscriptions(IEnumerable<FunctionDefinition> functions, AppSettings settings) =>
    [
        .. from function in functions
           where function.Trigger.Is("blobTrigger") && string.Equals(function.Trigger.Text("source"), "EventGrid", StringComparison.OrdinalIgnoreCase)
           let path = settings.Expand(function.Trigger.Text("path") ?? string.Empty)
           where path is not null
           select (function.Name, path.TrimStart('/').Split('/')[0]),
    ];

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                foreach (IGrouping<string, string> container in subscriptions.GroupBy(item => item.Container, item => item.Function))
                {
                    await AnnounceAsync(container.Key, [.. container], cancellationToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task AnnounceAsync(string container, IReadOnlyList<string> functions, CancellationToken cancellationToken)
    {
        BlobContainerClient client = storage.GetBlobContainerClient(container);
        try
        {
            await foreach (BlobItem blob in client.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, cancellationToken))
            {
                string etag = blob.Properties.ETag?.ToString() ?? string.Empty;
                foreach (string function in functions)
                {
                    string key = $"{function}/{container}/{blob.Name}";
                    if (!announced.Contains(key, etag) && await PostAsync(function, client, blob, etag, cancellationToken))
                    {
                        announced.Add(key, etag);
                    }
                }
            }
        }
        catch (RequestFailedException error) when (error.Status == StatusCodes.Status404NotFound)
        {
            // As on Azure a container that does not exist yet is no error.
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.NotListed(logger, container, error.Message);
        }
    }

    private async Task<bool> PostAsync(
        string function, BlobContainerClient container, BlobItem blob, string etag, CancellationToken cancellationToken)
    {
        JArray events = [Event(container, blob, etag)];
        using HttpRequestMessage request = new(HttpMethod.Post, $"http://localhost/runtime/webhooks/blobs?functionName=Host.Functions.{function}")
        {
            Content = new StringContent(events.ToString(Formatting.None), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("aeg-event-type", "Notification");
        using HttpResponseMessage? answer = await webhooks.SendAsync("blobs", request, cancellationToken);
        return answer?.IsSuccessStatusCode == true;
    }

    private JObject Event(BlobContainerClient container, BlobItem blob, string etag) => new()
    {
        ["id"] = Guid.NewGuid().ToString(),
        ["topic"] = $"/subscriptions/local/storageAccounts/{container.AccountName}",
        ["subject"] = $"/blobServices/default/containers/{container.Name}/blobs/{blob.Name}",
        ["eventType"] = "Microsoft.Storage.BlobCreated",
        ["eventTime"] = time.GetUtcNow().ToString("O"),
        ["dataVersion"] = string.Empty,
        ["metadataVersion"] = "1",
        ["data"] = new JObject
        {
            ["api"] = "PutBlob",
            ["eTag"] = etag.Trim('"'),
            ["contentType"] = blob.Properties.ContentType,
            ["contentLength"] = blob.Properties.ContentLength,
            ["blobType"] = "BlockBlob",
            ["url"] = container.GetBlobClient(blob.Name).Uri.ToString(),
        },
    };

    private static partial class Log
    {
        [LoggerMessage(60, LogLevel.Warning, "Container {Container} cannot be listed, so its blobs are announced later: {Reason}")]
        public static partial void NotListed(ILogger logger, string container, string reason);
    }
}
