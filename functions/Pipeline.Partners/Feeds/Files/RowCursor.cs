using Pipeline.Core.Issues;
using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Partners.Feeds.Files;

/// <summary>Walks a file forward through a buffer of a fixed size that only a long row makes grow.</summary>
/// <remarks>Reads with <see cref="RandomAccess"/>, not by mapping: mapped pages would count as resident memory.</remarks>
internal sealed class RowCursor : IDisposable
{
    private const byte LineFeed = (byte)'\n';

    private readonly SafeFileHandle file;
    private readonly int maxRowBytes;
    private byte[] buffer;
    private int start;
    private int end;
    private long bufferOffset;
    private bool atEnd;

    /// <summary>Begins at a row.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">Where to begin: the start of a row.</param>
    /// <param name="line">Physical line at that place.</param>
    /// <param name="bufferBytes">Size of the buffer; tests use tiny ones.</param>
    /// <param name="maxRowBytes">Longest row.</param>
    public RowCursor(SafeFileHandle file, long offset, long line, int bufferBytes, int maxRowBytes)
    {
        this.file = file;
        this.maxRowBytes = maxRowBytes;
        buffer = ArrayPool<byte>.Shared.Rent(bufferBytes);
        Capacity = bufferBytes;
        bufferOffset = offset;
        Line = line;
    }

    /// <summary>Offset of the current position in the file.</summary>
    public long Offset => bufferOffset + start;

    /// <summary>Physical line of the current position.</summary>
    public long Line { get; private set; }

    /// <summary>What is buffered from the current position on.</summary>
    public ReadOnlySpan<byte> Buffered => buffer.AsSpan(start, end - start);

    /// <summary>Where the rows end; the file's end unless something stands behind them.</summary>
    public long End { get; init; } = long.MaxValue;

    /// <summary>Whether line breaks within quotes are folded (<see cref="RecordFolding"/>): they count as lines.</summary>
    public bool IsFolded { get; init; }

    /// <summary>Bytes that the buffer may hold before it has to grow.</summary>
    private int Capacity { get; set; }

    /// <summary>Makes sure that something is buffered; false at the end of the file.</summary>
    public bool HasMore() => start < end || Fill();

    /// <summary>Reads on behind what is buffered; false when there is no more.</summary>
    public bool Fill()
    {
        if (atEnd)
        {
            return false;
        }

        int kept = end - start;
        if (kept == Capacity)
        {
            Grow(kept);
        }
        else if (start > 0)
        {
            buffer.AsSpan(start, kept).CopyTo(buffer);
        }

        bufferOffset += start;
        start = 0;
        int room = (int)Math.Min(Capacity - kept, End - bufferOffset - kept);
        int read = RandomAccess.Read(file, buffer.AsSpan(kept, room), bufferOffset + kept);
        end = kept + read;
        atEnd = read == 0;
        return read > 0;
    }

    /// <summary>Finds the row that begins <paramref name="ahead"/> bytes behind the current position.</summary>
    /// <param name="ahead">Distance of its first byte.</param>
    /// <param name="length">Its length without the line end.</param>
    /// <param name="next">Distance of the row after it.</param>
    /// <returns>False when the file ends there.</returns>
    public bool TryRow(int ahead, out int length, out int next)
    {
        int searched = ahead;
        while (true)
        {
            ReadOnlySpan<byte> buffered = Buffered;
            int lineFeed = searched < buffered.Length ? buffered[searched..].IndexOf(LineFeed) : -1;
            if (lineFeed >= 0)
            {
                next = searched + lineFeed + 1;
                length = WithoutReturn(buffered[ahead..(next - 1)]);
                return true;
            }

            searched = Math.Max(ahead, buffered.Length);
            if (buffered.Length - ahead > maxRowBytes)
            {
                throw new FeedRefusedException(
                    IssueCodes.FeedRowLength,
                    $"The row at byte {Offset + ahead} is longer than {maxRowBytes} bytes: a file of rows is expected.");
            }

            if (!Fill())
            {
                next = buffered.Length;
                length = ahead < buffered.Length ? WithoutReturn(buffered[ahead..]) : 0;
                return ahead < buffered.Length;
            }
        }
    }

    /// <summary>Moves to a place at or behind the current one.</summary>
    public void Seek(long offset, long line)
    {
        long within = offset - bufferOffset;
        if (within >= start && within <= end)
        {
            start = (int)within;
        }
        else
        {
            bufferOffset = offset;
            start = end = 0;
            atEnd = false;
        }

        Line = line;
    }

    /// <summary>Moves behind the row at the current position, as <see cref="TryRow"/> has found it.</summary>
    public void AdvanceRow(int next) => Advance(next, IsFolded ? 1 + Buffered[..next].Count(RecordFolding.Break) : 1);

    /// <summary>Lines of whole rows.</summary>
    public int LinesOf(ReadOnlySpan<byte> rows) => rows.Count(LineFeed) + (IsFolded ? rows.Count(RecordFolding.Break) : 0);

    /// <summary>Moves forward over bytes that are buffered.</summary>
    public void Advance(int bytes, int lines)
    {
        start += bytes;
        Line += lines;
    }

    public void Dispose()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
        }
    }

    private static int WithoutReturn(ReadOnlySpan<byte> row) => row is [.., (byte)'\r'] ? row.Length - 1 : row.Length;

    private void Grow(int kept)
    {
        Capacity = checked(Capacity * 2);
        byte[] larger = ArrayPool<byte>.Shared.Rent(Capacity);
        buffer.AsSpan(start, kept).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
