using System.Collections.Concurrent;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Pipeline.LocalHost.Configuration;

/// <summary>Clients for the storage accounts that settings name.</summary>
/// <remarks>A binding's <c>connection</c> is looked up as <c>AzureWebJobs{name}</c>, then as <c>{name}</c>.</remarks>
internal sealed class StorageAccounts(AppSettings settings)
{
    /// <summary>The connection of the host itself.</summary>
    public const string HostConnection = "AzureWebJobsStorage";

    private readonly ConcurrentDictionary<string, BlobServiceClient> _blobs = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, QueueServiceClient> _queues = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the host's own account is set.</summary>
    public bool HasHostAccount => settings.Get(HostConnection) is not null;

    public BlobServiceClient Blobs(string? connection = null) => _blobs.GetOrAdd(
        connection ?? HostConnection, name => new BlobServiceClient(ConnectionString(name), Patient(new BlobClientOptions())));

    public QueueServiceClient Queues(string? connection = null) => _queues.GetOrAdd(
        connection ?? HostConnection,
        name => new QueueServiceClient(ConnectionString(name), Patient(new QueueClientOptions())));

    private string ConnectionString(string name)
    {
        string? value = settings.Get($"AzureWebJobs{name}") ?? settings.Get(name)
            ?? settings.Get($"ConnectionStrings:{name}");
        if (value is not null)
        {
            return value;
        }

        bool isIdentity = settings.Get($"{name}__accountName") is not null;
        throw new HostStartException(
            isIdentity
                ? $"{name}__accountName asks for an identity; LocalHost needs a connection string in {name}."
                : $"Missing value for {name} in local.settings.json or the environment. "
                    + "Every trigger but httpTrigger needs it; for Azurite: UseDevelopmentStorage=true.");
    }

    private static T Patient<T>(T options)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        options.Diagnostics.IsTelemetryEnabled = false;
        return options;
    }
}
