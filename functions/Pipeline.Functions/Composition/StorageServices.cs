using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Functions.Settings;
using Pipeline.Storage;
using Pipeline.Storage.Flows;
using Pipeline.Storage.Schemas;

namespace Pipeline.Functions.Composition;

/// <summary>Registers the storage account's clients and the stores of flows. Nothing is contacted at start.</summary>
internal static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageSettings storage)
    {
        Lazy<TokenCredential> identity = new(() => new DefaultAzureCredential(
            new DefaultAzureCredentialOptions { ManagedIdentityClientId = storage.ClientId }));
        return services
            .AddSingleton(provider => new SchemaGuard(
                Tables(storage, identity, TableOptions.Create()), TableSchemas.All, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => Tables(
                storage, identity, TableOptions.Create(new SchemaPolicy(provider.GetRequiredService<SchemaGuard>()))))
            .AddSingleton(_ => storage.ConnectionString is { } connection
                ? new BlobServiceClient(connection)
                : new BlobServiceClient(storage.EndpointOf("blob"), identity.Value))
            .AddSingleton(_ => storage.ConnectionString is { } connection
                ? new QueueServiceClient(connection)
                : new QueueServiceClient(storage.EndpointOf("queue"), identity.Value))
            .AddSingleton<ExecutionStore>()
            .AddSingleton<IExecutionStore>(static provider => provider.GetRequiredService<ExecutionStore>())
            .AddSingleton<IExecutionLog>(static provider => provider.GetRequiredService<ExecutionStore>())
            .AddSingleton<IFlowStore, FlowStore>()
            .AddSingleton<IFlowQueue, FlowQueue>();
    }

    private static TableServiceClient Tables(StorageSettings storage, Lazy<TokenCredential> identity, TableClientOptions options) =>
        storage.ConnectionString is { } connection
            ? new TableServiceClient(connection, options)
            : new TableServiceClient(storage.EndpointOf("table"), identity.Value, options);
}
