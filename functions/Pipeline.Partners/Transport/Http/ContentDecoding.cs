using System.IO.Compression;

namespace Pipeline.Partners.Transport.Http;

/// <summary>Undoes the Content-Encoding of an answer (RFC 9110 §8.4), which servers apply although they are asked not to.</summary>
internal static class ContentDecoding
{
    /// <summary>The codings that change the bytes, in the order in which they were applied.</summary>
    public static IReadOnlyList<string> Of(HttpResponseMessage response) =>
        [.. response.Content.Headers.ContentEncoding
            .SelectMany(static value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(static value => value.ToLowerInvariant())
            .Where(static value => value is not ("identity" or "none"))];

    /// <summary>The file's own bytes; the stream that is given is disposed with the result.</summary>
    /// <exception cref="Core.Feeds.Landing.FeedTransportException"><c>HTTP_PROTOCOL</c>: an unknown coding, by its name.</exception>
    public static async Task<Stream> OpenAsync(
        Stream body, IReadOnlyList<string> codings, Func<Stream, Memory<byte>, CancellationToken, Task<int>> readAsync, CancellationToken cancellationToken)
    {
        foreach (string coding in codings.Reverse())
        {
            if (coding is not ("gzip" or "x-gzip" or "deflate" or "br"))
            {
                throw HttpErrors.Protocol($"it is encoded as '{coding}', although it was asked to come as it is; gzip, deflate and br are understood");
            }

            byte[] start = new byte[2];
            int read = 0;
            for (int more; read < start.Length && (more = await readAsync(body, start.AsMemory(read), cancellationToken)) > 0;)
            {
                read += more;
            }

            // Labelled and not done, as some servers do by the file's extension: gzip and zlib show themselves, Brotli cannot be told.
            Stream whole = new PrefixedStream(start.AsMemory(0, read), body);
            body = (coding, start) switch
            {
                _ when read == 0 => whole,
                ("gzip" or "x-gzip", [0x1F, 0x8B]) => new GZipStream(whole, CompressionMode.Decompress),
                ("gzip" or "x-gzip", _) => whole,
                ("deflate", [var first, var second]) when (first & 0x0F) == 8 && ((first << 8) | second) % 31 == 0 =>
                    new ZLibStream(whole, CompressionMode.Decompress),
                ("deflate", _) => new DeflateStream(whole, CompressionMode.Decompress),
                _ => new BrotliStream(whole, CompressionMode.Decompress),
            };
        }

        return body;
    }
}
