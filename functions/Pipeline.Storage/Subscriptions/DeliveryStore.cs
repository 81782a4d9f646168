using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Subscriptions;

/// <summary>Keeps deliveries in the table <c>Deliveries</c>, a partition for each subscription.</summary>
/// <remarks>
/// Rows: <c>d-</c>, the event's time turned over, <c>|</c> and its id: the delivery, latest first. <c>e-</c> and the event's id: where
/// that row is. <c>p-</c>, the subject, <c>|</c>, its place there, <c>|</c> and the id, while it is pending: what is to be sent,
/// in order. <c>l-</c> and the subject: who is sending. The first three change in one transaction.
/// </remarks>
public sealed class DeliveryStore(TableServiceClient service) : IDeliveryStore, IDisposable
{
    private const string DeliveryColumn = "Delivery";
    private const string StateColumn = "State";
    private const string PlaceColumn = "Place";
    private const string SubjectColumn = "Subject";
    private const string OwnerColumn = "Owner";
    private const string UntilColumn = "Until";
    private const int PageLimit = 1000;

    private static readonly string[] KeyColumns = ["PartitionKey", "RowKey"];

    private readonly StorageTable table = new(service, StorageNames.DeliveriesTable);

    /// <inheritdoc />
    public async Task AddAsync(string subscriptionId, OutgoingEvent happened, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        Delivery delivery = new() { SubscriptionId = subscriptionId, Event = happened };
        try
        {
            _ = await client.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.Add, RowOf(delivery)),
                    new(TableTransactionActionType.Add, PointerOf(delivery)),
                    new(TableTransactionActionType.Add, WaitingOf(delivery)),
                ],
                cancellationToken);
        }
        catch (TableTransactionFailedException known) when (known.Status == 409)
        {
            // Told before.
        }
    }

    /// <inheritdoc />
    public async Task<Delivery?> FindFirstAsync(string subscriptionId, string subject, CancellationToken cancellationToken)
    {
        string list = WaitingRows(subject);
        TableClient client = await table.GetAsync(cancellationToken);
        await foreach (TableEntity waiting in client.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {subscriptionId} and RowKey gt {list} and RowKey lt {$"{list}~"}"), 1, null, cancellationToken))
        {
            return await ReadAsync(client, subscriptionId, waiting.GetString(PlaceColumn)!, cancellationToken) is { } row ? Of(row) : null;
        }

        return null;
    }

    /// <inheritdoc />
    public async Task SaveAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        TableEntity waiting = WaitingOf(delivery);
        List<TableTransactionAction> writes = [new(TableTransactionActionType.UpsertReplace, RowOf(delivery))];
        if (delivery.State is DeliveryState.Pending)
        {
            writes.Add(new(TableTransactionActionType.UpsertReplace, waiting));
        }
        else if (await ReadAsync(client, delivery.SubscriptionId, waiting.RowKey, cancellationToken) is not null)
        {
            writes.Add(new(TableTransactionActionType.Delete, waiting));
        }

        _ = await client.SubmitTransactionAsync(writes, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<Delivery?> FindAsync(string subscriptionId, string eventId, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        return await ReadAsync(client, subscriptionId, $"e-{TableKeys.Part(eventId)}", cancellationToken) is { } pointer
            && await ReadAsync(client, subscriptionId, pointer.GetString(PlaceColumn)!, cancellationToken) is { } row
            ? Of(row)
            : null;
    }

    /// <inheritdoc />
    public async Task<Core.Page<Delivery>> ListAsync(
        string subscriptionId, DeliveryFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        string after = cursor is not null ? Core.Cursor.Read(cursor, static row => row.StartsWith("d-", StringComparison.Ordinal))
            : filter.To is { } to ? $"d-{Turned(to)}~" : "d-";
        string before = filter.From is { } from ? $"d-{Turned(from)}~" : "d-~";
        string query = TableClient.CreateQueryFilter($"PartitionKey eq {subscriptionId} and RowKey gt {after} and RowKey lt {before}");
        if (filter.State is { } state)
        {
            query = $"{query} and {TableClient.CreateQueryFilter($"State eq {state.ToString()}")}";
        }

        TableClient client = await table.GetAsync(cancellationToken);
        List<Delivery> items = [];
        string last = string.Empty;
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(query, Math.Min(limit + 1, PageLimit), null, cancellationToken))
        {
            if (items.Count == limit)
            {
                return new Core.Page<Delivery>(items, Core.Cursor.Of(last));
            }

            items.Add(Of(row));
            last = row.RowKey;
        }

        return new Core.Page<Delivery>(items, null);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> ListWaitingAsync(string subscriptionId, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        HashSet<string> subjects = new(StringComparer.Ordinal);
        await foreach (TableEntity waiting in client.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {subscriptionId} and RowKey gt {"p-"} and RowKey lt {"p-~"}"), PageLimit, [SubjectColumn], cancellationToken))
        {
            _ = subjects.Add(waiting.GetString(SubjectColumn)!);
        }

        return [.. subjects];
    }

    /// <inheritdoc />
    public async Task<bool> TryLockAsync(
        string subscriptionId, string subject, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        TableEntity wanted = new(subscriptionId, LockRow(subject)) { [OwnerColumn] = owner, [UntilColumn] = until };
        try
        {
            TableEntity? row = await ReadAsync(client, subscriptionId, wanted.RowKey, cancellationToken);
            if (row?.GetDateTimeOffset(UntilColumn) > now)
            {
                return false;
            }

            _ = row is null
                ? await client.AddEntityAsync(wanted, cancellationToken)
                : await client.UpdateEntityAsync(wanted, row.ETag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public async Task UnlockAsync(string subscriptionId, string subject, string owner, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        if (await ReadAsync(client, subscriptionId, LockRow(subject), cancellationToken) is { } row && row.GetString(OwnerColumn) == owner)
        {
            try
            {
                _ = await client.DeleteEntityAsync(subscriptionId, row.RowKey, row.ETag, cancellationToken);
            }
            catch (RequestFailedException changed) when (changed.Status is 404 or 412)
            {
                // Its time was over, and somebody else has it.
            }
        }
    }

    /// <inheritdoc />
    public async Task<int> RemoveAsync(string subscriptionId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        List<Delivery> ended = [];
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {subscriptionId} and RowKey gt {$"d-{Turned(before)}~"} and RowKey lt {"d-~"}"), PageLimit, null, cancellationToken))
        {
            if (Of(row) is { State: not DeliveryState.Pending } delivery)
            {
                ended.Add(delivery);
            }
        }

        foreach (Delivery[] some in ended.Chunk(RowRemoval.GroupLimit / 2))
        {
            // The delivery goes last where they go one by one: it is what is looked for.
            _ = await RowRemoval.RemoveGroupAsync(client, [.. some.SelectMany(static one => new[] { PointerOf(one), RowOf(one) })], cancellationToken);
        }

        return ended.Count;
    }

    /// <inheritdoc />
    public async Task RemoveAllAsync(string subscriptionId, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        _ = await RowRemoval.RemoveAsync(
            client, client.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {subscriptionId}"), PageLimit, KeyColumns, cancellationToken), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> ListSubscriptionsAsync(CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        List<string> all = [];
        while (await FirstAfterAsync(client, all.LastOrDefault() ?? string.Empty, cancellationToken) is { } next)
        {
            all.Add(next);
        }

        return all;
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static string LockRow(string subject) => $"l-{TableKeys.Part(subject)}";

    private static string WaitingRows(string subject) => $"p-{TableKeys.Part(subject)}|";

    private static string PlaceOf(Delivery delivery) => $"d-{Turned(delivery.Event.At)}|{delivery.Event.Id}";

    private static string Turned(DateTimeOffset at) => (DateTimeOffset.MaxValue.Ticks - at.UtcTicks).ToString("d19", CultureInfo.InvariantCulture);

    private static TableEntity RowOf(Delivery delivery) => new(delivery.SubscriptionId, PlaceOf(delivery))
    {
        [StateColumn] = delivery.State.ToString(),
        [DeliveryColumn] = JsonSerializer.Serialize(delivery, SubscriptionJson.Default.Delivery),
    };

    private static TableEntity PointerOf(Delivery delivery) => new(delivery.SubscriptionId, $"e-{TableKeys.Part(delivery.Event.Id)}")
    {
        [PlaceColumn] = PlaceOf(delivery),
    };

    private static TableEntity WaitingOf(Delivery delivery) => new(
        delivery.SubscriptionId,
        string.Create(CultureInfo.InvariantCulture, $"{WaitingRows(delivery.Event.Subject)}{delivery.Event.Sequence:d19}|{delivery.Event.Id}"))
    {
        [PlaceColumn] = PlaceOf(delivery),
        [SubjectColumn] = delivery.Event.Subject,
    };

    private static Delivery Of(TableEntity row) => JsonSerializer.Deserialize(row.GetString(DeliveryColumn)!, SubscriptionJson.Default.Delivery)!;

    private static async Task<string?> FirstAfterAsync(TableClient client, string partition, CancellationToken cancellationToken)
    {
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey gt {partition}"), 1, KeyColumns, cancellationToken))
        {
            return row.PartitionKey;
        }

        return null;
    }

    private static async Task<TableEntity?> ReadAsync(TableClient client, string partition, string row, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(partition, row, null, cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
