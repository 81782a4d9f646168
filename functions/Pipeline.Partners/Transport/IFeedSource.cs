using Pipeline.Core.Feeds;

namespace Pipeline.Partners.Transport;

/// <summary>One remote file of a distributor, reachable by one transport (FTP, FTPS, SFTP or HTTPS).</summary>
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
