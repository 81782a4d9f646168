using System.Text;

namespace Pipeline.Partners.Transport;

/// <summary>Reads the path of a feed's address.</summary>
internal static class RemotePath
{
    /// <summary>Undoes percent-encoding: UTF-8 where the bytes are that, else Latin-1 (<c>%E9</c> is é).</summary>
    public static string Decode(string escaped)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetMaxByteCount(escaped.Length)];
        int length = 0;
        for (int i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] == '%' && i + 2 < escaped.Length
                && char.IsAsciiHexDigit(escaped[i + 1]) && char.IsAsciiHexDigit(escaped[i + 2]))
            {
                bytes[length++] = Convert.FromHexString(escaped.AsSpan(i + 1, 2))[0];
                i += 2;
            }
            else
            {
                length += Encoding.UTF8.GetBytes(escaped.AsSpan(i, char.IsHighSurrogate(escaped[i]) && i + 1 < escaped.Length ? 2 : 1), bytes.AsSpan(length));
                i += char.IsHighSurrogate(escaped[i]) && i + 1 < escaped.Length ? 1 : 0;
            }
        }

        return Ftp.Wire.FtpText.Decode(bytes.AsSpan(0, length));
    }

    /// <summary>Places a done-marker: beside the feed, or absolute with a leading slash.</summary>
    public static string Beside(string feedPath, string marker) =>
        marker.StartsWith('/') ? marker : feedPath[..(feedPath.LastIndexOf('/') + 1)] + marker;
}
