namespace Pipeline.Partners.Transport;

/// <summary>A remote file as its server describes it; two equal values mean "not changed".</summary>
/// <param name="Path">Decoded path on the server; never holds credentials.</param>
/// <param name="Size">Size in bytes, or null when the server does not say.</param>
/// <param name="ModifiedAt">Time stamp in UTC, or null when the server does not say.</param>
/// <param name="ETag">The entity tag of HTTP with its quotes, or null (always null for FTP and SFTP).</param>
public sealed record RemoteFile(string Path, long? Size, DateTimeOffset? ModifiedAt, string? ETag);
