using System.Security.Cryptography;
using System.Text;
using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Simulators.Tests.IngramMicro;

/// <summary>Files in memory, as bytes, text and hash.</summary>
internal static class Written
{
    public static byte[] Bytes(Action<Stream> write)
    {
        using MemoryStream stream = new();
        write(stream);
        return stream.ToArray();
    }

    public static byte[] Price(CatalogGenerator catalog) => Bytes(stream => PriceFileWriter.Write(catalog, stream));

    public static byte[] Stock(CatalogGenerator catalog) => Bytes(stream => StockFileWriter.Write(catalog, stream));

    public static string Windows1252(byte[] bytes) => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
}
