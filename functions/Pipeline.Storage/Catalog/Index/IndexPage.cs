using System.Buffers;
using System.Globalization;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace Pipeline.Storage.Catalog.Index;

/// <summary>Entries in one entity: sorted, gzipped, in columns <c>Entries0</c> and so on of at most 60 KiB.</summary>
internal sealed class IndexPage(int bucket, int number, ETag version)
{
    /// <summary>Most bytes of a page before packing; packing never makes it more than the entity holds.</summary>
    public const int RoomBytes = 256 * 1024;

    private readonly HashSet<IndexEntry> entries = [];
    private int size;

    public int Bucket => bucket;

    /// <summary>Number among the pages of the bucket, from 0.</summary>
    public int Number => number;

    /// <summary>Whether it is not what the table holds.</summary>
    public bool IsChanged { get; private set; }

    public IReadOnlyCollection<IndexEntry> Entries => entries;

    public static IndexPage Read(TableEntity entity)
    {
        (int bucket, int number) = IndexKeys.Parse(entity.RowKey);
        IndexPage page = new(bucket, number, entity.ETag);
        using MemoryStream parts = new();
        for (int column = 0; entity.GetBinary(NameOf(column)) is { } part; column++)
        {
            parts.Write(part);
        }

        ReadOnlySpan<byte> bytes = GzipBytes.Unpack(parts.ToArray());
        string last = string.Empty;
        while (!bytes.IsEmpty)
        {
            string key = IndexBytes.Read(ref bytes);
            string distributor = IndexBytes.Read(ref bytes);
            last = distributor == last ? last : distributor;
            IndexEntry entry = new(key, last, IndexBytes.Read(ref bytes));
            page.size += page.entries.Add(entry) ? SizeOf(entry) : 0;
        }

        return page;
    }

    public bool Contains(IndexEntry entry) => entries.Contains(entry);

    /// <summary>Takes an entry in if there is room for it.</summary>
    public bool TryAdd(IndexEntry entry)
    {
        int added = SizeOf(entry);
        if (entries.Count > 0 && size + added > RoomBytes)
        {
            return false;
        }

        size += entries.Add(entry) ? added : 0;
        IsChanged = true;
        return true;
    }

    /// <summary>Lets an entry go; does nothing when it is not here.</summary>
    public void Remove(IndexEntry entry)
    {
        if (entries.Remove(entry))
        {
            size -= SizeOf(entry);
            IsChanged = true;
        }
    }

    /// <summary>Writes the page if nobody else has written it since.</summary>
    public TableTransactionAction ToAction()
    {
        ArrayBufferWriter<byte> bytes = new(Math.Max(size, 1));
        foreach (IndexEntry entry in entries
            .OrderBy(static entry => entry.Distributor, StringComparer.Ordinal)
            .ThenBy(static entry => entry.Key, StringComparer.Ordinal)
            .ThenBy(static entry => entry.Sku, StringComparer.Ordinal))
        {
            IndexBytes.Write(bytes, entry.Key);
            IndexBytes.Write(bytes, entry.Distributor);
            IndexBytes.Write(bytes, entry.Sku);
        }

        TableEntity entity = new(IndexKeys.Partition(bucket), IndexKeys.Row(bucket, number));
        int column = 0;
        foreach (byte[] part in GzipBytes.Pack(bytes.WrittenSpan).Chunk(RowDocumentStore.ColumnBytes))
        {
            entity[NameOf(column++)] = part;
        }

        return version == default
            ? new TableTransactionAction(TableTransactionActionType.Add, entity)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, version);
    }

    private static string NameOf(int column) => string.Create(CultureInfo.InvariantCulture, $"Entries{column}");

    // Lengths take one byte, or two above 127.
    private static int SizeOf(IndexEntry entry) => 6
        + Encoding.UTF8.GetByteCount(entry.Key) + Encoding.UTF8.GetByteCount(entry.Distributor) + Encoding.UTF8.GetByteCount(entry.Sku);
}
