namespace Pipeline.Partners.Transport.Ftp;

/// <summary>What a server says about one file.</summary>
/// <param name="Size">Size in bytes, or null when the server does not say.</param>
/// <param name="Modified">Time stamp in UTC, or null when the server does not say.</param>
public sealed record FtpFileFacts(long? Size, DateTimeOffset? Modified);
