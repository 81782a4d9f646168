namespace Pipeline.Storage;

/// <summary>Names of the tables and queues, each once; triggers and stores refer to them.</summary>
public static class StorageNames
{
    /// <summary>Queue of <see cref="Core.Flows.Running.FlowRunMessage"/>.</summary>
    public const string FlowRunsQueue = "flow-runs";

    /// <summary>Where the host puts messages of <see cref="FlowRunsQueue"/> that failed five times.</summary>
    public const string FlowRunsPoisonQueue = "flow-runs-poison";

    /// <summary>Queue of <see cref="Core.Feeds.FeedImportRequest"/>.</summary>
    public const string FeedFilesQueue = "feed-files";

    /// <summary>Table of flow states.</summary>
    public const string FlowsTable = "Flows";

    /// <summary>Table of executions.</summary>
    public const string ExecutionsTable = "Executions";
}
