namespace Pipeline.Functions.Feeds;

/// <summary>Names of the queues of this folder.</summary>
internal static class FeedQueues
{
    /// <summary>Requests to import a landed file.</summary>
    public const string Files = Storage.StorageNames.FeedFilesQueue;
}
