using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Catalog;

namespace Pipeline.Storage.Catalog;

/// <summary>
/// Gathers the rows of one index over all buckets of a file: keys scatter, and a transaction holds one partition.
/// </summary>
/// <remarks>
/// A row that is missing hides an article from a search, one too many is found out when the article is read; so new rows
/// are written before the file counts as accepted, and rows of former keys go in the same import.
/// </remarks>
internal sealed class CatalogIndexWriter
{
    private readonly Partition[] partitions;

    public CatalogIndexWriter(TableClient table) =>
        partitions = [.. Enumerable.Range(0, Buckets.Count).Select(_ => new Partition(table))];

    /// <summary>Entities sent so far.</summary>
    public long Written => partitions.Sum(partition => partition.Batch.Written);

    /// <summary>The article has this key from now on.</summary>
    public Task AddAsync(string key, string distributor, string sku, CancellationToken cancellationToken)
    {
        TableEntity entity = Entity(key, distributor, sku);
        entity["Distributor"] = distributor;
        entity["Sku"] = sku;
        return WriteAsync(key, TableTransactionActionType.UpsertReplace, entity, cancellationToken);
    }

    /// <summary>The article has this key no longer: its row becomes a tombstone that no search finds.</summary>
    /// <remarks>Deleting would fail the whole transaction when the row is gone already, as it is in a repeated import.</remarks>
    public Task RetireAsync(string key, string distributor, string sku, CancellationToken cancellationToken) =>
        WriteAsync(key, TableTransactionActionType.UpsertReplace, Entity(key, distributor, sku), cancellationToken);

    /// <summary>Sends what is gathered, a few partitions at a time.</summary>
    public Task CompleteAsync(int writers, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = writers, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(partitions, parallel, static async (partition, token) =>
        {
            await partition.Batch.SendAsync(token);
        });
    }

    private static TableEntity Entity(string key, string distributor, string sku) =>
        new(CatalogKeys.IndexPartition(key), CatalogKeys.IndexRow(key, distributor, sku)) { ETag = ETag.All };

    private async Task WriteAsync(
        string key, TableTransactionActionType kind, TableEntity entity, CancellationToken cancellationToken)
    {
        Partition partition = partitions[Buckets.Of(key)];
        await partition.Gate.WaitAsync(cancellationToken);
        try
        {
            // Two rows of one transaction may not be the same; within one file an article's key comes once.
            if (!partition.Keys.Add(entity.RowKey))
            {
                await partition.Batch.SendAsync(cancellationToken);
                partition.Keys.Clear();
                _ = partition.Keys.Add(entity.RowKey);
            }

            await partition.Batch.AddAsync(kind, entity, cancellationToken);
        }
        finally
        {
            _ = partition.Gate.Release();
        }
    }

    private sealed class Partition(TableClient table)
    {
        public TableBatch Batch { get; } = new(table);

        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

        public SemaphoreSlim Gate { get; } = new(1, 1);
    }
}
