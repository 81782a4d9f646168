using System.Security.Authentication;

namespace Pipeline.Partners.Transport.Ftp;

/// <summary>Where an FTP server is, how to log in and how long to wait.</summary>
public sealed record FtpConfig
{
    /// <summary>Host name or IP address, without brackets.</summary>
    public required string Host { get; init; }

    /// <summary>Port, or 0 for the usual one: 21, with implicit TLS 990.</summary>
    public int Port { get; init; }

    /// <summary>Protection of both connections. Default none.</summary>
    public FtpEncryptionMode EncryptionMode { get; init; }

    /// <summary>User name; null logs in as <c>anonymous</c>.</summary>
    public string? UserName { get; init; }

    /// <summary>Password; null sends an empty one.</summary>
    public string? Password { get; init; }

    /// <summary>SHA-256 of the only certificate to accept, 64 hexadecimal digits, or null to use the machine's trust.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>TLS versions; <see cref="SslProtocols.None"/> (default) lets the system choose.</summary>
    public SslProtocols SslProtocols { get; init; } = SslProtocols.None;

    /// <summary>
    /// Whether the data connection resumes the TLS session of the control connection, which many servers demand.
    /// Default true.
    /// </summary>
    public bool AllowTlsResume { get; init; } = true;

    /// <summary>Longest time for a TCP connection to open. Default 15 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest wait without a byte. Default 60 seconds.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest life of the client, counted from its construction. Default 30 minutes.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The port in use.</summary>
    public int EffectivePort => Port != 0 ? Port : EncryptionMode == FtpEncryptionMode.Implicit ? 990 : 21;

    /// <summary>Shows host, port and protection, never credentials.</summary>
    /// <returns>For example <c>ftp.example.net:21 (Explicit)</c>.</returns>
    public override string ToString() => $"{Host}:{EffectivePort} ({EncryptionMode})";
}

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
