using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Storage.Orders;

/// <summary>Summaries of all orders, latest first: table <c>OrderList</c>, partition <c>all</c>, rows see <see cref="OrderKeys"/>.</summary>
/// <remarks>
/// The summary is one JSON column; the columns beside it serve filters, and the revision keeps late writers out. What was
/// written a moment ago is remembered, since the steps of an order follow each other closely.
/// </remarks>
internal sealed class OrderList(StorageTable table, TimeProvider clock)
{
    private const int RememberedLimit = 1000;
    private const string StateColumn = "State";
    private const string ChannelColumn = "Channel";
    private const string AlarmColumn = "HasAlarm";
    private const string RevisionColumn = "Revision";
    private const string SummaryColumn = "Summary";
    private static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, (long Revision, ETag ETag, DateTimeOffset At)> remembered = new(StringComparer.Ordinal);

    /// <summary>Shows an order as it is at a revision; nothing happens when the list is as far or farther.</summary>
    public async Task ShowAsync(OrderRecord record, long revision, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        TableEntity row = RowOf(record, revision);
        await OptimisticWrite.RunAsync(async conflicts =>
        {
            (long Revision, ETag ETag)? shown = conflicts == 0
                ? await LookAsync(client, row.RowKey, revision, cancellationToken)
                : await FindAsync(client, row.RowKey, cancellationToken);
            if (shown is null || shown.Value.Revision < revision)
            {
                Response done = shown is { } known
                    ? await client.UpdateEntityAsync(row, known.ETag, TableUpdateMode.Replace, cancellationToken)
                    : await client.AddEntityAsync(row, cancellationToken);
                Remember(row.RowKey, revision, done.Headers.ETag);
            }
        });
    }

    /// <summary>A page, latest first.</summary>
    /// <exception cref="FormatException">The cursor is not from this list.</exception>
    public async Task<Core.Page<OrderSummary>> ListAsync(OrderFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        string query = QueryOf(filter, cursor);
        TableClient client = await table.GetAsync(cancellationToken);
        bool isSifted = filter.Distributor is not null || filter.Reason is not null;
        return await TablePage.ReadAsync<OrderSummary>(
            client,
            query,
            limit,
            null,
            static row => new(JsonSerializer.Deserialize(row.GetString(SummaryColumn)!, OrderJson.Default.OrderSummary)),
            null,
            isSifted ? new TableSieve<OrderSummary>(filter.Includes) : null,
            cancellationToken);
    }

    private static string QueryOf(OrderFilter filter, string? cursor)
    {
        List<string> conditions = [TableClient.CreateQueryFilter($"PartitionKey eq {OrderKeys.AllPartition}")];
        if (cursor is not null)
        {
            conditions.Add(TableClient.CreateQueryFilter($"RowKey gt {Core.Cursor.Read(cursor, OrderKeys.IsListRow)}"));
        }

        if (filter.ReceivedSince is { } since)
        {
            conditions.Add(TableClient.CreateQueryFilter($"RowKey lt {OrderKeys.ListBound(since)}"));
        }

        if (filter.ReceivedBefore is { } before)
        {
            conditions.Add(TableClient.CreateQueryFilter($"RowKey gt {OrderKeys.ListBound(before)}"));
        }

        if (filter.NeedsPerson)
        {
            conditions.Add(TableClient.CreateQueryFilter($"State eq {Spell(OrderState.Blocked)} or HasAlarm eq {true}"));
        }

        if (filter.State is { } state)
        {
            conditions.Add(TableClient.CreateQueryFilter($"State eq {Spell(state)}"));
        }

        if (filter.Channel is not null)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Channel eq {filter.Channel}"));
        }

        if (filter.HasAlarm is { } hasAlarm)
        {
            conditions.Add(TableClient.CreateQueryFilter($"HasAlarm eq {hasAlarm}"));
        }

        return string.Join(" and ", conditions.Select(static condition => $"({condition})"));
    }

    private static TableEntity RowOf(OrderRecord record, long revision)
    {
        OrderSummary summary = OrderSummary.Of(record);
        string row = OrderKeys.ListRow(summary.ReceivedAt, OrderKeys.Of(summary.OrderId));
        return new TableEntity(OrderKeys.AllPartition, row)
        {
            [StateColumn] = Spell(summary.State),
            [ChannelColumn] = summary.Source.Channel,
            [AlarmColumn] = summary.AlarmCodes.Count > 0,
            [RevisionColumn] = revision,
            [SummaryColumn] = JsonSerializer.Serialize(summary, OrderJson.Default.OrderSummary),
        };
    }

    private static string Spell(OrderState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    /// <summary>How far the list is; asked for where nothing would be written, since only a refused write shows that memory was wrong.</summary>
    private async ValueTask<(long Revision, ETag ETag)?> LookAsync(
        TableClient client, string row, long revision, CancellationToken cancellationToken)
    {
        if (remembered.TryGetValue(row, out (long Revision, ETag ETag, DateTimeOffset At) last)
            && last.Revision < revision && clock.GetUtcNow() - last.At < RememberedFor)
        {
            return (last.Revision, last.ETag);
        }

        // A new order has no row yet.
        return revision == 1 ? null : await FindAsync(client, row, cancellationToken);
    }

    private static async Task<(long Revision, ETag ETag)?> FindAsync(TableClient client, string row, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found =
            await client.GetEntityIfExistsAsync<TableEntity>(OrderKeys.AllPartition, row, [RevisionColumn], cancellationToken);
        return found.HasValue ? (found.Value!.GetInt64(RevisionColumn)!.Value, found.Value.ETag) : null;
    }

    private void Remember(string row, long revision, ETag? etag)
    {
        if (remembered.Count >= RememberedLimit)
        {
            remembered.Clear();
        }

        if (etag is { } known)
        {
            remembered[row] = (revision, known, clock.GetUtcNow());
        }
    }
}
