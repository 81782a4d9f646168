using Azure.Storage.Queues;

namespace Pipeline.LocalHost.Queues;

/// <summary>A queue that is listened to, where its poison goes, and how it is read.</summary>
internal sealed record QueueSource
{
    public required QueueClient Queue { get; init; }

    public required QueueClient Poison { get; init; }

    /// <summary>Messages fetched at once.</summary>
    public required int BatchSize { get; init; }

    /// <summary>A new batch is fetched when at most so many messages are running.</summary>
    public required int NewBatchThreshold { get; init; }

    public required int MaxDequeueCount { get; init; }

    /// <summary>Wait before a failed message is tried again.</summary>
    public required TimeSpan VisibilityTimeout { get; init; }

    public required TimeSpan MaxPollingInterval { get; init; }

    /// <summary>How long a message stays hidden without renewal.</summary>
    public required TimeSpan Lease { get; init; }
}
