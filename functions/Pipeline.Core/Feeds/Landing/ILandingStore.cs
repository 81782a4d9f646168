using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Feeds.Landing;

/// <summary>Keeps landed files, unchanged, and the reports made of them.</summary>
public interface ILandingStore
{
    /// <summary>Uploads a file; it becomes visible whole or not at all. Repeatable: the same bytes take the same name.</summary>
    Task LandAsync(FeedFile file, string localPath, CancellationToken cancellationToken);

    /// <summary>What the landing container says of a file; null when it is not there.</summary>
    Task<FeedFile?> FindAsync(string blob, CancellationToken cancellationToken);

    /// <summary>Copies a landed file to the local disk; the folder is made.</summary>
    /// <returns>SHA-256 of the bytes, lower-case hexadecimal.</returns>
    /// <exception cref="FileNotFoundException">The blob is gone.</exception>
    Task<string> DownloadAsync(string blob, string localPath, CancellationToken cancellationToken);

    /// <summary>Removes a folder of local copies with everything in it; no error when it is gone already.</summary>
    void RemoveLocal(string folder);

    /// <summary>The landed files of a feed, ordered by name, with the time of landing.</summary>
    IAsyncEnumerable<FeedFile> ListAsync(FeedId feed, CancellationToken cancellationToken);

    /// <summary>Deletes a landed file; no error when it is gone already.</summary>
    Task DeleteAsync(string blob, CancellationToken cancellationToken);

    /// <summary>Stores a report of issues under the execution's id. Repeatable.</summary>
    /// <returns>Name of the report.</returns>
    Task<string> SaveReportAsync(
        string executionId, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken);

    /// <summary>Opens a report of issues; null when it is not there.</summary>
    Task<Stream?> OpenReportAsync(string report, CancellationToken cancellationToken);
}
