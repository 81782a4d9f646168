using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace Pipeline.Storage.Catalog.Index;

/// <summary>Finds articles by a key: many entries in one entity (<see cref="IndexPage"/>), placed as in <see cref="IndexKeys"/>.</summary>
/// <remarks>
/// A page is written under its version. Who finds it changed reads it again and does the rest of its changes once more: those
/// that are there already write nothing. So imports of several distributors and the move of former rows may meet in a page.
/// </remarks>
internal sealed class CatalogIndex(TableClient table)
{
    // As many buckets are read and written at once, and as many in between are read needlessly rather than asking again.
    private const int BucketsAtOnce = 32;
    private const int NeedlessBuckets = 4;
    private const int ConflictLimit = 100;

    private readonly FormerIndex former = new(table);

    /// <summary>Articles that have the key, or had it lately: look at the article. Ordered by distributor and number.</summary>
    public async Task<IReadOnlyList<IndexEntry>> FindAsync(string key, CancellationToken cancellationToken)
    {
        // In this order: what is moved in between is found twice, not never.
        HashSet<IndexEntry> found = [.. await former.FindAsync(key, cancellationToken)];
        int bucket = IndexKeys.Bucket(key);
        try
        {
            await foreach (IndexPage page in ReadAsync(bucket, bucket, cancellationToken))
            {
                found.UnionWith(page.Entries.Where(entry => entry.Key == key));
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // No price file has been imported yet.
        }

        return [.. found.OrderBy(static entry => FormerIndex.Row(entry), StringComparer.Ordinal)];
    }

    /// <summary>Makes changes of one partition. Repeatable.</summary>
    /// <returns>Entities written.</returns>
    public async Task<long> ApplyAsync(IEnumerable<IndexChange> changes, CancellationToken cancellationToken)
    {
        long written = 0;
        List<IGrouping<int, IndexChange>> near = [];
        foreach (IGrouping<int, IndexChange> bucket in changes
            .GroupBy(static change => IndexKeys.Bucket(change.Entry.Key))
            .OrderBy(static bucket => bucket.Key))
        {
            if (near.Count > 0 && (
                bucket.Key - near[0].Key >= BucketsAtOnce * IndexKeys.PartitionCount
                || bucket.Key - near[^1].Key > (NeedlessBuckets + 1) * IndexKeys.PartitionCount))
            {
                written += await ApplyAsync(near, cancellationToken);
                near.Clear();
            }

            near.Add(bucket);
        }

        return near.Count == 0 ? written : written + await ApplyAsync(near, cancellationToken);
    }

    private async Task<long> ApplyAsync(List<IGrouping<int, IndexChange>> changes, CancellationToken cancellationToken)
    {
        long written = 0;
        return await OptimisticWrite.RunAsync(
            async _ =>
            {
                TableBatch batch = new(table);
                try
                {
                    Dictionary<int, IndexBucket> buckets = changes.ToDictionary(static bucket => bucket.Key, static bucket => new IndexBucket(bucket.Key));
                    await foreach (IndexPage page in ReadAsync(changes[0].Key, changes[^1].Key, cancellationToken))
                    {
                        buckets.GetValueOrDefault(page.Bucket)?.Take(page);
                    }

                    foreach (IGrouping<int, IndexChange> bucket in changes)
                    {
                        await WriteAsync(batch, buckets[bucket.Key], bucket, cancellationToken);
                    }

                    await batch.SendAsync(cancellationToken);
                }
                finally
                {
                    written += batch.Written;
                }

                return written;
            },
            ConflictLimit);
    }

    private static async Task WriteAsync(
        TableBatch batch, IndexBucket bucket, IEnumerable<IndexChange> changes, CancellationToken cancellationToken)
    {
        foreach (IndexChange change in changes)
        {
            bucket.Apply(change);
        }

        foreach (IndexPage page in bucket.Changed)
        {
            await batch.AddAsync(page.ToAction(), cancellationToken);
        }
    }

    private async IAsyncEnumerable<IndexPage> ReadAsync(
        int first, int last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {IndexKeys.Partition(first)} and RowKey ge {IndexKeys.Row(first, 0)} and RowKey lt {IndexKeys.EndOf(last)}");
        await foreach (TableEntity entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return IndexPage.Read(entity);
        }
    }
}
