using Microsoft.Extensions.Logging;

namespace Pipeline.Partners.Transport.Ftp;

/// <summary>A feed file on an FTP server. Each call makes its own connection, so calls may run side by side.</summary>
internal sealed class FtpFeedSource(FeedSourceOptions options, TimeProvider timeProvider, ILogger logger) : IFeedSource
{
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(15);

    private readonly string path = PathOf(options.Url);

    /// <inheritdoc/>
    public async Task<RemoteFile?> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using AsyncFtpClient client = Client(options.Deadline);
            await client.ConnectAsync(cancellationToken);
            if (options.DoneMarker is { Length: > 0 } marker
                && await client.GetFileFactsAsync(RemotePath.Beside(path, marker), cancellationToken) is null)
            {
                return null;
            }

            return await ReadAsync(client, cancellationToken);
        }
        catch (FtpException exception)
        {
            throw Translate(exception);
        }
    }

    /// <inheritdoc/>
    public Task<DownloadedFile> DownloadAsync(
        RemoteFile probe, string targetPath, CancellationToken cancellationToken) =>
        new ResumingDownload(options, timeProvider).RunAsync(
            probe, targetPath, (writer, left) => AttemptAsync(probe, writer, left, cancellationToken), cancellationToken);

    /// <summary>RFC 1738 §3.2.2: the slash behind the host only separates; <c>%2F</c> makes a path absolute.</summary>
    private static string PathOf(Uri url)
    {
        string decoded = RemotePath.Decode(url.AbsolutePath.Length > 0 ? url.AbsolutePath[1..] : "");
        return decoded.Length > 0 && !decoded.EndsWith('/')
            ? decoded
            : throw FeedErrors.UrlRefused(
                "The feed's address names no file.", "Write the file's path behind the host: ftp://host/folder/PRICE.TXT.");
    }

    private static FeedTransportException Translate(FtpException exception) =>
        new(exception.Code, exception.Message, exception.Remedy, exception.IsTransient, exception);

    private async Task AttemptAsync(
        RemoteFile probe, FeedFileWriter writer, TimeSpan left, CancellationToken cancellationToken)
    {
        try
        {
            await using AsyncFtpClient client = Client(left);
            await client.ConnectAsync(cancellationToken);
            await ExpectUnchangedAsync(client, probe, cancellationToken);
            if (writer.Length == 0 || writer.Length != probe.Size)
            {
                await using Stream data = await client.OpenReadAsync(path, writer.Length, cancellationToken);
                await writer.AppendAsync(
                    async (buffer, token) => await data.ReadAsync(buffer, token), cancellationToken);
            }

            await ExpectUnchangedAsync(client, probe, cancellationToken);
            ExpectWhole(probe, writer);
        }
        catch (FtpException exception)
        {
            if (exception.Code == FtpErrorCode.ResumeRefused)
            {
                writer.Restart();
            }

            throw Translate(exception);
        }
    }

    private async Task ExpectUnchangedAsync(
        AsyncFtpClient client, RemoteFile probe, CancellationToken cancellationToken)
    {
        RemoteFile now = await ReadAsync(client, cancellationToken) ?? throw FeedErrors.FileMissing(path);
        if (now.Size != probe.Size || now.ModifiedAt != probe.ModifiedAt)
        {
            throw FeedErrors.ChangedWhileRead(
                path, $"{probe.Size} bytes of {probe.ModifiedAt:u} became {now.Size} bytes of {now.ModifiedAt:u}");
        }
    }

    private void ExpectWhole(RemoteFile probe, FeedFileWriter writer)
    {
        if (writer.Length < probe.Size)
        {
            throw Translate(FtpErrors.Cut(
                $"the server ended after {writer.Length} of {probe.Size} bytes", reply: null, cause: null));
        }

        if (writer.Length > probe.Size)
        {
            throw FeedErrors.ChangedWhileRead(path, $"{writer.Length} bytes came instead of {probe.Size}");
        }
    }

    private async Task<RemoteFile?> ReadAsync(AsyncFtpClient client, CancellationToken cancellationToken)
    {
        FtpFileFacts? facts = await client.GetFileFactsAsync(path, cancellationToken);
        return facts is null ? null : new RemoteFile(path, facts.Size, facts.Modified, ETag: null);
    }

    private AsyncFtpClient Client(TimeSpan left) => new(
        new FtpConfig
        {
            Host = options.Url.IdnHost,
            Port = Math.Max(options.Url.Port, 0),
            EncryptionMode = options.Url.Scheme switch
            {
                "ftp" => FtpEncryptionMode.None,
                "ftpes" => FtpEncryptionMode.Explicit,
                "ftps" => FtpEncryptionMode.Implicit,
                _ => throw new InvalidOperationException($"'{options.Url.Scheme}' is no FTP scheme."),
            },
            UserName = options.UserName,
            Password = options.Password,
            CertificateThumbprint = options.CertificateThumbprint,
            ConnectTimeout = options.StallTimeout < LongestConnect ? options.StallTimeout : LongestConnect,
            StallTimeout = options.StallTimeout,
            Deadline = left,
        },
        timeProvider,
        logger);
}
