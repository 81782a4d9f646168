using Azure;
using Azure.Core;
using Azure.Storage.Blobs;

namespace Pipeline.LocalHost.Hosting;

/// <summary>The host's own storage account.</summary>
internal static class StorageAccount
{
    public const string Setting = "AzureWebJobsStorage";

    /// <summary>Opens the account, sees that it answers and makes the container of the host's own blobs.</summary>
    /// <exception cref="HostStartException">The setting is missing or unreadable, or the account does not answer.</exception>
    public static async Task<BlobServiceClient> OpenAsync(AppSettings settings, CancellationToken cancellationToken)
    {
        string connection = settings.Get(Setting) ?? throw new HostStartException(
            $"The setting {Setting} is missing in the environment and in local.settings.json; for Azurite set UseDevelopmentStorage=true.");
        try
        {
            BlobClientOptions options = new() { Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(200), Mode = RetryMode.Fixed } };
            BlobServiceClient client = new(connection, options);
            await client.GetBlobContainerClient("azure-webjobs-hosts").CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            return client;
        }
        catch (Exception error) when (error is FormatException or RequestFailedException or AggregateException)
        {
            string fault = error switch
            {
                FormatException => "is no connection string; for Azurite set UseDevelopmentStorage=true",
                RequestFailedException { Status: > 0 } refused => $"names an account that refuses the host ({refused.ErrorCode}); correct its key",
                _ => "names an account that does not answer; start Azurite or correct the address",
            };
            throw new HostStartException($"The setting {Setting} {fault}.", error);
        }
    }
}
