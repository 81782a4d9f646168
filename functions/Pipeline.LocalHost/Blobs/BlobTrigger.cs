using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues.Models;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Invocation;
using Pipeline.LocalHost.Queues;

namespace Pipeline.LocalHost.Blobs;

/// <summary>Calls blob functions for the messages of the internal queue.</summary>
internal sealed partial class BlobTrigger(
    IReadOnlyDictionary<string, FunctionDefinition> functions,
    StorageAccounts accounts,
    FunctionInvoker invoker,
    ILogger<BlobTrigger> logger) : IMessageConsumer
{
    public async Task<bool> ConsumeAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        if (BlobMessage.Decode(message.Body) is not { } found
            || !functions.TryGetValue(found.FunctionId, out FunctionDefinition? function))
        {
            Log.Unknown(logger, message.MessageId);
            return false;
        }

        await CallAsync(function, found.ContainerName, found.BlobName, found.ETag, cancellationToken);
        return true;
    }

    /// <summary>Calls the function for a blob, unless the blob is gone or is no longer the version of the ETag (null takes any).</summary>
    /// <exception cref="FunctionFailedException">The call failed or the path does not match the trigger.</exception>
    public async Task CallAsync(
        FunctionDefinition function, string container, string name, string? etag, CancellationToken cancellationToken)
    {
        string? connection = function.Trigger.Text("connection");
        BlobPath path = BlobPath.Parse(function.Trigger.Text("path") ?? string.Empty);
        BlobClient blob = accounts.Blobs(connection).GetBlobContainerClient(container).GetBlobClient(name);
        if (path.Match(name) is not { } captures || path.Container != container)
        {
            throw new FunctionFailedException(
                function.Name, new InvalidOperationException($"{container}/{name} does not match the path of the trigger."));
        }

        FunctionCall? call = null;
        try
        {
            BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);

            // A newer version has been seen, or will be, by the watcher: it gets a call of its own.
            if (etag is null || properties.ETag.ToString().Trim('"') == etag.Trim('"'))
            {
                object value = BlobCall.IsDeferred(function)
                    ? BlobCall.Reference(connection ?? StorageAccounts.HostConnection, container, name)
                    : (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
                call = BlobCall.Create(function, new FoundBlob(container, name, blob.Uri, captures), properties, value);
            }
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            Log.Gone(logger, container, name);
        }

        if (call is not null)
        {
            await invoker.InvokeAsync(call, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(61, LogLevel.Error, "Message {MessageId} names no blob function of this app and becomes poison")]
        public static partial void Unknown(ILogger logger, string messageId);

        [LoggerMessage(62, LogLevel.Information, "Blob {Container}/{Blob} was deleted before its function ran")]
        public static partial void Gone(ILogger logger, string container, string blob);
    }
}
