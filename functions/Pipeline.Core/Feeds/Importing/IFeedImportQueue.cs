namespace Pipeline.Core.Feeds.Importing;

/// <summary>Asks for imports; delivered at least once.</summary>
public interface IFeedImportQueue
{
    /// <summary>Asks for the import of a landed file.</summary>
    Task SendAsync(FeedImportRequest request, CancellationToken cancellationToken);
}
