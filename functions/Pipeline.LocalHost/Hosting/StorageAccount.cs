using Azure;
using Azure.Core;
using Azure.Storage.Blobs;
using Pipeline.LocalHost.App;

namespace Pipeline.LocalHost.Hosting;

/// <summary>The host's own storage account: <c>AzureWebJobsStorage</c>.</summary>
internal static class StorageAccount
{
    /// <summary>Name of the setting.</summary>
    public const string Setting = "AzureWebJobsStorage";

    /// <summary>Opens the account and sees that it answers.</summary>
    /// <exception cref="HostStartException">The setting is missing or unreadable, or the account does not answer.</exception>
    public static async Task<BlobServiceClient> OpenAsync(AppSettings settings, CancellationToken cancellationToken)
    {
        string connection = settings.Get(Setting) ?? throw new HostStartException(
            settings.Get($"{Setting}__accountName") is null
                ? $"The setting {Setting} is missing in the environment and in local.settings.json; for Azurite set UseDevelopmentStorage=true."
                : $"{Setting}__accountName asks for an identity; on this machine set a connection string in {Setting}.");
        try
        {
            BlobClientOptions options = new() { Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(200), Mode = RetryMode.Fixed } };
            BlobServiceClient client = new(connection, options);
            await client.GetBlobContainerClient("azure-webjobs-hosts").CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            return client;
        }
        catch (FormatException error)
        {
            throw new HostStartException($"The setting {Setting} is not a connection string; for Azurite set UseDevelopmentStorage=true.", error);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException)
        {
            string reason = error is RequestFailedException { Status: > 0 } refused
                ? $"refuses the host ({refused.ErrorCode}); correct the account key"
                : "does not answer; start Azurite or correct the address";
            throw new HostStartException($"The storage account of {Setting} {reason}.", error);
        }
    }
}
