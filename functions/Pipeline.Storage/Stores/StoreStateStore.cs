using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Channels;

namespace Pipeline.Storage.Stores;

/// <summary>Remembers stores in the table <c>Stores</c>: one partition, one row per store, the record as JSON.</summary>
public sealed class StoreStateStore(TableServiceClient service) : IStoreStateStore, IDisposable
{
    private const string Partition = "store";
    private const string RecordColumn = "Record";

    private readonly StorageTable table = new(service, StorageNames.StoresTable);

    /// <inheritdoc />
    public async Task<IReadOnlyList<StoreState>> ListAsync(CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        List<StoreState> states = [];
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), null, null, cancellationToken))
        {
            states.Add(RecordOf(row));
        }

        return states;
    }

    /// <inheritdoc />
    public async Task<StoreState> FindAsync(string store, CancellationToken cancellationToken) =>
        await ReadAsync(store, cancellationToken) is { } row ? RecordOf(row) : new StoreState { Code = store };

    /// <inheritdoc />
    public Task<StoreState> UpdateAsync(string store, Func<StoreState, StoreState> change, CancellationToken cancellationToken) =>
        OptimisticWrite.RunAsync(async _ =>
        {
            TableEntity? row = await ReadAsync(store, cancellationToken);
            StoreState before = row is null ? new StoreState { Code = store } : RecordOf(row);
            StoreState after = change(before);
            if (before != after)
            {
                await WriteAsync(after, row?.ETag, cancellationToken);
            }

            return after;
        });

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static StoreState RecordOf(TableEntity row) => JsonSerializer.Deserialize(row.GetString(RecordColumn)!, StoreJson.Default.StoreState)!;

    private async Task WriteAsync(StoreState state, ETag? version, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        TableEntity row = new(Partition, state.Code) { [RecordColumn] = JsonSerializer.Serialize(state, StoreJson.Default.StoreState) };
        _ = version is { } known
            ? await client.UpdateEntityAsync(row, known, TableUpdateMode.Replace, cancellationToken)
            : await client.AddEntityAsync(row, cancellationToken);
    }

    private async Task<TableEntity?> ReadAsync(string store, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(Partition, store, null, cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
