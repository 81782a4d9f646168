using Azure.Data.Tables;
using Pipeline.TestSupport;

namespace Pipeline.Storage.Tests.Infrastructure;

/// <summary>One emulator for all contract tests; each test has a table of its own.</summary>
public sealed class StorageEmulator : IAsyncLifetime
{
    private AzuriteServer? server;
    private int tables;

    public AzuriteServer Server => server ?? throw new InvalidOperationException("Not started.");

    public TableServiceClient Tables { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        server = await AzuriteServer.StartAsync(CancellationToken.None);
        Tables = new TableServiceClient(server.ConnectionString);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    public async Task<TableClient> NewTableAsync()
    {
        TableClient table = Tables.GetTableClient($"t{Interlocked.Increment(ref tables):D6}");
        await table.CreateIfNotExistsAsync();
        return table;
    }
}
