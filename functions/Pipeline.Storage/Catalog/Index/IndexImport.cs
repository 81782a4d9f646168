using System.Buffers;

namespace Pipeline.Storage.Catalog.Index;

/// <summary>Gathers one file's changes to an index over all buckets of its articles, and makes those of a partition together.</summary>
/// <remarks>
/// An entry that is missing hides an article from a search, one too many is found out when the article is read; so entries
/// are written before the file counts as accepted, and an import that broke off makes all of them again.
/// </remarks>
internal sealed class IndexImport(CatalogIndex index, string distributor)
{
    // 20,000 changes. 200,000 articles stay below it, so that each page is written once; two million write it six times.
    private const int GatheredBytes = 512 * 1024;

    private readonly Partition[] partitions = [.. Enumerable.Range(0, IndexKeys.PartitionCount).Select(static _ => new Partition())];
    private long written;

    /// <summary>Entities sent so far.</summary>
    public long Written => Interlocked.Read(ref written);

    /// <summary>The article has this key from now on, or no longer.</summary>
    public async Task ChangeAsync(string key, string sku, bool isAdded, CancellationToken cancellationToken)
    {
        Partition partition = partitions[IndexKeys.Bucket(key) % IndexKeys.PartitionCount];
        await partition.Gate.WaitAsync(cancellationToken);
        try
        {
            partition.Gathered.Write([isAdded ? (byte)1 : (byte)0]);
            IndexBytes.Write(partition.Gathered, key);
            IndexBytes.Write(partition.Gathered, sku);
            if (partition.Gathered.WrittenCount >= GatheredBytes)
            {
                await SendAsync(partition, cancellationToken);
            }
        }
        finally
        {
            _ = partition.Gate.Release();
        }
    }

    /// <summary>Makes what is gathered, a few partitions at a time.</summary>
    public Task CompleteAsync(int writers, CancellationToken cancellationToken)
    {
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = writers, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(partitions, parallel, async (partition, token) => await SendAsync(partition, token));
    }

    private async Task SendAsync(Partition partition, CancellationToken cancellationToken)
    {
        _ = Interlocked.Add(ref written, await index.ApplyAsync(Changes(partition.Gathered.WrittenSpan), cancellationToken));
        partition.Gathered.Clear();
    }

    private List<IndexChange> Changes(ReadOnlySpan<byte> gathered)
    {
        List<IndexChange> changes = [];
        while (!gathered.IsEmpty)
        {
            bool isAdded = gathered[0] == 1;
            gathered = gathered[1..];
            string key = IndexBytes.Read(ref gathered);
            changes.Add(new IndexChange(new IndexEntry(key, distributor, IndexBytes.Read(ref gathered)), isAdded));
        }

        return changes;
    }

    private sealed class Partition
    {
        public ArrayBufferWriter<byte> Gathered { get; } = new();

        public SemaphoreSlim Gate { get; } = new(1, 1);
    }
}
