using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Pipeline.TestSupport;

namespace Pipeline.Faults.Storage;

/// <summary>The emulator and the simulation side by side, for contract tests that must hold on both.</summary>
public sealed class StorageBackings : IAsyncLifetime
{
    /// <summary>Name of the emulator in theories.</summary>
    public const string Emulator = "emulator";

    /// <summary>Name of the simulation in theories.</summary>
    public const string Simulation = "simulation";

    private readonly StorageClients simulated = new SimulatedAccount(() => TimeProvider.System.GetUtcNow()).Direct();
    private AzuriteServer? server;
    private StorageClients? emulated;
    private int names;

    public async Task InitializeAsync()
    {
        server = await AzuriteServer.StartAsync(CancellationToken.None);
        emulated = new StorageClients(
            new TableServiceClient(server.ConnectionString),
            new BlobServiceClient(server.ConnectionString),
            new QueueServiceClient(server.ConnectionString));
    }

    public async Task DisposeAsync() => await server!.DisposeAsync();

    /// <summary>The clients of a backing.</summary>
    public StorageClients Of(string backing) => backing == Simulation ? simulated : emulated!;

    /// <summary>A name nobody has used.</summary>
    public string NewName() => $"c{Interlocked.Increment(ref names):D6}";

    /// <summary>A new table.</summary>
    public async Task<TableClient> NewTableAsync(string backing)
    {
        TableClient table = Of(backing).Tables.GetTableClient(NewName());
        _ = await table.CreateAsync();
        return table;
    }
}
