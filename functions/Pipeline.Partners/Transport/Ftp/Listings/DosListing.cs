using System.Globalization;

namespace Pipeline.Partners.Transport.Ftp.Listings;

/// <summary>Reads LIST lines of Windows servers: <c>03-10-26  06:00AM       &lt;DIR&gt; NAME</c> or a size instead of the mark.</summary>
/// <remarks>The date is American where it says AM or PM or has dashes, else that of the server's language: day before month.</remarks>
internal static class DosListing
{
    // The first that fits counts: a month beyond 12 is a day.
    private static readonly string[] Formats =
    [
        "MM-dd-yy hh:mmtt", "MM-dd-yyyy hh:mmtt", "MM/dd/yy hh:mmtt", "MM/dd/yyyy hh:mmtt",
        "MM-dd-yy HH:mm", "MM-dd-yyyy HH:mm", "dd-MM-yy HH:mm", "dd-MM-yyyy HH:mm",
        "dd/MM/yy HH:mm", "dd/MM/yyyy HH:mm", "MM/dd/yy HH:mm", "MM/dd/yyyy HH:mm",
        "dd.MM.yy HH:mm", "dd.MM.yyyy HH:mm", "yyyy-MM-dd HH:mm", "yyyy/MM/dd HH:mm",
    ];

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

        string name = words[3].TrimStart();
        bool isFolder = string.Equals(words[2], "<DIR>", StringComparison.OrdinalIgnoreCase);
        if (isFolder)
        {
            return new FtpListItem(name, FtpObjectType.Directory, Size: null, modified) { Doubt = FtpListItem.DoubtOfMinute };
        }

        return long.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            ? new FtpListItem(name, FtpObjectType.File, size, modified) { Doubt = FtpListItem.DoubtOfMinute }
            : null;
    }
}
