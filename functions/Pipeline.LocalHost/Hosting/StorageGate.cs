using Azure;
using Azure.Storage.Blobs;
using Pipeline.LocalHost.Configuration;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Waits until the host's storage account answers, and says so meanwhile.</summary>
internal sealed partial class StorageGate(StorageAccounts accounts, TimeProvider time, ILogger<StorageGate> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Reminder = TimeSpan.FromSeconds(10);

    /// <summary>Opens the container <c>azure-webjobs-hosts</c>; returns when that worked.</summary>
    /// <exception cref="HostStartException">The account refuses the credentials: waiting would not help.</exception>
    public async Task<BlobContainerClient> OpenAsync(CancellationToken cancellationToken)
    {
        BlobContainerClient hosts = accounts.Blobs().GetBlobContainerClient("azure-webjobs-hosts");
        DateTimeOffset next = DateTimeOffset.MinValue;
        while (true)
        {
            try
            {
                await hosts.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
                return hosts;
            }
            catch (RequestFailedException error) when (error.Status is 401 or 403)
            {
                throw new HostStartException($"Storage at {hosts.AccountName} refuses AzureWebJobsStorage: {error.ErrorCode}.", error);
            }
            catch (Exception error) when (StorageFault.Is(error))
            {
                if (time.GetUtcNow() >= next)
                {
                    Log.Waiting(logger, hosts.Uri.GetLeftPart(UriPartial.Authority));
                    next = time.GetUtcNow() + Reminder;
                }
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(70, LogLevel.Warning, "Storage at {Address} does not answer; waiting for it. Is Azurite running?")]
        public static partial void Waiting(ILogger logger, string address);
    }
}
