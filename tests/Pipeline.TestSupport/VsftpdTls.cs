namespace Pipeline.TestSupport;

/// <summary>How a test's FTP server protects its connections.</summary>
public enum VsftpdTls
{
    /// <summary>Plain only.</summary>
    None,

    /// <summary>Explicit TLS; logins and data in clear are refused.</summary>
    Explicit,

    /// <summary>TLS from the first byte.</summary>
    Implicit,
}
