using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Alerts;

namespace Pipeline.Storage.Errors;

/// <summary>Remembers what people were told in one row of the table <c>Errors</c>.</summary>
public sealed class AlertStore(TableServiceClient service) : IAlertStore, IDisposable
{
    private const string Partition = "alerts";
    private const string Row = "state";
    private const string RecordColumn = "Record";

    private readonly StorageTable table = new(service, StorageNames.ErrorsTable);

    /// <inheritdoc />
    public async Task<AlertState> ReadAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) is { } row ? StateOf(row) : new AlertState();

    /// <inheritdoc />
    public Task<AlertState> UpdateAsync(Func<AlertState, AlertState> change, CancellationToken cancellationToken) => OptimisticWrite.RunAsync(async turn =>
    {
        TableEntity? row = await FindAsync(cancellationToken);
        AlertState before = row is null ? new AlertState() : StateOf(row);
        AlertState after = change(before);
        if (!ReferenceEquals(before, after))
        {
            TableClient client = await table.GetAsync(cancellationToken);
            TableEntity written = new(Partition, Row) { [RecordColumn] = JsonSerializer.Serialize(after, ErrorJson.Default.AlertState) };
            _ = row is null
                ? await client.AddEntityAsync(written, cancellationToken)
                : await client.UpdateEntityAsync(written, row.ETag, TableUpdateMode.Replace, cancellationToken);
        }

        return after;
    });

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static AlertState StateOf(TableEntity row) => JsonSerializer.Deserialize(row.GetString(RecordColumn)!, ErrorJson.Default.AlertState)!;

    private async Task<TableEntity?> FindAsync(CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(Partition, Row, null, cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
