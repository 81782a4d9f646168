using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Partners.Transport.FileServers;

/// <summary>One connection to a server that keeps files by path, logged in: FTP or SFTP.</summary>
/// <remarks>All operations only read. Failures are <see cref="FeedTransportException"/>; afterwards the connection is of no more use.</remarks>
internal interface IFileConnection : IAsyncDisposable
{
    /// <summary>Reads size and time stamp; null when there is no such file.</summary>
    Task<RemoteFile?> FindAsync(string path, CancellationToken cancellationToken);

    /// <summary>Lists the files of a folder; empty when there is none. The folder is written as in paths, without a slash at its end.</summary>
    Task<IReadOnlyList<ListedFile>> ListAsync(string folder, CancellationToken cancellationToken);

    /// <summary>Appends the file's bytes from the writer's length to the file's end.</summary>
    Task FetchAsync(string path, FeedFileWriter writer, CancellationToken cancellationToken);

    /// <summary>The failure of a transfer that ended early.</summary>
    FeedTransportException Cut(string what);
}
