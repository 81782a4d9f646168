using Pipeline.Core.Issues;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Keeps rows by bucket until they are read: in memory up to a limit, then in one temporary file.</summary>
internal sealed class RowSpill(string path, int maxMemoryBytes) : IDisposable
{
    /// <summary>Partition of the rows without a key.</summary>
    public const int Keyless = Buckets.Count;

    // Slabs are large objects, so that collections leave them where they are.
    private const int SlabBytes = 256 * 1024;
    private const long MaxPartitionBytes = 512L << 20;
    private static readonly int EntryBytes = Marshal.SizeOf<Entry>();

    private readonly int[] _last = [.. Enumerable.Repeat(-1, Keyless + 1)];
    private readonly List<(long Offset, int Length)>?[] _segments = new List<(long, int)>?[Keyless + 1];
    private readonly List<byte[]> _slabs = [];
    private readonly List<Entry> _entries = [];
    private int _slab;
    private int _used;
    private long _memory;
    private SafeFileHandle? _file;
    private long _fileLength;

    /// <summary>Rows of the new file that were added.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows of the last accepted file that were added.</summary>
    public long PreviousRows { get; private set; }

    public void Add(int partition, bool isPrevious, long line, long offset, ReadOnlySpan<byte> row)
    {
        if (_memory + row.Length + EntryBytes > maxMemoryBytes && _entries.Count > 0)
        {
            Flush();
        }

        Span<byte> room = Room(row.Length);
        row.CopyTo(room);
        _entries.Add(new Entry(offset, line, _slab, _used, row.Length, isPrevious ? 1 : 0, _last[partition]));
        _last[partition] = _entries.Count - 1;
        _memory += row.Length + EntryBytes;
        _used += row.Length;
        Rows += isPrevious ? 0 : 1;
        PreviousRows += isPrevious ? 1 : 0;
    }

    /// <summary>Room that <see cref="Read"/> needs for the rows of a partition that lie in the temporary file.</summary>
    /// <exception cref="FeedRefusedException"><c>FEED_SKEWED</c>: they would not fit into memory.</exception>
    public int FileBytes(int partition)
    {
        long bytes = (_segments[partition] ?? []).Sum(segment => (long)segment.Length);
        return bytes <= MaxPartitionBytes
            ? (int)bytes
            : throw new FeedRefusedException(
                IssueCodes.FeedSkewed,
                $"{bytes} bytes of rows fall into one of {Buckets.Count} parts by their key: the key column does not tell articles apart.");
    }

    /// <summary>The rows of a partition in no particular order; their bytes lie in the block or in the spill.</summary>
    public IEnumerable<StoredRow> Read(int partition, byte[] block)
    {
        int position = 0;
        foreach ((long offset, int length) in _segments[partition] ?? [])
        {
            int end = position + RandomAccess.Read(_file!, block.AsSpan(position, length), offset);
            while (position < end)
            {
                Entry entry = MemoryMarshal.Read<Entry>(block.AsSpan(position));
                position += EntryBytes;
                yield return new StoredRow(entry.IsPrevious != 0, entry.Line, entry.Offset, block.AsMemory(position, entry.Length));
                position += entry.Length;
            }
        }

        for (int i = _last[partition]; i >= 0; i = _entries[i].Before)
        {
            Entry entry = _entries[i];
            yield return new StoredRow(
                entry.IsPrevious != 0, entry.Line, entry.Offset, _slabs[entry.Slab].AsMemory(entry.Position, entry.Length));
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        File.Delete(path);
    }

    private Span<byte> Room(int length)
    {
        while (_slab < _slabs.Count && _slabs[_slab].Length - _used < length)
        {
            _slab++;
            _used = 0;
        }

        if (_slab == _slabs.Count)
        {
            _slabs.Add(GC.AllocateUninitializedArray<byte>(Math.Max(SlabBytes, length)));
        }

        return _slabs[_slab].AsSpan(_used);
    }

    private void Flush()
    {
        _file ??= File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite);
        using MemoryStream segment = new();
        for (int partition = 0; partition <= Keyless; partition++)
        {
            segment.SetLength(0);
            for (int i = _last[partition]; i >= 0; i = _entries[i].Before)
            {
                Entry entry = _entries[i];
                segment.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Entry>(in entry)));
                segment.Write(_slabs[entry.Slab].AsSpan(entry.Position, entry.Length));
            }

            if (segment.Length > 0)
            {
                RandomAccess.Write(_file, segment.GetBuffer().AsSpan(0, (int)segment.Length), _fileLength);
                (_segments[partition] ??= []).Add((_fileLength, (int)segment.Length));
                _fileLength += segment.Length;
                _last[partition] = -1;
            }
        }

        _entries.Clear();
        (_slab, _used, _memory) = (0, 0, 0);
    }

    /// <summary>Where a row lies, and which row of its partition was added before it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Entry(
        long Offset, long Line, int Slab, int Position, int Length, int IsPrevious, int Before);
}

/// <summary>A row as it comes back from the spill, before its key is known again.</summary>
/// <param name="IsPrevious">Whether it stands in the last accepted file; otherwise in the new one.</param>
/// <param name="Line">Its physical line, or 0 where the line does not matter.</param>
/// <param name="Offset">Offset of its first byte.</param>
/// <param name="Bytes">Its bytes without the line end.</param>
internal readonly record struct StoredRow(bool IsPrevious, long Line, long Offset, ReadOnlyMemory<byte> Bytes);

/// <summary>A row that has to be read, as it came back from the spill.</summary>
internal readonly struct SpilledRow
{
    public required string Key { get; init; }

    /// <summary>Whether it stands in the last accepted file; otherwise in the new one.</summary>
    public required bool IsPrevious { get; init; }

    public required long Line { get; init; }

    public required long Offset { get; init; }

    public required ReadOnlyMemory<byte> Bytes { get; init; }
}
