namespace Pipeline.Partners.Transport.Ftp;

/// <summary>One entry of a folder.</summary>
/// <param name="Name">Name without folder.</param>
/// <param name="Type">File, folder or link.</param>
/// <param name="Size">Size in bytes, or null where the listing gives none.</param>
/// <param name="Modified">
/// Time stamp. MLSD gives UTC to the second; LIST gives the server's local time to the minute or day, read as UTC.
/// </param>
public sealed record FtpListItem(string Name, FtpObjectType Type, long? Size, DateTimeOffset? Modified);

/// <summary>What an entry of a folder is.</summary>
public enum FtpObjectType
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Directory,

    /// <summary>A symbolic link, or something else that is neither.</summary>
    Link,
}
