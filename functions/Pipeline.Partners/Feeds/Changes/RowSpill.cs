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

    private readonly int[] last = [.. Enumerable.Repeat(-1, Keyless + 1)];
    private readonly List<(long Offset, int Length)>?[] segments = new List<(long, int)>?[Keyless + 1];
    private readonly List<byte[]> slabs = [];
    private readonly List<Entry> entries = [];
    private int slab;
    private int used;
    private long memory;
    private SafeFileHandle? file;
    private long fileLength;

    /// <summary>Rows of the new file that were added.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows of the last accepted file that were added.</summary>
    public long PreviousRows { get; private set; }

    public void Add(int partition, bool isPrevious, long line, long offset, ReadOnlySpan<byte> row)
    {
        if (memory + row.Length + EntryBytes > maxMemoryBytes && entries.Count > 0)
        {
            Flush();
        }

        Span<byte> room = Room(row.Length);
        row.CopyTo(room);
        entries.Add(new Entry(offset, line, slab, used, row.Length, isPrevious ? 1 : 0, last[partition]));
        last[partition] = entries.Count - 1;
        memory += row.Length + EntryBytes;
        used += row.Length;
        Rows += isPrevious ? 0 : 1;
        PreviousRows += isPrevious ? 1 : 0;
    }

    /// <summary>Room that <see cref="Read"/> needs for the rows of a partition that lie in the temporary file.</summary>
    /// <exception cref="FeedRefusedException"><c>FEED_SKEWED</c>: they would not fit into memory.</exception>
    public int FileBytes(int partition)
    {
        long bytes = (segments[partition] ?? []).Sum(segment => (long)segment.Length);
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
        foreach ((long offset, int length) in segments[partition] ?? [])
        {
            int end = position + RandomAccess.Read(file!, block.AsSpan(position, length), offset);
            while (position < end)
            {
                Entry entry = MemoryMarshal.Read<Entry>(block.AsSpan(position));
                position += EntryBytes;
                yield return new StoredRow(entry.IsPrevious != 0, entry.Line, entry.Offset, block.AsMemory(position, entry.Length));
                position += entry.Length;
            }
        }

        for (int i = last[partition]; i >= 0; i = entries[i].Before)
        {
            Entry entry = entries[i];
            yield return new StoredRow(
                entry.IsPrevious != 0, entry.Line, entry.Offset, slabs[entry.Slab].AsMemory(entry.Position, entry.Length));
        }
    }

    public void Dispose()
    {
        file?.Dispose();
        File.Delete(path);
    }

    private Span<byte> Room(int length)
    {
        while (slab < slabs.Count && slabs[slab].Length - used < length)
        {
            slab++;
            used = 0;
        }

        if (slab == slabs.Count)
        {
            slabs.Add(GC.AllocateUninitializedArray<byte>(Math.Max(SlabBytes, length)));
        }

        return slabs[slab].AsSpan(used);
    }

    private void Flush()
    {
        file ??= File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite);
        using MemoryStream segment = new();
        for (int partition = 0; partition <= Keyless; partition++)
        {
            segment.SetLength(0);
            for (int i = last[partition]; i >= 0; i = entries[i].Before)
            {
                Entry entry = entries[i];
                segment.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Entry>(in entry)));
                segment.Write(slabs[entry.Slab].AsSpan(entry.Position, entry.Length));
            }

            if (segment.Length > 0)
            {
                RandomAccess.Write(file, segment.GetBuffer().AsSpan(0, (int)segment.Length), fileLength);
                (segments[partition] ??= []).Add((fileLength, (int)segment.Length));
                fileLength += segment.Length;
                last[partition] = -1;
            }
        }

        entries.Clear();
        (slab, used, memory) = (0, 0, 0);
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
