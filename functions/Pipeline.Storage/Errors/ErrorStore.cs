using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.ErrorGroups;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Errors;

/// <summary>Keeps groups of errors in the table <c>Errors</c>.</summary>
/// <remarks>
/// All groups stand in one partition: there are few, one for a partner, code and field, and what is open is read in one query.
/// A group's records stand in a partition of their own, and so do the groups that a subject is listed for. Each row is one
/// JSON column; the columns beside it serve filters.
/// </remarks>
public sealed class ErrorStore(TableServiceClient service) : IErrorStore, IDisposable
{
    private const string RecordColumn = "Record";
    private const string ClosedColumn = "Closed";
    private const int PageLimit = 1000;

    private readonly StorageTable table = new(service, StorageNames.ErrorsTable);

    /// <inheritdoc />
    public async Task<ErrorGroup?> FindAsync(string id, CancellationToken cancellationToken) =>
        await ReadAsync(ErrorKeys.Groups, TableKeys.Escape(id), cancellationToken) is { } row ? GroupOf(row) : null;

    /// <inheritdoc />
    public async Task<IReadOnlyList<ErrorGroup>> ListAsync(bool isClosed, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        List<ErrorGroup> groups = [];
        string query = TableClient.CreateQueryFilter($"PartitionKey eq {ErrorKeys.Groups} and Closed eq {isClosed}");
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(query, PageLimit, null, cancellationToken))
        {
            groups.Add(GroupOf(row));
        }

        return groups;
    }

    /// <inheritdoc />
    public Task<ErrorGroup?> RefreshAsync(
        string id, Func<ErrorGroup?, IReadOnlyList<ErrorRecord>, ErrorGroup?> change, CancellationToken cancellationToken) =>
        ChangeGroupAsync(id, async group => change(group, await StandingAsync(id, cancellationToken)), cancellationToken);

    /// <inheritdoc />
    public Task<ErrorGroup?> UpdateAsync(string id, Func<ErrorGroup?, ErrorGroup?> change, CancellationToken cancellationToken) =>
        ChangeGroupAsync(id, group => Task.FromResult(change(group)), cancellationToken);

    /// <inheritdoc />
    public async Task<ErrorRecord?> FindRecordAsync(string group, ErrorSubject subject, CancellationToken cancellationToken) =>
        await ReadAsync(ErrorKeys.RecordsOf(group), ErrorKeys.RowOf(subject), cancellationToken) is { } row ? RecordOf(row) : null;

    /// <inheritdoc />
    public Task<ErrorRecord?> UpdateRecordAsync(
        string group, ErrorSubject subject, Func<ErrorRecord?, ErrorRecord?> change, CancellationToken cancellationToken) => OptimisticWrite.RunAsync(async _ =>
    {
        TableEntity? row = await ReadAsync(ErrorKeys.RecordsOf(group), ErrorKeys.RowOf(subject), cancellationToken);
        ErrorRecord? before = row is null ? null : RecordOf(row);
        ErrorRecord? after = change(before);
        if (after is { IsOpen: true })
        {
            await ListAsync(group, subject, cancellationToken);
        }

        if (after is not null && !ReferenceEquals(before, after))
        {
            await WriteAsync(RowOf(after), row?.ETag, cancellationToken);
        }

        return after;
    });

    /// <inheritdoc />
    public async Task<Core.Page<ErrorRecord>> ListRecordsAsync(string group, int limit, string? cursor, CancellationToken cancellationToken)
    {
        // First those that stand, then those put right; a place names both.
        string[] place = (cursor is null ? "0/" : Core.Cursor.Read(cursor, static text => text.StartsWith("0/", StringComparison.Ordinal) || text.StartsWith("1/", StringComparison.Ordinal)))
            .Split('/', 2);
        List<(ErrorRecord Record, string Place)> found = [];
        foreach (bool isClosed in place[0] == "0" ? [false, true] : new[] { true })
        {
            string after = isClosed == (place[0] == "1") ? place[1] : string.Empty;
            await foreach (TableEntity row in QueryAsync(group, isClosed, after, limit + 1 - found.Count, cancellationToken))
            {
                if (found.Count == limit)
                {
                    return new Core.Page<ErrorRecord>([.. found.Select(static item => item.Record)], Core.Cursor.Of(found[^1].Place));
                }

                found.Add((RecordOf(row), $"{(isClosed ? 1 : 0)}/{row.RowKey}"));
            }
        }

        return new Core.Page<ErrorRecord>([.. found.Select(static item => item.Record)], null);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ErrorListing>> ListOfAsync(ErrorSubject subject, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        List<ErrorListing> listings = [];
        string query = TableClient.CreateQueryFilter($"PartitionKey eq {ErrorKeys.ListingsOf(subject)}");
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(query, PageLimit, null, cancellationToken))
        {
            listings.Add(new ErrorListing(subject, TableKeys.Unescape(row.RowKey), row.ETag.ToString()));
        }

        return listings;
    }

    /// <inheritdoc />
    public async Task UnlistAsync(ErrorListing listing, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        try
        {
            _ = await client.DeleteEntityAsync(
                ErrorKeys.ListingsOf(listing.Subject), TableKeys.Escape(listing.Group), new ETag(listing.Version), cancellationToken);
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 412)
        {
            // Gone already, or listed again since.
        }
    }

    /// <inheritdoc />
    public async Task<int> RemoveClosedAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        int removed = 0;
        foreach (ErrorGroup group in (await ListAsync(isClosed: true, cancellationToken)).Where(group => group.ClosedAt < before))
        {
            TableEntity? row = await ReadAsync(ErrorKeys.Groups, TableKeys.Escape(group.Id), cancellationToken);
            if (row is null || GroupOf(row).ClosedAt is not { } closed || closed >= before)
            {
                continue;
            }

            TableClient client = await table.GetAsync(cancellationToken);
            await foreach (TableEntity record in QueryAsync(group.Id, isClosed: true, string.Empty, PageLimit, cancellationToken))
            {
                _ = await client.DeleteEntityAsync(record.PartitionKey, record.RowKey, ETag.All, cancellationToken);
            }

            try
            {
                _ = await client.DeleteEntityAsync(ErrorKeys.Groups, row.RowKey, row.ETag, cancellationToken);
                removed++;
            }
            catch (RequestFailedException conflict) when (conflict.Status is 404 or 412)
            {
                // Open again meanwhile.
            }
        }

        return removed;
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static TableEntity RowOf(ErrorGroup group) => new(ErrorKeys.Groups, TableKeys.Escape(group.Id))
    {
        [ClosedColumn] = group.ClosedAt is not null,
        [RecordColumn] = JsonSerializer.Serialize(group, ErrorJson.Default.ErrorGroup),
    };

    private static TableEntity RowOf(ErrorRecord record) => new(ErrorKeys.RecordsOf(record.Group), ErrorKeys.RowOf(record.Subject))
    {
        [ClosedColumn] = !record.IsOpen,
        [RecordColumn] = JsonSerializer.Serialize(record, ErrorJson.Default.ErrorRecord),
    };

    private static ErrorGroup GroupOf(TableEntity row) => JsonSerializer.Deserialize(row.GetString(RecordColumn)!, ErrorJson.Default.ErrorGroup)!;

    private static ErrorRecord RecordOf(TableEntity row) => JsonSerializer.Deserialize(row.GetString(RecordColumn)!, ErrorJson.Default.ErrorRecord)!;

    private Task<ErrorGroup?> ChangeGroupAsync(
        string id, Func<ErrorGroup?, Task<ErrorGroup?>> change, CancellationToken cancellationToken) => OptimisticWrite.RunAsync(async _ =>
    {
        TableEntity? row = await ReadAsync(ErrorKeys.Groups, TableKeys.Escape(id), cancellationToken);
        ErrorGroup? before = row is null ? null : GroupOf(row);
        ErrorGroup? after = await change(before);
        if (after is not null && !ReferenceEquals(before, after))
        {
            await WriteAsync(RowOf(after), row?.ETag, cancellationToken);
        }

        return after;
    });

    private async Task<IReadOnlyList<ErrorRecord>> StandingAsync(string group, CancellationToken cancellationToken)
    {
        List<ErrorRecord> standing = [];
        await foreach (TableEntity row in QueryAsync(group, isClosed: false, string.Empty, ErrorGroup.CountLimit, cancellationToken))
        {
            standing.Add(RecordOf(row));
            if (standing.Count == ErrorGroup.CountLimit)
            {
                break;
            }
        }

        return standing;
    }

    private async IAsyncEnumerable<TableEntity> QueryAsync(
        string group, bool isClosed, string after, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        string query = TableClient.CreateQueryFilter(
            $"PartitionKey eq {ErrorKeys.RecordsOf(group)} and RowKey gt {after} and Closed eq {isClosed}");
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(query, Math.Clamp(pageSize, 1, PageLimit), null, cancellationToken))
        {
            yield return row;
        }
    }

    private async Task ListAsync(string group, ErrorSubject subject, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        TableEntity listing = new(ErrorKeys.ListingsOf(subject), TableKeys.Escape(group));
        _ = await client.UpsertEntityAsync(listing, TableUpdateMode.Replace, cancellationToken);
    }

    private async Task WriteAsync(TableEntity row, ETag? version, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        _ = version is { } known
            ? await client.UpdateEntityAsync(row, known, TableUpdateMode.Replace, cancellationToken)
            : await client.AddEntityAsync(row, cancellationToken);
    }

    private async Task<TableEntity?> ReadAsync(string partition, string row, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(partition, row, null, cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
