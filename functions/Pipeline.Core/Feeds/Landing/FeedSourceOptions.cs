namespace Pipeline.Core.Feeds.Landing;

/// <summary>Where a feed file lies and how long its transfer may take.</summary>
public sealed record FeedSourceOptions
{
    /// <summary>
    /// Address with path: <c>ftp://</c>, <c>ftpes://</c> (explicit TLS), <c>ftps://</c> (implicit TLS),
    /// <c>sftp://</c>, <c>https://</c>; <c>http://</c> to loopback only. A path of FTP and SFTP is relative to the login's folder
    /// (RFC 1738); start it with <c>%2F</c> for an absolute one. It may hold a date, <c>{yyyyMMdd}</c>, and but for HTTPS its name
    /// wildcards, <c>*</c>.
    /// </summary>
    public required Uri Url { get; init; }

    /// <summary>User name, or null (FTP then logs in as <c>anonymous</c>).</summary>
    public string? UserName { get; init; }

    /// <summary>Password, or null. Beside a <see cref="PrivateKey"/> it is the passphrase of that key.</summary>
    public string? Password { get; init; }

    /// <summary>SFTP: the private key to log in with, as the text of an OpenSSH or PEM file, or null to log in by password.</summary>
    public string? PrivateKey { get; init; }

    /// <summary>
    /// SFTP: the fingerprint of the one host key that is accepted, as <c>ssh-keygen -lf</c> prints it
    /// (<c>SHA256:…</c>). Without it no server is trusted.
    /// </summary>
    public string? HostKeyFingerprint { get; init; }

    /// <summary>
    /// SHA-256 of the server's certificate, 64 hexadecimal digits, colons and spaces allowed. When set, exactly
    /// that certificate is accepted (self-signed included) and no other.
    /// </summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>
    /// Path of a file whose presence says that the feed is complete: relative to the feed's folder, or absolute
    /// with a leading slash. Null when there is none.
    /// </summary>
    public string? DoneMarker { get; init; }

    /// <summary>Id of the time zone of dates in <see cref="Url"/>, IANA or Windows.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Longest time for one probe or one download, reconnections included. Default 6 minutes, which ends before the
    /// function that waits for it has to.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>Longest time without a byte from the server. Default 60 seconds.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Largest file accepted, in bytes. Default 2 GiB.</summary>
    public long MaxBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>How often a broken transfer is resumed before giving up. Default 4.</summary>
    public int MaxResumes { get; init; } = 4;

    /// <summary>Wait before the first resume; doubled each time up to 30 seconds. Default 1 second.</summary>
    public TimeSpan ResumeDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The day in <see cref="TimeZone"/>.</summary>
    public DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);

    /// <summary>Shows the address without credentials, never the password.</summary>
    /// <returns>Scheme, host, port and path, escaped but for the braces of dates.</returns>
    public override string ToString() => Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        .Replace("%7B", "{", StringComparison.Ordinal).Replace("%7D", "}", StringComparison.Ordinal);
}
