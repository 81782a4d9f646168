namespace Pipeline.Partners.Transport.Ftp;

/// <summary>How an FTP connection is protected.</summary>
public enum FtpEncryptionMode
{
    /// <summary>Not at all; port 21. Passwords and files travel in clear.</summary>
    None,

    /// <summary>TLS from the first byte; port 990 (<c>ftps://</c>).</summary>
    Implicit,

    /// <summary>Plain greeting, then <c>AUTH TLS</c>; port 21 (<c>ftpes://</c>). Never falls back to plain.</summary>
    Explicit,
}
