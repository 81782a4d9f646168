using Azure.Data.Tables;

namespace Pipeline.Storage;

/// <summary>A table that comes into being at its first use, so that starting the app touches no storage.</summary>
public sealed class StorageTable(TableServiceClient service, string name) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private TableClient? table;

    /// <summary>The table, created if need be. A failure is not remembered: the next call tries again.</summary>
    public async ValueTask<TableClient> GetAsync(CancellationToken cancellationToken)
    {
        if (table is { } ready)
        {
            return ready;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (table is null)
            {
                TableClient created = service.GetTableClient(name);
                _ = await created.CreateIfNotExistsAsync(cancellationToken);
                table = created;
            }

            return table;
        }
        finally
        {
            _ = gate.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => gate.Dispose();
}
