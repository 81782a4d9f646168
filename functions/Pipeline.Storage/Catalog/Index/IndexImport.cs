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

    // Arrays that grow with the list would be large objects, which stay long after they are dropped.
    private const int PieceBytes = 16 * 1024;

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
            if (partition.Add(key, sku, isAdded) >= GatheredBytes)
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

    private async Task SendAsync(Partition partition, CancellationToken cancellationToken) =>
        _ = Interlocked.Add(ref written, await index.ApplyAsync(partition.Take().Select(Change), cancellationToken));

    private IndexChange Change((string Key, string Sku, bool IsAdded) change) =>
        new(new IndexEntry(change.Key, distributor, change.Sku), change.IsAdded);

    private sealed class Partition
    {
        private readonly List<byte[]> full = [];
        private ArrayBufferWriter<byte>? piece;
        private int length;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        /// <summary>Gathers a change; returns the bytes of all.</summary>
        public int Add(string key, string sku, bool isAdded)
        {
            piece ??= new ArrayBufferWriter<byte>(PieceBytes);
            int before = piece.WrittenCount;
            piece.Write([isAdded ? (byte)1 : (byte)0]);
            IndexBytes.Write(piece, key);
            IndexBytes.Write(piece, sku);
            length += piece.WrittenCount - before;
            if (piece.WrittenCount > PieceBytes * 7 / 8)
            {
                full.Add(piece.WrittenSpan.ToArray());
                piece.ResetWrittenCount();
            }

            return length;
        }

        /// <summary>What is gathered; from now on nothing is.</summary>
        public IEnumerable<(string Key, string Sku, bool IsAdded)> Take()
        {
            byte[][] pieces = piece is null ? [] : [.. full, piece.WrittenSpan.ToArray()];
            full.Clear();
            (piece, length) = (null, 0);
            return pieces.SelectMany(Read);
        }

        private static List<(string Key, string Sku, bool IsAdded)> Read(byte[] piece)
        {
            ReadOnlySpan<byte> bytes = piece;
            List<(string, string, bool)> changes = [];
            while (!bytes.IsEmpty)
            {
                bool isAdded = bytes[0] == 1;
                bytes = bytes[1..];
                string key = IndexBytes.Read(ref bytes);
                changes.Add((key, IndexBytes.Read(ref bytes), isAdded));
            }

            return changes;
        }
    }
}
