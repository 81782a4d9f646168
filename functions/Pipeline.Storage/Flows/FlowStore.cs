using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Flows;

namespace Pipeline.Storage.Flows;

/// <summary>Remembers flow states in the table <c>Flows</c>: one partition, one row per flow, the record as JSON.</summary>
public sealed class FlowStore(TableServiceClient service) : IFlowStore, IDisposable
{
    private const string Partition = "flow";
    private const string RecordColumn = "Record";

    private readonly StorageTable table = new(service, StorageNames.FlowsTable);

    /// <inheritdoc />
    public async Task<IReadOnlyList<FlowState>> ListAsync(CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        List<FlowState> states = [];
        string query = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (TableEntity entity in client.QueryAsync<TableEntity>(query, null, null, cancellationToken))
        {
            states.Add(RecordOf(entity));
        }

        return states;
    }

    /// <inheritdoc />
    public async Task<FlowState> FindAsync(string code, CancellationToken cancellationToken) =>
        await ReadAsync(code, cancellationToken) is { } entity ? RecordOf(entity) : new FlowState { Code = code };

    /// <inheritdoc />
    public Task<FlowState> UpdateAsync(
        string code, Func<FlowState, FlowState> change, CancellationToken cancellationToken) => OptimisticWrite.RunAsync(async _ =>
    {
        TableEntity? entity = await ReadAsync(code, cancellationToken);
        FlowState before = entity is null ? new FlowState { Code = code } : RecordOf(entity);
        FlowState after = change(before);
        if (before != after)
        {
            await WriteAsync(after, entity?.ETag, cancellationToken);
        }

        return after;
    });

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static FlowState RecordOf(TableEntity entity) =>
        JsonSerializer.Deserialize(entity.GetString(RecordColumn)!, FlowJson.Default.FlowState)!;

    private async Task WriteAsync(FlowState state, ETag? version, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        TableEntity entity = new(Partition, state.Code)
        {
            [RecordColumn] = JsonSerializer.Serialize(state, FlowJson.Default.FlowState),
        };
        _ = version is { } known
            ? await client.UpdateEntityAsync(entity, known, TableUpdateMode.Replace, cancellationToken)
            : await client.AddEntityAsync(entity, cancellationToken);
    }

    private async Task<TableEntity?> ReadAsync(string code, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        NullableResponse<TableEntity> found =
            await client.GetEntityIfExistsAsync<TableEntity>(Partition, code, null, cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
