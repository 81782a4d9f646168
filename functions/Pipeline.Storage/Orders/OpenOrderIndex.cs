using Azure;
using Azure.Data.Tables;

namespace Pipeline.Storage.Orders;

/// <summary>Pointers to open orders: table <c>OrderList</c>, partition <c>open</c>, row = order id.</summary>
/// <remarks>
/// A pointer stands before the record needs it and goes after. It names the revision that its writer is about to store, so
/// that whoever read an earlier record does not take it away or put it off under that writer's feet.
/// </remarks>
internal sealed class OpenOrderIndex(StorageTable table, TimeProvider clock)
{
    /// <summary>What was to be written longer ago than this, and is not there, was lost in a crash.</summary>
    public static readonly TimeSpan IntentAge = TimeSpan.FromMinutes(5);

    private const string DueColumn = "DueAt";
    private const string RevisionColumn = "Revision";
    private const string WrittenColumn = "WrittenAt";

    /// <summary>Makes sure that the order will be looked at by a time, before a revision of it is written.</summary>
    public async Task GuardAsync(string orderId, DateTimeOffset dueAt, long revision, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        OpenOrder wanted = new(orderId, dueAt, revision, clock.GetUtcNow(), default);
        await OptimisticWrite.RunAsync(async conflicts =>
        {
            // A new order has no pointer yet: ask only when adding one is refused.
            OpenOrder? there = revision == 1 && conflicts == 0 ? null : await FindAsync(client, orderId, cancellationToken);
            _ = there is null
                ? await client.AddEntityAsync(RowOf(wanted), cancellationToken)
                : await client.UpdateEntityAsync(RowOf(Both(there, wanted)), there.ETag, TableUpdateMode.Replace, cancellationToken);
        });
    }

    /// <summary>Removes the pointer of an order that has ended with a revision, unless somebody is about to write a later one.</summary>
    public async Task EndAsync(string orderId, long revision, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        if (await FindAsync(client, orderId, cancellationToken) is { } pointer && pointer.Revision <= revision)
        {
            await RemoveAsync(pointer, cancellationToken);
        }
    }

    /// <summary>Pointers that are due, the longest due first.</summary>
    public async Task<IReadOnlyList<OpenOrder>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        string query = TableClient.CreateQueryFilter($"PartitionKey eq {OrderKeys.OpenPartition} and DueAt le {now}");
        List<OpenOrder> due = [];
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(query, null, null, cancellationToken))
        {
            due.Add(PointerOf(row));
        }

        return [.. due.OrderBy(static pointer => pointer.DueAt)];
    }

    /// <summary>Whether somebody may still be about to write what the pointer was made for.</summary>
    /// <param name="pointer">The pointer, read before the record.</param>
    /// <param name="revision">Of the record; 0 when there is none.</param>
    public bool IsAwaited(OpenOrder pointer, long revision) =>
        pointer.Revision > revision && clock.GetUtcNow() - pointer.WrittenAt <= IntentAge;

    /// <summary>Puts a pointer off, if nobody has written it since it was read.</summary>
    public Task PutOffAsync(OpenOrder pointer, DateTimeOffset dueAt, CancellationToken cancellationToken) => TryAsync(
        async client => await client.UpdateEntityAsync(
            RowOf(pointer with { DueAt = dueAt }), pointer.ETag, TableUpdateMode.Replace, cancellationToken),
        cancellationToken);

    /// <summary>Removes a pointer, if nobody has written it since it was read.</summary>
    public Task RemoveAsync(OpenOrder pointer, CancellationToken cancellationToken) => TryAsync(
        async client => await client.DeleteEntityAsync(
            OrderKeys.OpenPartition, OrderKeys.Of(pointer.OrderId), pointer.ETag, cancellationToken),
        cancellationToken);

    private static OpenOrder Both(OpenOrder there, OpenOrder wanted) => wanted with
    {
        DueAt = there.DueAt < wanted.DueAt ? there.DueAt : wanted.DueAt,
        Revision = Math.Max(there.Revision, wanted.Revision),
    };

    private static TableEntity RowOf(OpenOrder pointer) => new(OrderKeys.OpenPartition, OrderKeys.Of(pointer.OrderId))
    {
        [DueColumn] = pointer.DueAt,
        [RevisionColumn] = pointer.Revision,
        [WrittenColumn] = pointer.WrittenAt,
    };

    private static OpenOrder PointerOf(TableEntity row) => new(
        OrderKeys.IdOf(row.RowKey),
        row.GetDateTimeOffset(DueColumn)!.Value,
        row.GetInt64(RevisionColumn)!.Value,
        row.GetDateTimeOffset(WrittenColumn)!.Value,
        row.ETag);

    private static async Task<OpenOrder?> FindAsync(TableClient client, string orderId, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(
            OrderKeys.OpenPartition, OrderKeys.Of(orderId), null, cancellationToken);
        return found.HasValue ? PointerOf(found.Value!) : null;
    }

    private async Task TryAsync(Func<TableClient, Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await write(await table.GetAsync(cancellationToken));
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 412)
        {
            // Somebody else has written the pointer: it is theirs now.
        }
    }
}

/// <summary>A pointer to an order that has not ended, or that somebody is about to write.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="DueAt">To be looked at then; never later than the record's own time.</param>
/// <param name="Revision">The latest revision of the record that somebody set out to write under this pointer.</param>
/// <param name="WrittenAt">When the pointer was last written, by the writer's clock.</param>
/// <param name="ETag">Of its row.</param>
internal sealed record OpenOrder(string OrderId, DateTimeOffset DueAt, long Revision, DateTimeOffset WrittenAt, ETag ETag);
