namespace Pipeline.Partners.Transport.Ftp;

/// <summary>One entry of a folder.</summary>
/// <param name="Name">Name without folder.</param>
/// <param name="Type">File, folder or link.</param>
/// <param name="Size">Size in bytes, or null where the listing gives none.</param>
/// <param name="Modified">
/// Time stamp. MLSD gives UTC to the second; LIST gives the server's local time to the minute or day, read as UTC; null where it
/// gives none that can be read.
/// </param>
public sealed record FtpListItem(string Name, FtpObjectType Type, long? Size, DateTimeOffset? Modified)
{
    /// <summary>Of stamps in UTC; old file systems count in steps of two seconds.</summary>
    internal static readonly TimeSpan DoubtOfSecond = TimeSpan.FromSeconds(2);

    /// <summary>Of stamps to the minute in an unknown zone: up to fourteen hours from UTC.</summary>
    internal static readonly TimeSpan DoubtOfMinute = TimeSpan.FromHours(14) + TimeSpan.FromMinutes(1);

    /// <summary>Of stamps to the day in an unknown zone.</summary>
    internal static readonly TimeSpan DoubtOfDay = TimeSpan.FromHours(38);

    /// <summary>How long after <see cref="Modified"/> a further change may leave that stamp as it is.</summary>
    public TimeSpan Doubt { get; init; } = DoubtOfSecond;

    /// <summary>The whole line, where it is in no known form.</summary>
    internal string Line { get; init; } = string.Empty;
}

/// <summary>What an entry of a folder is.</summary>
public enum FtpObjectType
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Directory,

    /// <summary>A symbolic link, or something else that is neither.</summary>
    Link,

    /// <summary>Unknown: the line is in no known form, and its last word is taken for the name.</summary>
    Unknown,
}
