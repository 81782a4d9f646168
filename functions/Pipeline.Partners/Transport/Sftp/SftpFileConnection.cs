using System.Net.Sockets;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Partners.Transport.FileServers;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Messages.Transport;
using Renci.SshNet.Sftp;

namespace Pipeline.Partners.Transport.Sftp;

/// <summary>A feed's connection to an SFTP server, whose host key must be the pinned one before anything is told to it.</summary>
/// <remarks>The library logs nothing: its lines hold messages of the login.</remarks>
internal sealed class SftpFileConnection : IFileConnection
{
    private const int UsualPort = 22;
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(15);

    private readonly FeedSourceOptions options;
    private readonly HostKeyFingerprint? pin;
    private readonly SftpCredentials credentials;
    private readonly SftpClient client;
    private readonly TransferWatch watch;
    private Task connecting = Task.CompletedTask;
    private SftpFileStream? file;
    private string? refusedHostKey;
    private Exception? broken;
    private bool isGreeted;

    private SftpFileConnection(FeedSourceOptions options, HostKeyFingerprint? pin, TimeSpan left, TimeProvider timeProvider)
    {
        this.options = options;
        this.pin = pin;
        credentials = SftpCredentials.Of(options);
        client = ClientOf(options, credentials);
        client.HostKeyReceived += (_, shown) => CheckHostKey(shown);
        client.ServerIdentificationReceived += (_, _) => isGreeted = true;
        client.ErrorOccurred += (_, error) => broken ??= error.Exception;
        watch = new TransferWatch(timeProvider, left, options.StallTimeout, SftpErrors.Timeout);
    }

    /// <summary>Connects, checks the host key and logs in.</summary>
    public static async Task<IFileConnection> OpenAsync(
        FeedSourceOptions options,
        HostKeyFingerprint? pin,
        TimeSpan left,
        TimeProvider timeProvider,
        CancellationToken cancellationToken)
    {
        SftpFileConnection connection = new(options, pin, left, timeProvider);
        try
        {
            await connection.ConnectAsync(cancellationToken);
            return connection;
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
            SftpFileAttributes facts = await GuardAsync(
                "the file's size and time", path, token => client.GetAttributesAsync(path, token), cancellationToken);
            if (facts.IsDirectory || facts.IsSymbolicLink)
            {
                throw SftpErrors.NoFile(path, facts.IsDirectory ? "a folder" : "a link that the server does not follow");
            }

            return new RemoteFile(
                path,
                facts.Size < 0 ? null : facts.Size,
                facts.LastWriteTimeUtc == DateTime.MinValue ? null : new DateTimeOffset(facts.LastWriteTimeUtc),
                ETag: null);
        }
        catch (SftpPathNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ListedFile>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            return await GuardAsync(
                "the folder's files", folder, token => ReadFolderAsync(folder.Length == 0 ? "." : folder, token), cancellationToken);
        }
        catch (SftpPathNotFoundException)
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public async Task FetchAsync(string path, FeedFileWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            file = await GuardAsync(
                "the file to open", path, token => client.OpenAsync(path, FileMode.Open, FileAccess.Read, token), cancellationToken);
        }
        catch (SftpPathNotFoundException)
        {
            throw FeedErrors.FileMissing(path);
        }

        if (writer.Length > 0)
        {
            file.Seek(writer.Length, SeekOrigin.Begin);
        }

        await writer.AppendAsync(
            (buffer, token) => GuardAsync("the file's bytes", path, any => file.ReadAsync(buffer, any).AsTask(), token),
            cancellationToken);
    }

    /// <inheritdoc/>
    public FeedTransportException Cut(string what) => SftpErrors.Cut(what, cause: null);

    /// <summary>Closes the connection; a login that is still under way does so when it ends by its own time-out, and is not waited for.</summary>
    public ValueTask DisposeAsync()
    {
        watch.Dispose();
        if (!connecting.IsCompleted)
        {
            _ = connecting.ContinueWith(_ => DisposeAsync().AsTask(), TaskScheduler.Default);
            return ValueTask.CompletedTask;
        }

        _ = connecting.Exception;
        client.Dispose();
        file?.Dispose();
        credentials.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<IReadOnlyList<ListedFile>> ReadFolderAsync(string folder, CancellationToken cancellationToken)
    {
        List<ListedFile> files = [];
        await foreach (ISftpFile entry in client.ListDirectoryAsync(folder, cancellationToken))
        {
            if (!entry.IsDirectory)
            {
                files.Add(new ListedFile(
                    entry.Name, entry.LastWriteTimeUtc == DateTime.MinValue ? null : new DateTimeOffset(entry.LastWriteTimeUtc)));
            }
        }

        return files;
    }

    private static SftpClient ClientOf(FeedSourceOptions options, SftpCredentials credentials)
    {
        TimeSpan longestStep = options.StallTimeout < LongestConnect ? options.StallTimeout : LongestConnect;
        ConnectionInfo server = new(
            options.Url.IdnHost, options.Url.Port > 0 ? options.Url.Port : UsualPort, options.UserName!, credentials.Methods)
        {
            Timeout = longestStep,
        };

        // The fingerprint is one of a key; a certificate's would be another.
        foreach (string certificate in server.HostKeyAlgorithms.Keys.Where(static name => name.Contains("-cert-", StringComparison.Ordinal)).ToList())
        {
            server.HostKeyAlgorithms.Remove(certificate);
        }

        return new SftpClient(server) { OperationTimeout = longestStep };
    }

    private void CheckHostKey(HostKeyEventArgs shown)
    {
        HostKeyFingerprint fingerprint = HostKeyFingerprint.Of(shown.HostKey);
        shown.CanTrust = fingerprint == pin;
        refusedHostKey = shown.CanTrust ? null : $"{fingerprint} ({shown.HostKeyName})";
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await watch.GuardAsync(
                "the connection and its login",
                async token =>
                {
                    // Parts of it block, and do not look at the token.
                    connecting = Task.Run(() => client.ConnectAsync(token), CancellationToken.None);
                    await connecting.WaitAsync(token);
                    return true;
                },
                cancellationToken);
        }
        catch (Exception exception) when (exception is SshException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Whoever waits for an answer on a connection that breaks is told less than the connection itself.
            throw Refusal(broken ?? exception);
        }

        // From here on the watch alone says how long a wait may be: reads are sent ahead of need.
        client.OperationTimeout = Timeout.InfiniteTimeSpan;
    }

    private FeedTransportException Refusal(Exception exception) => exception switch
    {
        _ when refusedHostKey is not null => pin is { } expected
            ? SftpErrors.HostKeyChanged(options, refusedHostKey, expected)
            : SftpErrors.HostKeyUnknown(options, refusedHostKey),
        SshAuthenticationException => SftpErrors.LoginRefused(credentials.Kind, exception),
        SshConnectionException { DisconnectReason: DisconnectReason.ProtocolError or DisconnectReason.ProtocolVersionNotSupported } =>
            SftpErrors.Protocol("the connection fails", exception),
        _ when !isGreeted => SftpErrors.Unreachable(options, "no SSH server answers", exception),
        SshOperationTimeoutException => SftpErrors.Timeout(TransferTimeout.Stall, "the login"),
        SocketException or ObjectDisposedException or InvalidOperationException
            or SshConnectionException { DisconnectReason: DisconnectReason.None or DisconnectReason.ConnectionLost } =>
            SftpErrors.Unreachable(options, "the connection broke during the login", exception),
        _ => SftpErrors.Protocol("the login does not come to an end", exception),
    };

    private async Task<T> GuardAsync<T>(
        string activity, string path, Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        try
        {
            return await watch.GuardAsync(activity, token => operation(token).WaitAsync(token), cancellationToken);
        }
        catch (SftpPermissionDeniedException exception)
        {
            throw SftpErrors.PermissionDenied(path, exception);
        }
        catch (SftpException exception) when (exception is not SftpPathNotFoundException
            && exception.StatusCode is not (StatusCode.NoConnection or StatusCode.ConnectionLost))
        {
            throw SftpErrors.Refused(activity, exception);
        }
        catch (Exception exception) when (exception is (SshException and not SftpPathNotFoundException)
            or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            throw SftpErrors.Cut($"we waited for {activity}", exception);
        }
    }
}
