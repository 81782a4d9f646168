using Pipeline.Partners.Transport.Ftp.Listings;
using Pipeline.Partners.Transport.Ftp.Wire;

namespace Pipeline.Partners.Transport.Ftp.Operations;

/// <summary>Lists a folder: MLSD (RFC 3659), or LIST where the server does not know it.</summary>
internal static class FtpReadListing
{
    private const int LargestListing = 16 * 1024 * 1024;

    public static async Task<IReadOnlyList<FtpListItem>> RunAsync(
        FtpSession session, string folder, CancellationToken cancellationToken)
    {
        if (session.Features.Contains("MLST") || session.Features.Contains("MLSD"))
        {
            try
            {
                IReadOnlyList<string> lines = await ReadLinesAsync(session, "MLSD", folder, cancellationToken);
                return [.. lines.Select(MachineListing.Read).OfType<FtpListItem>()];
            }
            catch (FtpException exception) when (exception.Reply?.IsNotImplemented == true)
            {
                // Announced and yet unknown: seen behind FTP proxies. LIST remains.
            }
        }

        // A leading dash would be read as an option of ls.
        string argument = folder.StartsWith('-') ? $"./{folder}" : folder;
        IReadOnlyList<string> text = await ReadLinesAsync(session, "LIST", argument, cancellationToken);
        DateTimeOffset now = session.TimeProvider.GetUtcNow();
        return [.. text.Select(line => DosListing.Read(line) ?? UnixListing.Read(line, now) ?? Unknown(line)).OfType<FtpListItem>()];
    }

    /// <summary>Null for what names no file: the sum above the lines, in any language, and the folder itself.</summary>
    private static FtpListItem? Unknown(string line)
    {
        string text = line.TrimEnd();
        string name = text[(text.LastIndexOfAny([' ', '\t']) + 1)..];
        bool isSum = name.All(char.IsAsciiDigit) && text.Count(static character => character == ' ') == 1;
        return isSum || name is "." or ".."
            ? null
            : new FtpListItem(name, FtpObjectType.Unknown, Size: null, Modified: null) { Line = text };
    }

    private static async Task<IReadOnlyList<string>> ReadLinesAsync(
        FtpSession session, string verb, string folder, CancellationToken cancellationToken)
    {
        await using FtpDataStream data = await FtpOpenRead.RunAsync(
            session, verb, folder.Length == 0 ? null : folder, offset: 0, cancellationToken);
        using MemoryStream listing = new();
        byte[] buffer = new byte[16 * 1024];
        int read;
        while ((read = await data.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (listing.Length + read > LargestListing)
            {
                throw FtpErrors.Protocol($"a listing passes {LargestListing} bytes");
            }

            await listing.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return Split(listing.GetBuffer().AsSpan(0, (int)listing.Length));
    }

    /// <summary>Lines are decoded one by one, since one folder may hold UTF-8 and Latin-1 names.</summary>
    private static List<string> Split(ReadOnlySpan<byte> listing)
    {
        List<string> lines = [];
        foreach (Range range in listing.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = listing[range].TrimEnd((byte)'\r');
            if (!line.IsEmpty)
            {
                lines.Add(FtpText.Decode(line));
            }
        }

        return lines;
    }
}
