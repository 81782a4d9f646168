using System.Globalization;

namespace Pipeline.Partners.Transport.Ftp.Listings;

/// <summary>Reads MLSD lines: <c>type=file;size=12;modify=20260310060000; PRICE.TXT</c> (RFC 3659 §7).</summary>
internal static class MachineListing
{
    /// <summary>Reads one line.</summary>
    /// <returns>The entry, or null for the folder itself, its parent and lines that are none.</returns>
    public static FtpListItem? Read(string line)
    {
        int blank = line.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0 || blank == line.Length - 1)
        {
            return null;
        }

        string type = "file";
        long? size = null;
        DateTimeOffset? modified = null;
        foreach (string fact in line[..blank].Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = fact.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                return null;
            }

            string value = fact[(equals + 1)..];
            switch (fact[..equals].ToLowerInvariant())
            {
                case "type":
                    type = value.ToLowerInvariant();
                    break;
                case "size" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes):
                    size = bytes;
                    break;
                case "modify" when FtpTime.TryParse(value, out DateTimeOffset time):
                    modified = time;
                    break;
                default:
                    break;
            }
        }

        return type is "cdir" or "pdir"
            ? null
            : new FtpListItem(line[(blank + 1)..], TypeOf(type), size, modified);
    }

    private static FtpObjectType TypeOf(string type) => type switch
    {
        "file" => FtpObjectType.File,
        "dir" => FtpObjectType.Directory,
        _ => FtpObjectType.Link,
    };
}
