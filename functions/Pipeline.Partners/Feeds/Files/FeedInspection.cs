using Pipeline.Core.Issues;
using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Partners.Feeds.Files;

/// <summary>Questions about a whole file that are answered before its first row is read.</summary>
internal static class FeedInspection
{
    private const int ChunkBytes = 256 * 1024;
    private const int BinaryProbeBytes = 64 * 1024;
    private const int GoodPerBad = 16;
    private const int MinBad = 100;

    /// <summary>Refuses a file whose beginning holds NUL bytes.</summary>
    public static void RefuseBinary(SafeFileHandle file)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BinaryProbeBytes);
        try
        {
            int read = RandomAccess.Read(file, buffer.AsSpan(0, BinaryProbeBytes), 0);
            int nul = buffer.AsSpan(0, read).IndexOf((byte)0);
            if (nul >= 0)
            {
                throw new FeedRefusedException(
                    IssueCodes.FeedBinary, $"Byte {nul} of the file is NUL: a text file is expected.");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Whether a file is UTF-8: all of it, or all but a few damaged characters among many good ones. A sequence that the
    /// end of the file cuts is no reason against it.
    /// </summary>
    public static bool IsUtf8(SafeFileHandle file, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            long offset = 0;
            int kept = 0;
            int good = 0;
            int bad = 0;
            for (int read; (read = RandomAccess.Read(file, buffer.AsSpan(kept, ChunkBytes - kept), offset)) > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                offset += read;
                Span<byte> chunk = buffer.AsSpan(0, kept + read);
                int whole = chunk.Length - CutSequence(chunk);
                if (!Utf8.IsValid(chunk[..whole]))
                {
                    Count(chunk[..whole], ref good, ref bad);
                    if (bad > MinBad && bad * GoodPerBad > good)
                    {
                        return false;
                    }
                }

                kept = chunk.Length - whole;
                chunk[whole..].CopyTo(buffer);
            }

            return bad * GoodPerBad <= good;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Counts the characters beyond ASCII that are UTF-8, and the bytes that are not.</summary>
    private static void Count(ReadOnlySpan<byte> text, ref int good, ref int bad)
    {
        while (true)
        {
            int next = text.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (next < 0 || (bad > MinBad && bad * GoodPerBad > good))
            {
                return;
            }

            text = text[next..];
            bool valid = Rune.DecodeFromUtf8(text, out _, out int length) == OperationStatus.Done;
            good += valid ? 1 : 0;
            bad += valid ? 0 : 1;
            text = text[Math.Max(1, length)..];
        }
    }

    /// <summary>Bytes at the end of a chunk that begin a sequence without completing it.</summary>
    private static int CutSequence(ReadOnlySpan<byte> chunk)
    {
        for (int back = 1; back <= Math.Min(3, chunk.Length); back++)
        {
            byte b = chunk[^back];
            if (b < 0x80)
            {
                return 0;
            }

            if (b >= 0xC0)
            {
                int needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                return back < needed ? back : 0;
            }
        }

        return 0;
    }
}
