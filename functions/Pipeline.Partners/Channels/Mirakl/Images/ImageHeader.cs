using System.Buffers.Binary;

namespace Pipeline.Partners.Channels.Mirakl.Images;

/// <summary>What the first bytes of an image say.</summary>
/// <param name="Format"><c>gif</c>, <c>jpg</c>, <c>png</c> or <c>webp</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
internal sealed record ImageHeader(string Format, int Width, int Height)
{
    /// <summary>The length of the shorter side, in pixels.</summary>
    public int ShorterSide => Math.Min(Width, Height);

    /// <summary>Reads the beginning of a file, as it is and not as it is called; null when it is none of the four formats, or its size stands further behind.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] when start.Length >= 10 => Of("gif", Little(start[6..]), Little(start[8..])),
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] when start.Length >= 24 =>
            Of("png", BinaryPrimitives.ReadInt32BigEndian(start[16..]), BinaryPrimitives.ReadInt32BigEndian(start[20..])),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] when start.Length >= 30 && start[8..12].SequenceEqual("WEBP"u8) => Webp(start),
        [0xFF, 0xD8, 0xFF, ..] => Jpeg(start),
        _ => null,
    };

    private static ImageHeader? Webp(ReadOnlySpan<byte> start) => start[12..16] switch
    {
        [(byte)'V', (byte)'P', (byte)'8', (byte)'X'] => Of("webp", 1 + Little24(start[24..]), 1 + Little24(start[27..])),
        [(byte)'V', (byte)'P', (byte)'8', (byte)'L'] when BinaryPrimitives.ReadUInt32LittleEndian(start[21..]) is var bits =>
            Of("webp", 1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF)),
        [(byte)'V', (byte)'P', (byte)'8', (byte)' '] => Of("webp", Little(start[26..]) & 0x3FFF, Little(start[28..]) & 0x3FFF),
        _ => null,
    };

    // Segment by segment to the one that holds the size; those before it hold previews and colours.
    private static ImageHeader? Jpeg(ReadOnlySpan<byte> start)
    {
        for (int at = 2; at + 9 <= start.Length && start[at] == 0xFF;)
        {
            byte marker = start[at + 1];
            if (marker is 0xFF)
            {
                at++;
            }
            else if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return Of("jpg", BinaryPrimitives.ReadUInt16BigEndian(start[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(start[(at + 5)..]));
            }
            else
            {
                at += 2 + BinaryPrimitives.ReadUInt16BigEndian(start[(at + 2)..]);
            }
        }

        return null;
    }

    private static ImageHeader? Of(string format, int width, int height) => width > 0 && height > 0 ? new(format, width, height) : null;

    private static int Little(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static int Little24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
