using System.Globalization;

namespace Pipeline.Partners.Transport.Ftp.Listings;

/// <summary>Reads LIST lines of IIS: <c>03-10-26  06:00AM       &lt;DIR&gt; NAME</c> or a size instead of the mark.</summary>
internal static class DosListing
{
    private static readonly string[] Formats =
        ["MM-dd-yy hh:mmtt", "MM-dd-yyyy hh:mmtt", "MM-dd-yy HH:mm", "MM-dd-yyyy HH:mm"];

    /// <summary>Reads one line.</summary>
    /// <returns>The entry, or null for lines of another form.</returns>
    public static FtpListItem? Read(string line)
    {
        string[] words = line.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 4
            || !DateTimeOffset.TryParseExact(
                $"{words[0]} {words[1]}",
                Formats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out DateTimeOffset modified))
        {
            return null;
        }

        bool isFolder = string.Equals(words[2], "<DIR>", StringComparison.OrdinalIgnoreCase);
        if (isFolder)
        {
            return new FtpListItem(words[3].TrimStart(), FtpObjectType.Directory, Size: null, modified);
        }

        return long.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            ? new FtpListItem(words[3].TrimStart(), FtpObjectType.File, size, modified)
            : null;
    }
}
