using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Audit;
using Pipeline.Core.Flows;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Audit;

/// <summary>Keeps commands in the table <c>Audit</c>.</summary>
/// <remarks>
/// One partition, since commands are few, so that the three rows of a command are one transaction: <c>c-</c> and its id, whose
/// insertion is the lock; <c>t-</c> and <c>s-</c>, its subject, <c>|</c>, both with the time turned over, so that the latest
/// comes first. Each holds the whole entry.
/// </remarks>
public sealed class AuditStore(TableServiceClient service) : IAuditLog, IDisposable
{
    private const string Partition = "audit";
    private const string EntryColumn = "Entry";
    private const string ByColumn = "By";
    private const string ActionColumn = "Action";
    private const int PageLimit = 1000;
    private const int TextLimit = 2_000;

    /// <summary>Commands removed in one transaction: three rows each.</summary>
    private const int RemovedAtOnce = RowRemoval.GroupLimit / 3;

    private readonly StorageTable table = new(service, StorageNames.AuditTable);

    /// <inheritdoc />
    public async Task<AuditEntry?> TryBeginAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        AuditEntry known = entry with
        {
            Id = ExecutionId.TryParse(entry.Id, out string id)
                ? id
                : throw new ArgumentException($"'{entry.Id}' is no id of a command (UUID of version 7).", nameof(entry)),
        };
        TableClient client = await table.GetAsync(cancellationToken);
        try
        {
            _ = await client.SubmitTransactionAsync(
                RowsOf(known).Select(static (row, at) => new TableTransactionAction(at == 0 ? TableTransactionActionType.Add : TableTransactionActionType.UpsertReplace, row)),
                cancellationToken);
            return null;
        }
        catch (TableTransactionFailedException taken) when (taken.Status == 409)
        {
            return await FindAsync(known.Id, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task FinishAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        _ = await client.SubmitTransactionAsync(
            RowsOf(entry).Select(static row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<AuditEntry?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!ExecutionId.TryParse(id, out string known))
        {
            return null;
        }

        TableClient client = await table.GetAsync(cancellationToken);
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(
            Partition, CommandRow(known), null, cancellationToken);
        return found.HasValue ? EntryOf(found.Value!) : null;
    }

    /// <inheritdoc />
    public async Task<Core.Page<AuditEntry>> ListAsync(AuditFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        string query = QueryOf(filter, cursor);
        TableClient client = await table.GetAsync(cancellationToken);
        List<AuditEntry> items = [];
        string last = string.Empty;
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(query, Math.Min(limit + 1, PageLimit), null, cancellationToken))
        {
            if (items.Count == limit)
            {
                return new Core.Page<AuditEntry>(items, Core.Cursor.Of(last));
            }

            items.Add(EntryOf(row));
            last = row.RowKey;
        }

        return new Core.Page<AuditEntry>(items, null);
    }

    /// <inheritdoc />
    public async Task<int> RemoveAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        int removed = 0;
        foreach (AuditEntry[] some in (await OlderAsync(client, before, cancellationToken)).Chunk(RemovedAtOnce))
        {
            // The row of the list goes last where they go one by one: without it nobody would find the others again.
            _ = await RowRemoval.RemoveGroupAsync(client, [.. some.SelectMany(static entry => RowsOf(entry).Reverse())], cancellationToken);
            removed += some.Length;
        }

        return removed;
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static async Task<List<AuditEntry>> OlderAsync(TableClient client, DateTimeOffset before, CancellationToken cancellationToken)
    {
        string query = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey gt {$"t-{Turned(before)}~"} and RowKey lt {"t-~"}");
        List<AuditEntry> older = [];
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(query, PageLimit, null, cancellationToken))
        {
            older.Add(EntryOf(row));
        }

        return older;
    }

    private static string QueryOf(AuditFilter filter, string? cursor)
    {
        string list = filter.On is { } subject ? SubjectRow(subject) : "t-";
        string after = cursor is not null
            ? Core.Cursor.Read(cursor, row => row.StartsWith(list, StringComparison.Ordinal))
            : filter.To is { } to ? $"{list}{Turned(to)}~" : list;
        string end = filter.From is { } from ? $"{list}{Turned(from)}~" : $"{list}~";
        List<string> conditions = [TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey gt {after} and RowKey lt {end}")];
        if (filter.By is { } by)
        {
            conditions.Add(TableClient.CreateQueryFilter($"By eq {by}"));
        }

        if (filter.Action is { } action)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Action eq {action}"));
        }

        return string.Join(" and ", conditions.Select(static condition => $"({condition})"));
    }

    private static IEnumerable<TableEntity> RowsOf(AuditEntry entry) =>
        new[] { CommandRow(entry.Id), $"{SubjectRow(entry.On)}{Place(entry)}", $"t-{Place(entry)}" }.Select(row => new TableEntity(Partition, row)
        {
            [ByColumn] = entry.By,
            [ActionColumn] = entry.Action,
            [EntryColumn] = JsonSerializer.Serialize(
                entry with { Reason = Cut(entry.Reason), Before = Cut(entry.Before), After = Cut(entry.After) }, AuditJson.Default.AuditEntry),
        });

    private static AuditEntry EntryOf(TableEntity row) => JsonSerializer.Deserialize(row.GetString(EntryColumn)!, AuditJson.Default.AuditEntry)!;

    private static string CommandRow(string id) => $"c-{id}";

    private static string SubjectRow(AuditSubject subject) => $"s-{TableKeys.Part(subject.Kind)}|{TableKeys.Part(subject.Id)}|";

    private static string Place(AuditEntry entry) => $"{Turned(entry.At)}|{entry.Id}";

    private static string Turned(DateTimeOffset at) => (DateTimeOffset.MaxValue.Ticks - at.UtcTicks).ToString("d19", CultureInfo.InvariantCulture);

    private static string? Cut(string? text) => text is { Length: > TextLimit } ? $"{text[..TextLimit]}…" : text;
}

/// <summary>How commands are spelled in their table.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCaseEnum<AuditResult>)])]
[JsonSerializable(typeof(AuditEntry))]
internal sealed partial class AuditJson : JsonSerializerContext;
