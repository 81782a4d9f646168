using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Pipeline.Partners.Feeds.Files;

/// <summary>The text of a GZIP file: its members one behind the other (RFC 1952), each checked; zeros behind the last are padding.</summary>
/// <remarks>Synchronous, forward reading. What is wrong ends in <see cref="InvalidDataException"/>, with the check that failed.</remarks>
internal sealed class GzipMembers(FileStream packed) : ForwardStream
{
    private const int TrailerBytes = 8;
    private readonly CountedStream counted = new(packed);
    private readonly Crc32 crc = new();
    private DeflateStream? member;
    private long start;
    private long length;
    private int number;

    public override int Read(Span<byte> buffer)
    {
        while (member is not null || TryOpen())
        {
            int read = ReadMember(member!, buffer);
            if (read > 0)
            {
                crc.Append(buffer[..read]);
                length += read;
                return read;
            }

            Verify();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        member?.Dispose();
        counted.Dispose();
        base.Dispose(disposing);
    }

    private int ReadMember(DeflateStream open, Span<byte> buffer)
    {
        try
        {
            return open.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"Its compressed data are damaged behind byte {length} of the text.", exception);
        }
    }

    /// <summary>Goes to the next member; false at the end of the file and where only zeros follow.</summary>
    private bool TryOpen()
    {
        long offset = packed.Position;
        int first;
        while ((first = packed.ReadByte()) == 0 && number > 0)
        {
            // Padding.
        }

        if (first < 0)
        {
            return false;
        }

        packed.Position--;
        SkipHeader(offset);
        number++;
        length = 0;
        crc.Reset();
        start = packed.Position;
        member = new DeflateStream(counted, CompressionMode.Decompress, leaveOpen: true);
        return true;
    }

    private void SkipHeader(long offset)
    {
        const int checksum = 2;
        const int extra = 4;
        const int name = 8;
        const int comment = 16;
        Span<byte> head = stackalloc byte[10];
        if (packed.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || head is not [0x1F, 0x8B, 8, ..])
        {
            throw new InvalidDataException(number == 0
                ? "Its header is cut, or of another method than deflate."
                : $"Behind member {number}, at byte {offset}, there is something that is neither a further member nor padding.");
        }

        if ((head[3] & extra) != 0)
        {
            int size = Byte() | (Byte() << 8);
            packed.Position += size;
        }

        SkipText((head[3] & name) != 0);
        SkipText((head[3] & comment) != 0);
        packed.Position += (head[3] & checksum) != 0 ? 2 : 0;

        void SkipText(bool isThere)
        {
            while (isThere && Byte() != 0)
            {
                // Up to the closing NUL.
            }
        }

        int Byte() => packed.ReadByte() is >= 0 and var value ? value : throw Cut();
    }

    /// <summary>Compares the member with its trailer, and stands behind it.</summary>
    private void Verify()
    {
        member!.Dispose();
        member = null;
        Span<byte> made = stackalloc byte[TrailerBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(made, crc.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(made[4..], (uint)length);

        // The decoder has read ahead, by no more than its last helping: the trailer is where its eight bytes are.
        long behind = packed.Position;
        long from = Math.Max(start, behind - counted.LastRead - TrailerBytes);
        packed.Position = from;
        byte[] window = new byte[behind - from + TrailerBytes];
        int at = window.AsSpan(0, packed.ReadAtLeast(window, window.Length, throwOnEndOfStream: false)).IndexOf(made);
        packed.Position = at >= 0 ? from + at + TrailerBytes : throw Mismatch();
    }

    /// <summary>Finds out which check failed, byte by byte: slow, and needed for damaged files only.</summary>
    private InvalidDataException Mismatch()
    {
        packed.Position = start;
        CountedStream single = new(packed) { Largest = 1 };
        using (DeflateStream again = new(single, CompressionMode.Decompress, leaveOpen: true))
        {
            byte[] buffer = new byte[4096];
            while (again.Read(buffer) > 0)
            {
                // Only the place of the end is wanted.
            }
        }

        Span<byte> stated = stackalloc byte[TrailerBytes];
        if (single.LastRead == 0 || packed.ReadAtLeast(stated, TrailerBytes, throwOnEndOfStream: false) < TrailerBytes)
        {
            return Cut();
        }

        uint sum = BinaryPrimitives.ReadUInt32LittleEndian(stated);
        return sum != crc.GetCurrentHashAsUInt32()
            ? new InvalidDataException($"The CRC-32 of its text is {crc.GetCurrentHashAsUInt32():x8}, its end states {sum:x8}.")
            : new InvalidDataException($"Its text has {length} bytes, its end states {BinaryPrimitives.ReadUInt32LittleEndian(stated[4..])}.");
    }

    private static InvalidDataException Cut() => new("It ends before its checksum: it is cut.");

    /// <summary>Knows how much the decoder has taken at once.</summary>
    private sealed class CountedStream(FileStream packed) : ForwardStream
    {
        public int LastRead { get; private set; }

        public int Largest { get; init; } = int.MaxValue;

        public override int Read(Span<byte> buffer) => LastRead = packed.Read(buffer[..Math.Min(buffer.Length, Largest)]);
    }
}
