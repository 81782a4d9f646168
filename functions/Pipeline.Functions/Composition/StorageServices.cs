using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Pipeline.Core.Audit;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.ErrorGroups.Sources;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Functions.Monitoring;
using Pipeline.Functions.Settings;
using Pipeline.Storage;
using Pipeline.Storage.Audit;
using Pipeline.Storage.Flows;
using Pipeline.Storage.Schemas;

namespace Pipeline.Functions.Composition;

/// <summary>Registers the storage account's clients and the stores of flows. Nothing is contacted at start.</summary>
internal static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services) => services
        .AddSingleton<TokenCredential>(static provider => new DefaultAzureCredential(new DefaultAzureCredentialOptions
        {
            ManagedIdentityClientId = provider.GetRequiredService<StorageSettings>().ClientId,
        }))
        .AddSingleton(static provider => new SchemaGuard(
            Tables(provider, TableOptions.Create()), TableSchemas.All, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(static provider =>
            Tables(provider, TableOptions.Create(new SchemaPolicy(provider.GetRequiredService<SchemaGuard>()))))
        .AddSingleton(static provider => Connect<BlobServiceClient>(
            provider, "blob", static connection => new(connection), static (address, identity) => new(address, identity)))
        .AddSingleton(static provider => Connect<QueueServiceClient>(
            provider, "queue", static connection => new(connection), static (address, identity) => new(address, identity)))
        .AddSingleton<ExecutionStore>()
        .AddSingleton<IExecutionStore>(static provider => new MeasuredExecutions(
            new WatchedExecutions(
                provider.GetRequiredService<ExecutionStore>(), provider.GetRequiredService<ExecutionReports>(), provider.GetRequiredService<IErrorNotes>()),
            provider.GetRequiredService<PipelineMetrics>()))
        .AddSingleton<IExecutionLog>(static provider => provider.GetRequiredService<ExecutionStore>())
        .AddSingleton<IAuditLog, AuditStore>()
        .AddSingleton<IFlowStore, FlowStore>()
        .AddSingleton<IFlowQueue, FlowQueue>();

    private static TableServiceClient Tables(IServiceProvider provider, TableClientOptions options) => Connect<TableServiceClient>(
        provider, "table", connection => new(connection, options), (address, identity) => new(address, identity, options));

    private static TClient Connect<TClient>(
        IServiceProvider provider, string service, Func<string, TClient> byKey, Func<Uri, TokenCredential, TClient> byIdentity)
    {
        StorageSettings storage = provider.GetRequiredService<StorageSettings>();
        return storage.ConnectionString is { } connection
            ? byKey(connection)
            : byIdentity(storage.EndpointOf(service), provider.GetRequiredService<TokenCredential>());
    }
}
