using System.IO.Compression;

namespace Pipeline.Simulators.IngramMicro;

/// <summary>Packs a file while it is written.</summary>
/// <remarks>The same content and time give the same bytes. (<c>PRICE.ZIP</c>, one TXT inside).</remarks>
public static class FeedPackage
{
    /// <summary>Writes content through a wrapping into a stream, which stays open.</summary>
    /// <param name="stream">Receives the packed bytes.</param>
    /// <param name="wrapping">How to pack.</param>
    /// <param name="entryName">Name of the one ZIP entry.</param>
    /// <param name="time">Time of the ZIP entry; ZIP keeps two-second steps without a zone, and UTC is written.</param>
    /// <param name="write">Writes the plain file.</param>
    public static void Write(Stream stream, FeedWrapping wrapping, string entryName, DateTimeOffset time, Action<Stream> write)
    {
        switch (wrapping)
        {
            case FeedWrapping.None:
                write(stream);
                break;
            case FeedWrapping.GZip:
                using (GZipStream gzip = new(stream, CompressionLevel.Fastest, leaveOpen: true))
                {
                    write(gzip);
                }

                break;
            case FeedWrapping.Zip:
                using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
                {
                    ZipArchiveEntry entry = archive.CreateEntry(entryName, CompressionLevel.Fastest);
                    entry.LastWriteTime = time.ToUniversalTime();
                    using Stream content = entry.Open();
                    write(content);
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(wrapping), wrapping, null);
        }
    }
}
