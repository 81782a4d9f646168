using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Feeds.Changes;

/// <summary>Keeps change sets.</summary>
/// <remarks>
/// A change set is stored whole before its file is accepted and published afterwards: a published one is what the catalogue
/// shows, one that is not is of a file still on its way.
/// </remarks>
public interface IChangeSetStore
{
    /// <summary>Begins a change set.</summary>
    /// <param name="blob">The name it takes (<see cref="ChangeSetNames"/>).</param>
    /// <param name="localPath">A temporary file, in a folder that exists; it is gone when the writer is.</param>
    IChangeSetWriter Begin(string blob, string localPath);

    /// <summary>Publishes a stored change set; again, when it is published already, which only makes it younger.</summary>
    /// <returns>False when there is none of that name any more.</returns>
    Task<bool> PublishAsync(string blob, CancellationToken cancellationToken);

    /// <summary>All change sets of a feed.</summary>
    IAsyncEnumerable<StoredChangeSet> ListAsync(FeedId feed, CancellationToken cancellationToken);

    /// <summary>Numbers, as compared, of the articles that a change set names, in no particular order.</summary>
    /// <exception cref="FileNotFoundException">It is gone.</exception>
    IAsyncEnumerable<string> ReadArticlesAsync(string blob, CancellationToken cancellationToken);

    /// <summary>The lines of a change set, in no particular order.</summary>
    /// <exception cref="FileNotFoundException">It is gone.</exception>
    IAsyncEnumerable<ChangeLine> ReadLinesAsync(string blob, CancellationToken cancellationToken);

    /// <summary>Deletes a change set; no error when it is gone already.</summary>
    Task DeleteAsync(string blob, CancellationToken cancellationToken);
}
