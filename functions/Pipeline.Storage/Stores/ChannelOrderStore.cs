using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Channels.Orders.Importing;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Stores;

/// <summary>Remembers the orders of stores in the table <c>Stores</c>.</summary>
/// <remarks>
/// Partition <c>order|{store}</c>: a row for each of the channel's orders, the claim as JSON. Partition <c>waiting|{store}</c>: a
/// pointer to each of which nothing has become an order yet; it stands before the claim needs it and goes after. Partition
/// <c>read</c>: how far each store has been read.
/// </remarks>
public sealed class ChannelOrderStore(TableServiceClient service) : IChannelOrderStore, IDisposable
{
    private const string RecordColumn = "Record";
    private const string ReadPartition = "read";

    private readonly StorageTable table = new(service, StorageNames.StoresTable);

    /// <inheritdoc />
    public async Task<ChannelOrderClaim> ClaimAsync(ChannelOrderClaim claim, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        if (await FindAsync(client, claim.Store, RowOf(claim), cancellationToken) is { } known)
        {
            return known;
        }

        await PointAsync(client, claim, cancellationToken);
        try
        {
            _ = await client.AddEntityAsync(EntityOf(claim), cancellationToken);
            return claim;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return (await FindAsync(client, claim.Store, RowOf(claim), cancellationToken))!;
        }
    }

    /// <inheritdoc />
    public async Task PutAsync(ChannelOrderClaim claim, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        bool isWaiting = IsWaiting(claim);
        if (isWaiting)
        {
            await PointAsync(client, claim, cancellationToken);
        }

        _ = await client.UpsertEntityAsync(EntityOf(claim), TableUpdateMode.Replace, cancellationToken);
        if (!isWaiting)
        {
            _ = await client.DeleteEntityAsync(WaitingOf(claim.Store), RowOf(claim), ETag.All, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ChannelOrderClaim>> ListWaitingAsync(string store, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        List<ChannelOrderClaim> waiting = [];
        await foreach (TableEntity pointer in client.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {WaitingOf(store)}"), null, null, cancellationToken))
        {
            if (await FindAsync(client, store, pointer.RowKey, cancellationToken) is not { } claim)
            {
                // The process ended before the claim; the order will be read again.
                continue;
            }

            if (IsWaiting(claim))
            {
                waiting.Add(claim);
            }
            else
            {
                _ = await client.DeleteEntityAsync(pointer.PartitionKey, pointer.RowKey, ETag.All, cancellationToken);
            }
        }

        return waiting;
    }

    /// <inheritdoc />
    public async Task<Core.Page<ChannelOrderClaim>> ListSetAsideAsync(string store, int limit, string? cursor, CancellationToken cancellationToken)
    {
        string query = TableClient.CreateQueryFilter($"PartitionKey eq {ClaimsOf(store)}");
        if (cursor is not null)
        {
            query += $" and {TableClient.CreateQueryFilter($"RowKey gt {Core.Cursor.Read(cursor, static row => row.Length > 0)}")}";
        }

        return await TablePage.ReadAsync<ChannelOrderClaim>(
            await table.GetAsync(cancellationToken), query, limit, null, static row => new(ClaimOf(row)), static claim => RowOf(claim),
            new TableSieve<ChannelOrderClaim>(static claim => claim.State != ChannelClaimState.Imported), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<DateTimeOffset?> FindWatermarkAsync(string store, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(ReadPartition, store, null, cancellationToken);
        return found.HasValue ? JsonSerializer.Deserialize(found.Value!.GetString(RecordColumn)!, StoreJson.Default.ChannelReadMark)!.ReadTo : null;
    }

    /// <inheritdoc />
    public async Task SetWatermarkAsync(string store, DateTimeOffset watermark, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        string record = JsonSerializer.Serialize(new ChannelReadMark(watermark), StoreJson.Default.ChannelReadMark);
        _ = await client.UpsertEntityAsync(new TableEntity(ReadPartition, store) { [RecordColumn] = record }, TableUpdateMode.Replace, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static bool IsWaiting(ChannelOrderClaim claim) => claim.State is ChannelClaimState.Claimed or ChannelClaimState.SetAside;

    private static string ClaimsOf(string store) => $"order|{store}";

    private static string WaitingOf(string store) => $"waiting|{store}";

    private static string RowOf(ChannelOrderClaim claim) => TableKeys.Part(claim.ExternalId);

    private static TableEntity EntityOf(ChannelOrderClaim claim) =>
        new(ClaimsOf(claim.Store), RowOf(claim)) { [RecordColumn] = JsonSerializer.Serialize(claim, StoreJson.Default.ChannelOrderClaim) };

    private static ChannelOrderClaim ClaimOf(TableEntity row) =>
        JsonSerializer.Deserialize(row.GetString(RecordColumn)!, StoreJson.Default.ChannelOrderClaim)!;

    private static async Task PointAsync(TableClient client, ChannelOrderClaim claim, CancellationToken cancellationToken) =>
        await client.UpsertEntityAsync(new TableEntity(WaitingOf(claim.Store), RowOf(claim)), TableUpdateMode.Replace, cancellationToken);

    private static async Task<ChannelOrderClaim?> FindAsync(TableClient client, string store, string row, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(ClaimsOf(store), row, null, cancellationToken);
        return found.HasValue ? ClaimOf(found.Value!) : null;
    }
}

/// <summary>How far the orders of a store have been read.</summary>
/// <param name="ReadTo">The latest change that was read, by the channel's clock.</param>
internal sealed record ChannelReadMark(DateTimeOffset ReadTo);
