using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Partners.Transport.FileServers;

/// <summary>A feed file on an FTP or SFTP server. Each call makes its own connection, so calls may run side by side.</summary>
/// <param name="options">Address, credentials and limits.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="connectAsync">Connects and logs in; its argument is the time that is left for all of the connection's life.</param>
internal sealed class FileServerFeedSource(
    FeedSourceOptions options,
    TimeProvider timeProvider,
    Func<TimeSpan, CancellationToken, Task<IFileConnection>> connectAsync) : IFeedSource
{
    private readonly RemotePattern pattern = PatternOf(options.Url);

    /// <inheritdoc/>
    public async Task<RemoteFile?> ProbeAsync(CancellationToken cancellationToken)
    {
        await using IFileConnection server = await connectAsync(options.Deadline, cancellationToken);
        DateOnly today = options.Today(timeProvider);
        if (options.DoneMarker is { Length: > 0 } marker
            && await server.FindAsync(RemotePath.Beside(pattern.On(today), marker), cancellationToken) is null)
        {
            return null;
        }

        return pattern.HasWildcard ? await FindListedAsync(server, today, cancellationToken)
            : await server.FindAsync(pattern.On(today), cancellationToken) is { } found ? found
            : pattern.IsFixed ? null
            : pattern.HasFixedFolder ? await FindListedAsync(server, today, cancellationToken)
            : await server.FindAsync(pattern.On(today.AddDays(-1)), cancellationToken);
    }

    private async Task<RemoteFile?> FindListedAsync(IFileConnection server, DateOnly today, CancellationToken cancellationToken)
    {
        string path = pattern.On(today);
        int slash = path.LastIndexOf('/');
        string folder = slash switch { < 0 => "", 0 => "/", _ => path[..slash] };
        string? name = pattern.Choose(await server.ListAsync(folder, cancellationToken), today);
        return name is null ? null : await server.FindAsync(path[..(slash + 1)] + name, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DownloadedFile> DownloadAsync(
        RemoteFile probe, string targetPath, CancellationToken cancellationToken) =>
        new ResumingDownload(options, timeProvider).RunAsync(
            probe, targetPath, (writer, left) => AttemptAsync(probe, writer, left, cancellationToken), cancellationToken);

    /// <summary>RFC 1738 §3.2.2: the slash behind the host only separates; <c>%2F</c> makes a path absolute.</summary>
    private static RemotePattern PatternOf(Uri url)
    {
        string escaped = url.AbsolutePath.Length > 0 ? url.AbsolutePath[1..] : "";
        string decoded = RemotePath.Decode(escaped);
        return decoded.Length > 0 && !decoded.EndsWith('/')
            ? RemotePattern.Read(escaped)
            : throw FeedErrors.UrlRefused(
                "The feed's address names no file.",
                $"Write the file's path behind the host: {url.Scheme}://host/folder/PRICE.TXT.");
    }

    private async Task AttemptAsync(
        RemoteFile probe, FeedFileWriter writer, TimeSpan left, CancellationToken cancellationToken)
    {
        await using IFileConnection server = await connectAsync(left, cancellationToken);
        await ExpectUnchangedAsync(server, probe, cancellationToken);
        if (writer.Length == 0 || writer.Length != probe.Size)
        {
            await server.FetchAsync(probe.Path, writer, cancellationToken);
        }

        await ExpectUnchangedAsync(server, probe, cancellationToken);
        ExpectWhole(server, probe, writer);
    }

    private static async Task ExpectUnchangedAsync(
        IFileConnection server, RemoteFile probe, CancellationToken cancellationToken)
    {
        RemoteFile now = await server.FindAsync(probe.Path, cancellationToken) ?? throw FeedErrors.FileMissing(probe.Path);
        if (now.Size != probe.Size || now.ModifiedAt != probe.ModifiedAt)
        {
            throw FeedErrors.ChangedWhileRead(
                probe.Path, $"{probe.Size} bytes of {probe.ModifiedAt:u} became {now.Size} bytes of {now.ModifiedAt:u}");
        }
    }

    private static void ExpectWhole(IFileConnection server, RemoteFile probe, FeedFileWriter writer)
    {
        if (writer.Length < probe.Size)
        {
            throw server.Cut($"the server ended after {writer.Length} of {probe.Size} bytes");
        }

        if (writer.Length > probe.Size)
        {
            throw FeedErrors.ChangedWhileRead(probe.Path, $"{writer.Length} bytes came instead of {probe.Size}");
        }
    }
}
