using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Keeps rows by bucket until they are read: in memory up to a limit, then in one temporary file.</summary>
internal sealed class RowSpill(string path, int maxMemoryBytes) : IDisposable
{
    /// <summary>Partition of the rows without a key.</summary>
    public const int Keyless = Buckets.Count;

    private const int PageBytes = 16 * 1024;
    private const int MaxPartitionBytes = 512 << 20;

    private readonly Partition[] _partitions = [.. Enumerable.Range(0, Buckets.Count + 1).Select(_ => new Partition())];
    private readonly Stack<byte[]> _free = new();
    private readonly int _maxPages = Math.Max(1, maxMemoryBytes / PageBytes);
    private int _pages;
    private SafeFileHandle? _file;
    private long _fileLength;

    /// <summary>Rows of the new file that were added.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows of the last accepted file that were added.</summary>
    public long PreviousRows { get; private set; }

    public void Add(int partition, bool isPrevious, long line, long offset, ReadOnlySpan<byte> row)
    {
        Partition target = _partitions[partition];
        Header header = new(offset, line, row.Length, isPrevious ? 1 : 0);
        int needed = Marshal.SizeOf<Header>() + row.Length;
        if (needed > target.Room && _free.Count + _maxPages - _pages < (needed / PageBytes) + 1)
        {
            Flush();
        }

        Write(target, MemoryMarshal.AsBytes(new ReadOnlySpan<Header>(in header)));
        Write(target, row);
        Rows += isPrevious ? 0 : 1;
        PreviousRows += isPrevious ? 1 : 0;
    }

    /// <summary>Whether nothing was added to a partition.</summary>
    public bool IsEmpty(int partition) => _partitions[partition].Length == 0;

    /// <summary>All rows of a partition as one block for <see cref="Parse"/>.</summary>
    /// <exception cref="FeedRefusedException"><c>FEED_SKEWED</c>: the block would not fit into memory.</exception>
    public byte[] Load(int partition)
    {
        Partition source = _partitions[partition];
        if (source.Length > MaxPartitionBytes)
        {
            throw new FeedRefusedException(
                FindingCodes.FeedSkewed,
                $"{source.Length} bytes of rows fall into one of {Buckets.Count} parts by their key: the key column does not tell articles apart.");
        }

        byte[] block = GC.AllocateUninitializedArray<byte>((int)source.Length);
        int position = 0;
        foreach ((long offset, int length) in source.Segments)
        {
            RandomAccess.Read(_file!, block.AsSpan(position, length), offset);
            position += length;
        }

        for (int i = 0; i < source.Pages.Count; i++)
        {
            ReadOnlySpan<byte> page = source.Pages[i].AsSpan(0, i == source.Pages.Count - 1 ? source.Used : PageBytes);
            page.CopyTo(block.AsSpan(position));
            position += page.Length;
        }

        return block;
    }

    /// <summary>The rows of a block, in the order in which they were added; keys are left to the caller.</summary>
    public static IEnumerable<(bool IsPrevious, long Line, long Offset, ReadOnlyMemory<byte> Bytes)> Parse(byte[] block)
    {
        int size = Marshal.SizeOf<Header>();
        for (int position = 0; position < block.Length;)
        {
            Header header = MemoryMarshal.Read<Header>(block.AsSpan(position));
            position += size;
            yield return (header.IsPrevious != 0, header.Line, header.Offset, block.AsMemory(position, header.Length));
            position += header.Length;
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        File.Delete(path);
    }

    private void Write(Partition target, ReadOnlySpan<byte> bytes)
    {
        target.Length += bytes.Length;
        while (bytes.Length > 0)
        {
            if (target.Pages.Count == 0 || target.Used == PageBytes)
            {
                target.Pages.Add(TakePage());
                target.Used = 0;
            }

            int count = Math.Min(bytes.Length, PageBytes - target.Used);
            bytes[..count].CopyTo(target.Pages[^1].AsSpan(target.Used));
            target.Used += count;
            bytes = bytes[count..];
        }
    }

    private byte[] TakePage()
    {
        if (_free.TryPop(out byte[]? page))
        {
            return page;
        }

        _pages++;
        return GC.AllocateUninitializedArray<byte>(PageBytes);
    }

    private void Flush()
    {
        _file ??= File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite);
        foreach (Partition partition in _partitions.Where(partition => partition.Pages.Count > 0))
        {
            long start = _fileLength;
            for (int i = 0; i < partition.Pages.Count; i++)
            {
                byte[] page = partition.Pages[i];
                int used = i == partition.Pages.Count - 1 ? partition.Used : PageBytes;
                RandomAccess.Write(_file, page.AsSpan(0, used), _fileLength);
                _fileLength += used;
                _free.Push(page);
            }

            partition.Segments.Add((start, (int)(_fileLength - start)));
            partition.Pages.Clear();
            partition.Used = 0;
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Header(long Offset, long Line, int Length, int IsPrevious);

    private sealed class Partition
    {
        public List<byte[]> Pages { get; } = [];

        public List<(long Offset, int Length)> Segments { get; } = [];

        public int Used { get; set; }

        public long Length { get; set; }

        public int Room => Pages.Count == 0 ? 0 : PageBytes - Used;
    }
}
