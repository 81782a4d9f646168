using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Pipeline.Storage.Catalog;
using Pipeline.TestSupport;

namespace Pipeline.Storage.Tests.Infrastructure;

/// <summary>One emulator for all contract tests; each test has a table of its own.</summary>
public sealed class StorageEmulator : IAsyncLifetime
{
    /// <summary>Names of the catalogue's tables.</summary>
    public static readonly IReadOnlyList<string> CatalogTableNames =
        [CatalogKeys.Rows, CatalogKeys.ByGtin, CatalogKeys.ByMpn, CatalogKeys.Absent, CatalogKeys.Categories];

    private AzuriteServer? server;
    private int tables;
    private int distributors;

    public AzuriteServer Server => server ?? throw new InvalidOperationException("Not started.");

    public TableServiceClient Tables { get; private set; } = null!;

    public BlobServiceClient Blobs { get; private set; } = null!;

    public QueueServiceClient Queues { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        server = await AzuriteServer.StartAsync(CancellationToken.None);
        Tables = new TableServiceClient(server.ConnectionString, TableOptions.Create());
        Blobs = new BlobServiceClient(server.ConnectionString);
        Queues = new QueueServiceClient(server.ConnectionString);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    public async Task<TableClient> NewTableAsync()
    {
        TableClient table = Tables.GetTableClient($"t{Interlocked.Increment(ref tables):D6}");
        await table.CreateIfNotExistsAsync();
        return table;
    }

    /// <summary>The table of a store, with nothing in it.</summary>
    public async Task<TableClient> EmptyTableAsync(string name)
    {
        _ = await Tables.DeleteTableAsync(name);
        TableClient table = Tables.GetTableClient(name);
        await table.CreateIfNotExistsAsync();
        return table;
    }

    /// <summary>The catalogue's tables, with nothing in them.</summary>
    public async Task EmptyCatalogAsync()
    {
        foreach (string name in CatalogTableNames)
        {
            _ = await EmptyTableAsync(name);
        }
    }

    /// <summary>Clients of the emulator.</summary>
    public StorageConnection Direct => new(Tables, Blobs, Queues);

    /// <summary>The code of a distributor of whom nothing is stored.</summary>
    public string NewDistributor() => $"d{Interlocked.Increment(ref distributors):D4}";

    /// <summary>A queue, made, with no message in it.</summary>
    public async Task EmptyQueueAsync(string name)
    {
        QueueClient queue = Queues.GetQueueClient(name);
        _ = await queue.CreateIfNotExistsAsync();
        _ = await queue.ClearMessagesAsync();
    }

    /// <summary>Clients whose requests all go through a handler.</summary>
    public StorageConnection Through(DelegatingHandler handler)
    {
        TableServiceClient through = TablesThrough(handler);
        HttpClientTransport transport = new(handler);
        BlobClientOptions blobs = new() { Transport = transport };
        blobs.Retry.Delay = TimeSpan.FromMilliseconds(1);
        QueueClientOptions queues = new() { Transport = transport };
        queues.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new(through, new BlobServiceClient(Server.ConnectionString, blobs), new QueueServiceClient(Server.ConnectionString, queues));
    }

    /// <summary>A client of the same tables whose requests go through a handler.</summary>
    public TableServiceClient TablesThrough(DelegatingHandler handler)
    {
        handler.InnerHandler = new SocketsHttpHandler();
        TableClientOptions options = TableOptions.Create();
        options.Transport = new HttpClientTransport(handler);
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new TableServiceClient(Server.ConnectionString, options);
    }
}
