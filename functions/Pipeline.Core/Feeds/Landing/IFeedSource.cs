namespace Pipeline.Core.Feeds.Landing;

/// <summary>One remote file of a distributor, reachable by one transport (FTP, FTPS, SFTP or HTTPS), or the answer of its API as one file.</summary>
/// <remarks>
/// Both operations only read and may be repeated. An instance may serve several calls at once; each call uses
/// its own connection.
/// </remarks>
public interface IFeedSource
{
    /// <summary>Asks the server for the file's size and time stamp without fetching it.</summary>
    /// <param name="cancellationToken">Stops the question; nothing remains open.</param>
    /// <returns>
    /// The file as the server describes it, or null when it is absent or when the done-marker of
    /// <see cref="FeedSourceOptions.DoneMarker"/> is not there yet.
    /// </returns>
    /// <exception cref="FeedTransportException">The server cannot be reached, refuses, or does not keep time.</exception>
    Task<RemoteFile?> ProbeAsync(CancellationToken cancellationToken);

    /// <summary>Fetches the file to local disk, streaming, and resumes a broken transfer.</summary>
    /// <remarks>
    /// The remote size and time stamp must equal <paramref name="probe"/> before and after. On any failure,
    /// cancellation included, the local file is removed; an existing file of that name is replaced.
    /// </remarks>
    /// <param name="probe">The answer of <see cref="ProbeAsync"/>.</param>
    /// <param name="targetPath">Local path to write; its folder must exist.</param>
    /// <param name="cancellationToken">Stops the transfer.</param>
    /// <returns>The complete local file with its SHA-256.</returns>
    /// <exception cref="FeedTransportException">
    /// <c>FEED_CHANGED_WHILE_READ</c>, <c>FEED_DISK_FULL</c>, <c>FEED_TOO_LARGE</c>, <c>FEED_FILE_MISSING</c>, and
    /// the codes of the transport (<c>FTP_…</c>, <c>SFTP_…</c>, <c>HTTP_…</c>).
    /// </exception>
    Task<DownloadedFile> DownloadAsync(RemoteFile probe, string targetPath, CancellationToken cancellationToken);
}

/// <summary>A remote file as its server describes it.</summary>
/// <param name="Path">Decoded path on the server; never holds credentials.</param>
/// <param name="Size">Size in bytes, or null when the server does not say.</param>
/// <param name="ModifiedAt">Time stamp in UTC, or null when the server does not say.</param>
/// <param name="ETag">The entity tag of HTTP with its quotes, or null (always null for FTP and SFTP).</param>
public sealed record RemoteFile(string Path, long? Size, DateTimeOffset? ModifiedAt, string? ETag)
{
    /// <summary>How long after <see cref="ModifiedAt"/> a further change may leave that stamp as it is: its step, and its unknown zone.</summary>
    public TimeSpan Doubt { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>A feed file that is complete on local disk.</summary>
/// <param name="Path">Local path of the file.</param>
/// <param name="Size">Bytes written.</param>
/// <param name="Sha256">SHA-256 of those bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="RemoteModifiedAt">The remote time stamp in UTC, or null when the server gives none.</param>
public sealed record DownloadedFile(string Path, long Size, string Sha256, DateTimeOffset? RemoteModifiedAt);
