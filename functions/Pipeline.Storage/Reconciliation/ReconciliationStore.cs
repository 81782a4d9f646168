using System.Globalization;
using Azure.Data.Tables;
using Pipeline.Core.Reconciliation;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Reconciliation;

/// <summary>Keeps differences between our orders and the distributors' lists in the table <c>Reconciliations</c>.</summary>
/// <remarks>
/// One partition, since there are few; row = distributor, kind, number and line with <c>|</c> between, so that the items of a
/// distributor, and those of a kind, stand together. A number too long for a key stands there as its SHA-256.
/// </remarks>
public sealed class ReconciliationStore(TableServiceClient service) : IReconciliationStore, IDisposable
{
    private const string Partition = "items";
    private const int PageLimit = 1000;

    /// <summary>State of what has not lasted long enough to be a difference.</summary>
    private const string Waiting = "waiting";

    private readonly StorageTable table = new(service, StorageNames.ReconciliationsTable);

    /// <inheritdoc />
    public async Task<IReadOnlyList<ReconciliationItem>> ReadAsync(string distributor, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        List<ReconciliationItem> items = [];
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(Of(distributor), PageLimit, null, cancellationToken))
        {
            items.Add(ItemOf(row));
        }

        return items;
    }

    /// <inheritdoc />
    public async Task WriteAsync(
        IReadOnlyCollection<ReconciliationItem> items, IReadOnlyCollection<ReconciliationItem> gone, CancellationToken cancellationToken)
    {
        TableBatch batch = new(await table.GetAsync(cancellationToken));
        foreach (ReconciliationItem item in items)
        {
            await batch.AddAsync(TableTransactionActionType.UpsertReplace, RowOf(item), cancellationToken);
        }

        await batch.SendAsync(cancellationToken);
        foreach (ReconciliationItem item in gone)
        {
            // One by one: a transaction would fail on a row that an earlier try has removed.
            TableClient client = await table.GetAsync(cancellationToken);
            _ = await client.DeleteEntityAsync(Partition, KeyOf(item), Azure.ETag.All, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task<Core.Page<ReconciliationItem>> ListAsync(
        ReconciliationFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        string query = QueryOf(filter, cursor);
        TableClient client = await table.GetAsync(cancellationToken);
        return await TablePage.ReadAsync<ReconciliationItem>(client, query, limit, null, static row => new(ItemOf(row)), null, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static string QueryOf(ReconciliationFilter filter, string? cursor)
    {
        List<string> conditions =
        [
            filter.Distributor is { } distributor ? Of(distributor) : TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"),
            filter.State is { } state ? TableClient.CreateQueryFilter($"State eq {Spell(state)}") : TableClient.CreateQueryFilter($"State ne {Waiting}"),
        ];
        if (filter.Kind is { } kind)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Kind eq {kind}"));
        }

        if (cursor is not null)
        {
            conditions.Add(TableClient.CreateQueryFilter($"RowKey gt {Core.Cursor.Read(cursor, static row => row.Count(static c => c == '|') == 3)}"));
        }

        return string.Join(" and ", conditions.Select(static condition => $"({condition})"));
    }

    private static string Of(string distributor) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {Partition} and RowKey gt {$"{TableKeys.Escape(distributor)}|"} and RowKey lt {$"{TableKeys.Escape(distributor)}}}"}");

    private static string KeyOf(ReconciliationItem item) => string.Join('|', item.Key.Split('|', 4).Select(TableKeys.Part));

    private static TableEntity RowOf(ReconciliationItem item) => new(Partition, KeyOf(item))
    {
        [nameof(item.Distributor)] = item.Distributor,
        [nameof(OrderDifference.Kind)] = item.Difference.Kind,
        [nameof(OrderDifference.OrderId)] = item.Difference.OrderId,
        [nameof(OrderDifference.PurchaseOrderNumber)] = item.Difference.PurchaseOrderNumber,
        [nameof(OrderDifference.DistributorOrderNumber)] = item.Difference.DistributorOrderNumber,
        [nameof(OrderDifference.Line)] = item.Difference.Line,
        [nameof(OrderDifference.Ours)] = item.Difference.Ours,
        [nameof(OrderDifference.Theirs)] = item.Difference.Theirs,
        [nameof(item.Day)] = item.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        [nameof(item.FirstSeen)] = item.FirstSeen,
        [nameof(item.LastSeen)] = item.LastSeen,
        [nameof(item.Since)] = item.Since,
        [nameof(item.State)] = item.State is { } state ? Spell(state) : Waiting,
    };

    private static ReconciliationItem ItemOf(TableEntity row) => new()
    {
        Distributor = row.GetString(nameof(ReconciliationItem.Distributor))!,
        Difference = new OrderDifference(row.GetString(nameof(OrderDifference.Kind))!)
        {
            OrderId = row.GetString(nameof(OrderDifference.OrderId)),
            PurchaseOrderNumber = row.GetString(nameof(OrderDifference.PurchaseOrderNumber)),
            DistributorOrderNumber = row.GetString(nameof(OrderDifference.DistributorOrderNumber)),
            Line = row.GetString(nameof(OrderDifference.Line)),
            Ours = row.GetString(nameof(OrderDifference.Ours)),
            Theirs = row.GetString(nameof(OrderDifference.Theirs)),
        },
        Day = DateOnly.ParseExact(row.GetString(nameof(ReconciliationItem.Day))!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        FirstSeen = row.GetDateTimeOffset(nameof(ReconciliationItem.FirstSeen))!.Value,
        LastSeen = row.GetDateTimeOffset(nameof(ReconciliationItem.LastSeen))!.Value,
        Since = row.GetDateTimeOffset(nameof(ReconciliationItem.Since)),
        State = row.GetString(nameof(ReconciliationItem.State)) is { } state && state != Waiting ? Enum.Parse<ReconciliationState>(state, ignoreCase: true) : null,
    };

    private static string Spell(ReconciliationState state) => state == ReconciliationState.Open ? "open" : "resolved";
}
