using Azure.Data.Tables;

namespace Pipeline.Storage.Catalog;

/// <summary>The tables of the catalogue; made once, before the first write.</summary>
/// <param name="service">The storage account's tables.</param>
public sealed class CatalogTables(TableServiceClient service) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile bool created;

    internal TableClient Rows { get; } = service.GetTableClient(CatalogKeys.Rows);

    internal TableClient ByGtin { get; } = service.GetTableClient(CatalogKeys.ByGtin);

    internal TableClient ByMpn { get; } = service.GetTableClient(CatalogKeys.ByMpn);

    internal TableClient Absent { get; } = service.GetTableClient(CatalogKeys.Absent);

    internal TableClient Categories { get; } = service.GetTableClient(CatalogKeys.Categories);

    /// <summary>Makes the tables that do not exist yet. Repeatable.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (created)
        {
            return;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            TableClient[] all = [Rows, ByGtin, ByMpn, Absent, Categories];
            foreach (TableClient table in created ? [] : all)
            {
                _ = await table.CreateIfNotExistsAsync(cancellationToken);
            }

            created = true;
        }
        finally
        {
            _ = gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();
}
