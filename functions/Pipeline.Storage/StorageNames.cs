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

    /// <summary>Queue of <see cref="Core.Notifications.NotificationRequest"/>.</summary>
    public const string NotificationsQueue = "notifications";

    /// <summary>Where the host puts messages of <see cref="NotificationsQueue"/> that failed five times.</summary>
    public const string NotificationsPoisonQueue = "notifications-poison";

    /// <summary>Table of pushed messages.</summary>
    public const string NotificationsTable = "Notifications";

    /// <summary>Table of who said what first.</summary>
    public const string NotificationClaimsTable = "NotificationClaims";

    /// <summary>Container of pushed bodies that are too large for a row.</summary>
    public const string NotificationsContainer = "notifications";
}
