using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Flows;

namespace Pipeline.Storage.Flows;

/// <summary>Keeps executions in the table <c>Executions</c>.</summary>
/// <remarks>
/// Keys: see <see cref="ExecutionKey"/>. Beside each execution that is not finished stands a pointer in the partition
/// <c>open</c>, written before the execution and removed after its end; a pointer without use is removed when met. The
/// record is one JSON column; the columns beside it serve filters.
/// </remarks>
public sealed class ExecutionStore(TableServiceClient service, TimeProvider clock) : IExecutionStore, IExecutionLog, IDisposable
{
    private const string RecordColumn = "Record";

    /// <summary>A pointer older than this whose execution was never written is left from a crash.</summary>
    private static readonly TimeSpan PointerAge = TimeSpan.FromMinutes(5);

    private readonly StorageTable table = new(service, StorageNames.ExecutionsTable);

    /// <inheritdoc />
    public async Task<Execution?> FindAsync(string id, CancellationToken cancellationToken) =>
        ExecutionId.TryParse(id, out string known) && await ReadAsync(known, cancellationToken) is { } entity
            ? RecordOf(entity)
            : null;

    /// <inheritdoc />
    /// <exception cref="ArgumentException">Its id was not made by <see cref="ExecutionId"/>.</exception>
    public async Task<bool> TryAddAsync(Execution execution, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        TableEntity entity = EntityOf(execution);
        if (!execution.IsFinished)
        {
            await PointAsync(client, execution.Id, cancellationToken);
        }

        try
        {
            _ = await client.AddEntityAsync(entity, cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status == 409)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public async Task<Execution> UpdateAsync(
        string id, Func<Execution, Execution> change, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        return await OptimisticWrite.RunAsync(async _ =>
        {
            TableEntity entity = ExecutionId.TryParse(id, out string known)
                && await ReadAsync(known, cancellationToken) is { } found
                    ? found
                    : throw new KeyNotFoundException($"There is no execution '{id}'.");
            Execution before = RecordOf(entity);
            Execution after = change(before);
            if (before != after)
            {
                await ReplaceAsync(client, before, after, entity.ETag, cancellationToken);
            }

            return after;
        });
    }

    /// <inheritdoc />
    public async Task<Core.Page<Execution>> ListAsync(
        ExecutionFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        string query = ExecutionQuery.Of(filter, cursor);
        TableClient client = await table.GetAsync(cancellationToken);
        return await TablePage.ReadAsync<Execution>(client, query, limit, null, static row => new(RecordOf(row)), static execution => execution.Id, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Execution>> ListOpenAsync(CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        List<Execution> open = [];
        string query = TableClient.CreateQueryFilter($"PartitionKey eq {ExecutionKey.OpenPartition}");
        await foreach (TableEntity pointer in client.QueryAsync<TableEntity>(query, null, null, cancellationToken))
        {
            Execution? execution = await FindAsync(pointer.RowKey, cancellationToken);
            if (execution is { IsFinished: false })
            {
                open.Add(execution);
            }
            else if (execution is not null || clock.GetUtcNow() - pointer.Timestamp > PointerAge)
            {
                await UnpointAsync(client, pointer.RowKey, cancellationToken);
            }
        }

        return open;
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static async Task ReplaceAsync(
        TableClient client, Execution before, Execution after, ETag version, CancellationToken cancellationToken)
    {
        if (before.IsFinished && !after.IsFinished)
        {
            await PointAsync(client, after.Id, cancellationToken);
        }

        _ = await client.UpdateEntityAsync(EntityOf(after), version, TableUpdateMode.Replace, cancellationToken);
        if (after.IsFinished && !before.IsFinished)
        {
            await UnpointAsync(client, after.Id, cancellationToken);
        }
    }

    private static async Task PointAsync(TableClient client, string id, CancellationToken cancellationToken) =>
        _ = await client.UpsertEntityAsync(
            new TableEntity(ExecutionKey.OpenPartition, id), TableUpdateMode.Replace, cancellationToken);

    private static async Task UnpointAsync(TableClient client, string id, CancellationToken cancellationToken) =>
        _ = await client.DeleteEntityAsync(ExecutionKey.OpenPartition, id, ETag.All, cancellationToken);

    private static TableEntity EntityOf(Execution execution)
    {
        ExecutionKey key = ExecutionKey.Of(execution.Id);
        return new TableEntity(key.Partition, key.Row)
        {
            [ExecutionQuery.FlowColumn] = execution.Flow,
            [ExecutionQuery.StatusColumn] = ExecutionQuery.Spell(execution.Status),
            [ExecutionQuery.TriggerColumn] = execution.Trigger,
            [RecordColumn] = JsonSerializer.Serialize(execution, FlowJson.Default.Execution),
        };
    }

    private static Execution RecordOf(TableEntity entity) =>
        JsonSerializer.Deserialize(entity.GetString(RecordColumn)!, FlowJson.Default.Execution)!;

    private async Task<TableEntity?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        ExecutionKey key = ExecutionKey.Of(id);
        NullableResponse<TableEntity> found =
            await client.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Row, null, cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
