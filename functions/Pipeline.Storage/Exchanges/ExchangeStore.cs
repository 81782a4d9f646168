using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Flows;

namespace Pipeline.Storage.Exchanges;

/// <summary>Keeps exchanges in the table <c>Exchanges</c>, large bodies in the container <c>exchanges</c>.</summary>
/// <remarks>
/// Keys: see <see cref="ExchangeKeys"/>; ids are UUIDs of version 7, whose time decides about age. An exchange is one
/// transaction of one or two rows; large bodies are written before it and removed before its rows.
/// </remarks>
public sealed class ExchangeStore : IExchangeLog, IExchangeStore, IDisposable
{
    /// <summary>Exchanges removed in one transaction: two rows each.</summary>
    private const int RemovedAtOnce = RowRemoval.GroupLimit / 2;

    private readonly StorageTable table;
    private readonly ExchangeBodyStore bodies;

    /// <summary>Makes it; storage is touched at first use.</summary>
    public ExchangeStore(TableServiceClient tables, BlobServiceClient blobs)
    {
        table = new StorageTable(tables, StorageNames.ExchangesTable);
        bodies = new ExchangeBodyStore(blobs);
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The id is no UUID of version 7.</exception>
    public async Task RecordAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        string id = ExecutionId.TryParse(exchange.Id, out string known)
            ? known
            : throw new ArgumentException($"'{exchange.Id}' is no id of an exchange (UUID of version 7).", nameof(exchange));
        ExchangeHead head = ExchangeRow.HeadOf(exchange with { Id = id });
        TableEntity row = ExchangeRow.Of(ExchangeKeys.RowOf(id), head);
        row[ExchangeRow.KeptRequestColumn] = exchange.KeptRequest?.Sha256;
        if (exchange.KeptRequest is null)
        {
            await bodies.PackAsync(row, id, ExchangeRow.RequestColumn, exchange.Request, cancellationToken);
        }

        await bodies.PackAsync(row, id, ExchangeRow.ResponseColumn, exchange.Response, cancellationToken);
        List<TableTransactionAction> writes = [new(TableTransactionActionType.UpsertReplace, row)];
        if (head.Subject is { } subject)
        {
            writes.Add(new(TableTransactionActionType.UpsertReplace, ExchangeRow.Of(ExchangeKeys.RowOf(subject, id), head)));
        }

        TableClient client = await table.GetAsync(cancellationToken);
        _ = await client.SubmitTransactionAsync(writes, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<Core.Page<ExchangeHead>> ListAsync(
        ExchangeFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        string query = QueryOf(filter, cursor);
        TableClient client = await table.GetAsync(cancellationToken);
        return await TablePage.ReadAsync<ExchangeHead>(
            client,
            query,
            limit,
            ExchangeRow.WithoutBodies,
            static row => new(ExchangeRow.HeadOf(row)),
            static exchange => exchange.Id,
            filter.Status is { } status ? new TableSieve<ExchangeHead>(head => head.Status == status) : null,
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task<ExchangeHead?> FindAsync(string id, CancellationToken cancellationToken) =>
        await ReadAsync(id, ExchangeRow.WithoutBodies, cancellationToken) is { } row ? ExchangeRow.HeadOf(row) : null;

    /// <inheritdoc />
    public Task<byte[]?> ReadRequestAsync(string id, CancellationToken cancellationToken) =>
        ReadBodyAsync(id, ExchangeRow.RequestColumn, cancellationToken);

    /// <inheritdoc />
    public Task<byte[]?> ReadResponseAsync(string id, CancellationToken cancellationToken) =>
        ReadBodyAsync(id, ExchangeRow.ResponseColumn, cancellationToken);

    /// <inheritdoc />
    public async Task<int> RemoveAsync(DateTimeOffset before, DateTimeOffset failedBefore, CancellationToken cancellationToken)
    {
        int removed = await RemoveAsync(before, hasFailed: false, cancellationToken)
            + await RemoveAsync(failedBefore, hasFailed: true, cancellationToken);
        await bodies.RemoveLeftAsync(before < failedBefore ? before : failedBefore, cancellationToken);
        return removed;
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static string QueryOf(ExchangeFilter filter, string? cursor)
    {
        (string after, string before) = ExchangeKeys.Range(filter.Subject);
        if (cursor is not null)
        {
            string last = Core.Cursor.Read(cursor, static place => ExecutionId.TryParse(place, out _));
            after = filter.Subject is { } subject ? ExchangeKeys.RowOf(subject, last) : ExchangeKeys.RowOf(last);
        }

        List<string> conditions =
        [
            TableClient.CreateQueryFilter($"PartitionKey eq {ExchangeKeys.Partition} and RowKey gt {after} and RowKey lt {before}"),
        ];
        if (filter.Partner is not null)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Partner eq {filter.Partner}"));
        }

        if (filter.Operation is not null)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Operation eq {filter.Operation}"));
        }

        if (filter.From is { } from)
        {
            conditions.Add(TableClient.CreateQueryFilter($"RowKey le {ExchangeKeys.LastRowAt(from, filter.Subject)}"));
        }

        if (filter.To is { } to)
        {
            conditions.Add(TableClient.CreateQueryFilter($"RowKey gt {ExchangeKeys.LastRowAt(to, filter.Subject)}"));
        }

        if (filter.HasFailed is { } hasFailed)
        {
            conditions.Add(TableClient.CreateQueryFilter($"HasFailed eq {hasFailed}"));
        }

        return string.Join(" and ", conditions.Select(static condition => $"({condition})"));
    }

    private async Task<byte[]?> ReadBodyAsync(string id, string column, CancellationToken cancellationToken) =>
        await ReadAsync(id, null, cancellationToken) is { } row ? await bodies.UnpackAsync(row, column, cancellationToken) : null;

    private async Task<TableEntity?> ReadAsync(string id, IEnumerable<string>? select, CancellationToken cancellationToken)
    {
        if (!ExecutionId.TryParse(id, out string known))
        {
            return null;
        }

        TableClient client = await table.GetAsync(cancellationToken);
        Azure.NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(
            ExchangeKeys.Partition, ExchangeKeys.RowOf(known), select, cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    private async Task<int> RemoveAsync(DateTimeOffset before, bool hasFailed, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        (_, string end) = ExchangeKeys.Range(null);
        string query = TableClient.CreateQueryFilter(
            $"PartitionKey eq {ExchangeKeys.Partition} and RowKey gt {ExchangeKeys.LastRowAt(before)} and RowKey lt {end} and HasFailed eq {hasFailed}");
        int removed = 0;
        List<TableEntity> some = [];
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(query, null, ExchangeRow.WithoutBodies, cancellationToken))
        {
            some.Add(row);
            if (some.Count == RemovedAtOnce)
            {
                removed += await RemoveAsync(client, some, cancellationToken);
                some.Clear();
            }
        }

        return removed + await RemoveAsync(client, some, cancellationToken);
    }

    private async Task<int> RemoveAsync(TableClient client, List<TableEntity> some, CancellationToken cancellationToken)
    {
        foreach (TableEntity row in some)
        {
            await bodies.RemoveAsync(row, cancellationToken);
        }

        _ = await RowRemoval.RemoveGroupAsync(client, [.. some.SelectMany(RowsOf)], cancellationToken);
        return some.Count;
    }

    private static IEnumerable<TableEntity> RowsOf(TableEntity row)
    {
        // The entry goes first where they go one by one: without its exchange nobody would find it again.
        if (row.GetString(ExchangeRow.SubjectColumn) is { } subject)
        {
            yield return new TableEntity(row.PartitionKey, ExchangeKeys.RowOf(subject, ExchangeRow.HeadOf(row).Id));
        }

        yield return new TableEntity(row.PartitionKey, row.RowKey);
    }
}
