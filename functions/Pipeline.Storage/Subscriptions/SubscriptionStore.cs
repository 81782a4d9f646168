using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Subscriptions;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Subscriptions;

/// <summary>Keeps subscriptions in the table <c>Subscriptions</c>: partition <c>subscriptions</c>, row = id; and partition <c>told</c>, row = subject.</summary>
public sealed class SubscriptionStore(TableServiceClient service) : ISubscriptionStore, IDisposable
{
    private const string Partition = "subscriptions";
    private const string ToldPartition = "told";
    private const string SubscriptionColumn = "Subscription";
    private const string SequenceColumn = "Sequence";

    private readonly StorageTable table = new(service, StorageNames.SubscriptionsTable);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Subscription>> ListAsync(CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        List<Subscription> all = [];
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), null, null, cancellationToken))
        {
            all.Add(Of(row));
        }

        return all;
    }

    /// <inheritdoc />
    public async Task<Subscription?> FindAsync(string id, CancellationToken cancellationToken) =>
        await ReadAsync(Partition, id, cancellationToken) is { } row ? Of(row) : null;

    /// <inheritdoc />
    public async Task AddAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        _ = await client.UpsertEntityAsync(RowOf(subscription), TableUpdateMode.Replace, cancellationToken);
    }

    /// <inheritdoc />
    public Task<Subscription?> UpdateAsync(string id, Func<Subscription, Subscription> change, CancellationToken cancellationToken) =>
        OptimisticWrite.RunAsync(async conflicts =>
        {
            if (await ReadAsync(Partition, id, cancellationToken) is not { } row)
            {
                return null;
            }

            Subscription changed = change(Of(row));
            TableClient client = await table.GetAsync(cancellationToken);
            _ = await client.UpdateEntityAsync(RowOf(changed), row.ETag, TableUpdateMode.Replace, cancellationToken);
            return changed;
        });

    /// <inheritdoc />
    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        _ = await client.DeleteEntityAsync(Partition, TableKeys.Part(id), ETag.All, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<long> ReadToldAsync(string subject, CancellationToken cancellationToken) =>
        (await ReadAsync(ToldPartition, subject, cancellationToken))?.GetInt64(SequenceColumn) ?? 0;

    /// <inheritdoc />
    public Task WriteToldAsync(string subject, long sequence, CancellationToken cancellationToken) => OptimisticWrite.RunAsync(async conflicts =>
    {
        TableEntity? row = await ReadAsync(ToldPartition, subject, cancellationToken);
        if (row?.GetInt64(SequenceColumn) >= sequence)
        {
            return;
        }

        TableClient client = await table.GetAsync(cancellationToken);
        TableEntity told = new(ToldPartition, TableKeys.Part(subject)) { [SequenceColumn] = sequence };
        _ = row is null
            ? await client.AddEntityAsync(told, cancellationToken)
            : await client.UpdateEntityAsync(told, row.ETag, TableUpdateMode.Replace, cancellationToken);
    });

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static TableEntity RowOf(Subscription subscription) => new(Partition, TableKeys.Part(subscription.Id))
    {
        [SubscriptionColumn] = JsonSerializer.Serialize(subscription, SubscriptionJson.Default.Subscription),
    };

    private static Subscription Of(TableEntity row) =>
        JsonSerializer.Deserialize(row.GetString(SubscriptionColumn)!, SubscriptionJson.Default.Subscription)!;

    private async Task<TableEntity?> ReadAsync(string partition, string key, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(
            partition, TableKeys.Part(key), null, cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
