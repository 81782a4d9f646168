using Microsoft.Extensions.Logging;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Issues;
using Pipeline.Partners.Transport.FileServers;

namespace Pipeline.Partners.Transport.Ftp;

/// <summary>A feed's connection to an FTP server.</summary>
internal sealed class FtpFileConnection : IFileConnection
{
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(15);

    private readonly AsyncFtpClient client;

    private FtpFileConnection(AsyncFtpClient client) => this.client = client;

    /// <summary>Connects and logs in.</summary>
    public static async Task<IFileConnection> OpenAsync(
        FeedSourceOptions options,
        TimeSpan left,
        TimeProvider timeProvider,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        FtpFileConnection connection = new(new AsyncFtpClient(ConfigOf(options, left), timeProvider, logger));
        try
        {
            await connection.client.ConnectAsync(cancellationToken);
            return connection;
        }
        catch (FtpException exception)
        {
            await connection.DisposeAsync();
            throw Translate(exception);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<RemoteFile?> FindAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            FtpFileFacts? facts = await client.GetFileFactsAsync(path, cancellationToken);
            return facts is null ? null : new RemoteFile(path, facts.Size, facts.Modified, ETag: null) { Doubt = facts.Doubt };
        }
        catch (FtpException exception)
        {
            throw Translate(exception);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ListedFile>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<FtpListItem> items = await client.GetListingAsync(folder, cancellationToken);
            return [.. items.Where(static item => item.Type != FtpObjectType.Directory).Select(static item => new ListedFile(item.Name, item.Modified))];
        }
        catch (FtpException exception) when (exception.Code == IssueCodes.FtpFileMissing)
        {
            return [];
        }
        catch (FtpException exception)
        {
            throw Translate(exception);
        }
    }

    /// <inheritdoc/>
    public async Task FetchAsync(string path, FeedFileWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            await using Stream data = await client.OpenReadAsync(path, writer.Length, cancellationToken);
            await writer.AppendAsync(
                async (buffer, token) => await data.ReadAsync(buffer, token), cancellationToken);
        }
        catch (FtpException exception)
        {
            if (exception.Code == IssueCodes.FtpResumeRefused)
            {
                writer.Restart();
            }

            throw Translate(exception);
        }
    }

    /// <inheritdoc/>
    public FeedTransportException Cut(string what) => Translate(FtpErrors.Cut(what, reply: null, cause: null));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => client.DisposeAsync();

    private static FeedTransportException Translate(FtpException exception) =>
        new(exception.Code, exception.Message, exception.Remedy, exception.IsTransient, exception);

    private static FtpConfig ConfigOf(FeedSourceOptions options, TimeSpan left) => new()
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
    };
}
