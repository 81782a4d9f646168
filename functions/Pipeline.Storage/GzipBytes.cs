using System.IO.Compression;

namespace Pipeline.Storage;

/// <summary>Documents in memory, gzipped.</summary>
internal static class GzipBytes
{
    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream packing = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            packing.Write(bytes);
        }

        return packed.ToArray();
    }

    public static byte[] Unpack(byte[] packed)
    {
        using GZipStream unpacking = new(new MemoryStream(packed), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        unpacking.CopyTo(bytes);
        return bytes.ToArray();
    }
}
