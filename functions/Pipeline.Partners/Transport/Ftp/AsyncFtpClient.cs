using Microsoft.Extensions.Logging;
using Pipeline.Partners.Transport.Ftp.Operations;
using Pipeline.Partners.Transport.Ftp.Wire;

namespace Pipeline.Partners.Transport.Ftp;

/// <summary>An FTP client for reading: plain, explicit TLS and implicit TLS, passive mode, binary.</summary>
/// <remarks>
/// Stands in for the class of that name in FluentFTP, which cannot be restored; only
/// <see cref="FtpFileConnection"/> uses it. One connection, one operation at a time. After a failure or an unfinished
/// read the connection is in an unknown state: dispose the client and make a new one. All operations only read
/// and may be repeated.
/// </remarks>
/// <param name="config">Where and how.</param>
/// <param name="timeProvider">The clock of the time-outs; the deadline starts now.</param>
/// <param name="logger">Gets commands and replies at level Debug, without credentials.</param>
public sealed class AsyncFtpClient(FtpConfig config, TimeProvider timeProvider, ILogger logger) : IAsyncDisposable
{
    private readonly TransferWatch watch =
        new(timeProvider, config.Deadline, config.StallTimeout, FtpErrors.Timeout);

    private FtpSession? session;

    /// <summary>Connects, protects the connection as configured and logs in.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FtpException">Any code; a server that offers no TLS is never used in clear instead.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken) =>
        session = await FtpLogin.RunAsync(config, watch, timeProvider, logger, cancellationToken);

    /// <summary>Reads size and time stamp, by SIZE and MDTM, and from the folder's listing what they leave open.</summary>
    /// <param name="path">Path as the server writes it; relative paths start at the login's folder.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The facts, or null when there is no such file.</returns>
    /// <exception cref="FtpException">The server refuses or breaks off.</exception>
    public Task<FtpFileFacts?> GetFileFactsAsync(string path, CancellationToken cancellationToken) =>
        FtpReadFileFacts.RunAsync(Connected(), path, cancellationToken);

    /// <summary>Lists a folder, without the entries for itself and its parent.</summary>
    /// <param name="folder">Folder; empty for the login's own.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Entries in the server's order; one in no known form is of <see cref="FtpObjectType.Unknown"/>.</returns>
    /// <exception cref="FtpException"><c>FTP_FILE_MISSING</c> when there is no such folder; others as usual.</exception>
    public Task<IReadOnlyList<FtpListItem>> GetListingAsync(string folder, CancellationToken cancellationToken) =>
        FtpReadListing.RunAsync(Connected(), folder, cancellationToken);

    /// <summary>Opens a file for reading.</summary>
    /// <remarks>
    /// The stream ends only when the server has confirmed the whole transfer; a cut ends in
    /// <see cref="FtpException"/> with <c>FTP_CUT</c>, silence in <c>FTP_STALLED</c>.
    /// </remarks>
    /// <param name="path">Path as the server writes it.</param>
    /// <param name="offset">First byte wanted, 0 for the whole file.</param>
    /// <param name="cancellationToken">Stops the opening; reads take their own token.</param>
    /// <returns>A stream for asynchronous, forward reading.</returns>
    /// <exception cref="FtpException">
    /// <c>FTP_FILE_MISSING</c>; <c>FTP_RESUME_REFUSED</c> for an offset on a server without REST; others as usual.
    /// </exception>
    public async Task<Stream> OpenReadAsync(string path, long offset, CancellationToken cancellationToken) =>
        await FtpOpenRead.RunAsync(Connected(), "RETR", path, offset, cancellationToken);

    /// <summary>Closes the connection without waiting for the server's farewell.</summary>
    /// <returns>When the connection is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (session is not null)
        {
            await session.Control.DisposeAsync();
            session.Tls?.Dispose();
        }

        watch.Dispose();
    }

    private FtpSession Connected() => session ?? throw new InvalidOperationException("Call ConnectAsync first.");
}

/// <summary>What a server says about one file.</summary>
/// <param name="Size">Size in bytes, or null when the server does not say.</param>
/// <param name="Modified">Time stamp in UTC, or null when the server does not say.</param>
public sealed record FtpFileFacts(long? Size, DateTimeOffset? Modified)
{
    /// <summary>How long after <see cref="Modified"/> a further change may leave that stamp as it is.</summary>
    public TimeSpan Doubt { get; init; } = FtpListItem.DoubtOfSecond;
}
