using System.Net.Http.Headers;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Newtonsoft.Json;

namespace Pipeline.LocalHost.Jobs;

/// <summary>
/// Plays the Event Grid subscriptions of the app's blob functions: nobody emits events for an emulator. It lists their
/// containers and posts <c>BlobCreated</c> to the extension's webhook for each blob version it has not announced yet.
/// </summary>
/// <remarks>
/// Like Event Grid it announces at least once, tries again until the webhook accepts, and catches up after a stop. Unlike it, it
/// also announces what was in the container when it is first seen, and a change of metadata alone, which gives a new ETag.
/// </remarks>
internal sealed partial class BlobEvents(
    BlobServiceClient storage, string dataFolder, ExtensionWebhooks webhooks, TimeProvider clock, ILogger<BlobEvents> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>What was announced, a line for each blob version and function.</summary>
    private readonly string file = Path.Combine(dataFolder, "announced-blobs.tsv");

    /// <summary>Watches the containers of the functions that listen to blob events until cancelled.</summary>
    public async Task RunAsync(IEnumerable<FunctionDefinition> functions, AppSettings settings, CancellationToken cancellationToken)
    {
        (string Function, string Container)[] subscriptions =
        [
            .. from function in functions
               where function.Trigger.Is("blobTrigger") && function.Trigger.Has("source", "EventGrid")
               let path = settings.Expand(function.Trigger.Text("path") ?? string.Empty)
               where path is not null
               select (function.Name, path.TrimStart('/').Split('/')[0]),
        ];
        HashSet<string> announced = File.Exists(file) ? [.. await File.ReadAllLinesAsync(file, cancellationToken)] : [];
        using PeriodicTimer timer = new(Pause, clock);
        while (subscriptions.Length > 0 && await timer.WaitForNextTickAsync(cancellationToken))
        {
            foreach ((string function, string container) in subscriptions)
            {
                await AnnounceAsync(function, storage.GetBlobContainerClient(container), announced, cancellationToken);
            }
        }
    }

    private async Task AnnounceAsync(string function, BlobContainerClient container, HashSet<string> announced, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (BlobItem blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, cancellationToken))
            {
                string version = $"{blob.Properties.ETag}\t{function}/{container.Name}/{blob.Name}";
                if (!announced.Contains(version) && await PostAsync(function, container.GetBlobClient(blob.Name), blob.Properties, cancellationToken))
                {
                    // After a crash in between it is announced again.
                    announced.Add(version);
                    await File.AppendAllTextAsync(file, version + "\n", cancellationToken);
                }
            }
        }
        catch (RequestFailedException error) when (error.Status == StatusCodes.Status404NotFound)
        {
            // As on Azure a container that does not exist yet is no error.
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.NotListed(logger, container.Name, error.Message);
        }
    }

    private async Task<bool> PostAsync(string function, BlobClient blob, BlobItemProperties properties, CancellationToken cancellationToken)
    {
        JArray events = [new JObject
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["subject"] = $"/blobServices/default/containers/{blob.BlobContainerName}/blobs/{blob.Name}",
            ["eventType"] = "Microsoft.Storage.BlobCreated",
            ["eventTime"] = clock.GetUtcNow().ToString("O"),
            ["dataVersion"] = string.Empty,
            ["data"] = new JObject
            {
                ["api"] = "PutBlob",
                ["eTag"] = properties.ETag?.ToString().Trim('"'),
                ["blobType"] = "BlockBlob",
                ["url"] = blob.Uri.ToString(),
            },
        }];
        using HttpRequestMessage request = new(HttpMethod.Post, $"http://localhost/runtime/webhooks/blobs?functionName=Host.Functions.{function}")
        {
            Content = new StringContent(events.ToString(Formatting.None), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
            Headers = { { "aeg-event-type", "Notification" } },
        };
        using HttpResponseMessage answer = await webhooks.SendAsync("blobs", request, cancellationToken);
        return answer.IsSuccessStatusCode;
    }

    private static partial class Log
    {
        [LoggerMessage(60, LogLevel.Warning, "Container {Container} cannot be listed, so its blobs are announced later: {Reason}")]
        public static partial void NotListed(ILogger logger, string container, string reason);
    }
}
