namespace Pipeline.Partners.Transport.Ftp;

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
