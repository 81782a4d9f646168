using Azure;
using Azure.Data.Tables;

namespace Pipeline.Storage.Schemas;

/// <summary>Keeps an older app from writing over rows of a newer one: table <c>Schema</c>, partition <c>tables</c>, one row per table.</summary>
/// <remarks>
/// The versions are looked at before the first use of any table and again each minute, in one query for all; they are raised
/// to those of this app before its first write. Rows themselves are brought up to date when they are written next. An older
/// app that still runs while a newer one starts stops writing within a minute; until then a newer app must bear its rows.
/// </remarks>
/// <param name="tables">A client that is not guarded itself.</param>
/// <param name="known">What this app writes.</param>
/// <param name="clock">When to look again.</param>
public sealed class SchemaGuard(TableServiceClient tables, IReadOnlyList<TableSchema> known, TimeProvider clock) : IDisposable
{
    private const string Partition = "tables";
    private const string VersionColumn = "Version";
    private const string MinimumReaderColumn = "MinimumReader";
    private static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(1);

    private readonly TableClient table = tables.GetTableClient(TableSchemas.Table);
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Look? last;

    /// <summary>What this app must not touch now: one refusal for each table that holds what it cannot write, or read; mostly none.</summary>
    /// <param name="isWrite">Whether rows are to be changed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RequestFailedException">The storage did not answer.</exception>
    public async ValueTask<IReadOnlyList<SchemaNewerException>> FindRefusalsAsync(bool isWrite, CancellationToken cancellationToken)
    {
        Look look = await LookAsync(isWrite, cancellationToken);
        return look.Newer.Count == 0
            ? []
            : [.. look.Newer
                .Where(pair => isWrite || pair.Stored.MinimumReader > pair.Known.Version)
                .Select(static pair => new SchemaNewerException(pair.Stored, pair.Known))];
    }

    /// <summary>One sentence for each table that a newer app has written.</summary>
    public async Task<IReadOnlyList<string>> FindNewerAsync(CancellationToken cancellationToken) =>
        [.. (await LookAsync(isWrite: false, cancellationToken)).Newer.Select(static pair => SchemaNewerException.Describe(pair.Stored, pair.Known))];

    /// <inheritdoc />
    public void Dispose() => gate.Dispose();

    private async ValueTask<Look> LookAsync(bool isWrite, CancellationToken cancellationToken)
    {
        if (IsFresh(isWrite) is { } fresh)
        {
            return fresh;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            return IsFresh(isWrite) ?? (last = await OptimisticWrite.RunAsync(_ => ReadAsync(isWrite, cancellationToken)));
        }
        finally
        {
            _ = gate.Release();
        }
    }

    private Look? IsFresh(bool isWrite) =>
        last is { } look && (look.IsRaised || !isWrite) && clock.GetElapsedTime(look.At) < LookInterval ? look : null;

    private async Task<Look> ReadAsync(bool isWrite, CancellationToken cancellationToken)
    {
        long at = clock.GetTimestamp();
        Dictionary<string, TableEntity>? rows = await ListAsync(cancellationToken);
        List<(TableSchema Stored, TableSchema Known)> newer = [];
        List<TableTransactionAction> raises = [];
        foreach (TableSchema mine in known)
        {
            TableEntity? row = rows?.GetValueOrDefault(mine.Table);
            int version = row?.GetInt32(VersionColumn) ?? 0;
            if (version > mine.Version)
            {
                newer.Add((new TableSchema(mine.Table, version, row!.GetInt32(MinimumReaderColumn) ?? version), mine));
            }
            else if (version < mine.Version)
            {
                raises.Add(RaiseOf(row, mine));
            }
        }

        if (isWrite && raises.Count > 0)
        {
            // Another instance, perhaps of another version, may raise them first: then all is read again.
            _ = rows is null ? await table.CreateIfNotExistsAsync(cancellationToken) : null;
            _ = await table.SubmitTransactionAsync(raises, cancellationToken);
        }

        return new Look(newer, at, isWrite || raises.Count == 0);
    }

    private static TableTransactionAction RaiseOf(TableEntity? before, TableSchema schema)
    {
        TableEntity row = new(Partition, schema.Table) { [VersionColumn] = schema.Version, [MinimumReaderColumn] = schema.MinimumReader };
        return before is null
            ? new(TableTransactionActionType.Add, row)
            : new(TableTransactionActionType.UpdateReplace, row, before.ETag);
    }

    private async Task<Dictionary<string, TableEntity>?> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            Dictionary<string, TableEntity> rows = new(StringComparer.Ordinal);
            string query = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
            await foreach (TableEntity row in table.QueryAsync<TableEntity>(query, null, null, cancellationToken))
            {
                rows[row.RowKey] = row;
            }

            return rows;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private sealed record Look(IReadOnlyList<(TableSchema Stored, TableSchema Known)> Newer, long At, bool IsRaised);
}
