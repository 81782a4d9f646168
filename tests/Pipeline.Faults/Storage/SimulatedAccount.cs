using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Pipeline.Faults.Faults;
using Pipeline.Faults.Storage.Blobs;
using Pipeline.Faults.Storage.Queues;
using Pipeline.Faults.Storage.Tables;
using Pipeline.Faults.Time;
using Pipeline.Storage;

namespace Pipeline.Faults.Storage;

/// <summary>A storage account in memory that outlives the processes, and the real clients to reach it.</summary>
public sealed class SimulatedAccount(Func<DateTimeOffset> clock)
{
    private const string Connection =
        "DefaultEndpointsProtocol=http;AccountName=simulated;AccountKey=c2ltdWxhdGVk;" +
        "BlobEndpoint=http://127.0.0.1:10000/simulated;QueueEndpoint=http://127.0.0.1:10001/simulated;" +
        "TableEndpoint=http://127.0.0.1:10002/simulated;";

    /// <summary>The Table service.</summary>
    public SimulatedTables Tables { get; } = new(clock);

    /// <summary>The Blob service.</summary>
    public SimulatedBlobs Blobs { get; } = new(clock);

    /// <summary>The Queue service.</summary>
    public SimulatedQueues Queues { get; } = new(clock);

    /// <summary>The clients of one incarnation: each request goes over the wire, retries wait in its time.</summary>
    public StorageClients ConnectedTo(Incarnation process, Wire wire) => Clients(
        new SimulatedRetry(process.Clock),
        (service, endpoint) => new WiredHandler(process, wire, service, endpoint));

    /// <summary>Clients that reach the storage at once and never fail: for those who look from outside.</summary>
    public StorageClients Direct() => Clients(
        new SimulatedRetry(TimeProvider.System),
        static (_, endpoint) => new DirectHandler(endpoint));

    private StorageClients Clients(HttpPipelinePolicy retry, Func<string, IHttpService, HttpMessageHandler> handler) => new(
        new TableServiceClient(Connection, Set(TableOptions.Create(), retry, handler("table", Tables))),
        new BlobServiceClient(Connection, Set(new BlobClientOptions(), retry, handler("blob", Blobs))),
        new QueueServiceClient(Connection, Set(new QueueClientOptions(), retry, handler("queue", Queues))));

    private static T Set<T>(T options, HttpPipelinePolicy retry, HttpMessageHandler handler)
        where T : ClientOptions
    {
        options.RetryPolicy = retry;
        // A time-out would count real time, and its timer would keep a finished world in memory until then.
        options.Retry.NetworkTimeout = Timeout.InfiniteTimeSpan;
        options.Transport = new HttpClientTransport(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan });
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        return options;
    }
}
