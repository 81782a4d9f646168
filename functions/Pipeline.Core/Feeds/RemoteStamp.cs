namespace Pipeline.Core.Feeds;

/// <summary>What the source said of the file that was landed last: an equal stamp means there is nothing new.</summary>
/// <param name="Path">Path at the source.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="ModifiedAt">Time stamp at the source, UTC, or null.</param>
/// <param name="Sha256">SHA-256 of the bytes.</param>
/// <param name="Blob">The blob they were landed as.</param>
public sealed record RemoteStamp(string Path, long Size, DateTimeOffset? ModifiedAt, string Sha256, string Blob);
