namespace Pipeline.Partners.Transport;

/// <summary>A feed file that is complete on local disk.</summary>
/// <param name="Path">Local path of the file.</param>
/// <param name="Size">Bytes written.</param>
/// <param name="Sha256">SHA-256 of those bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="RemoteModifiedAt">The remote time stamp in UTC, or null when the server gives none.</param>
public sealed record DownloadedFile(string Path, long Size, string Sha256, DateTimeOffset? RemoteModifiedAt);
