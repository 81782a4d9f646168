namespace Pipeline.LocalHost.Configuration;

/// <summary>The section <c>extensions.queues</c> of host.json (functions-custom-handler.md §5).</summary>
internal sealed record QueueSettings
{
    /// <summary>Messages fetched at once, 1 to 32. Default 16.</summary>
    public required int BatchSize { get; init; }

    /// <summary>A new batch is fetched when at most so many messages are still running. Default: half a batch.</summary>
    public required int NewBatchThreshold { get; init; }

    /// <summary>Failed attempts before a message goes to the poison queue. Default 5.</summary>
    public required int MaxDequeueCount { get; init; }

    /// <summary>Wait before a failed message is tried again. Default none.</summary>
    public required TimeSpan VisibilityTimeout { get; init; }

    /// <summary>Longest pause between looks at an empty queue. Default 2 seconds, as in development.</summary>
    public required TimeSpan MaxPollingInterval { get; init; }

    /// <summary>Whether messages travel as base64 (<c>messageEncoding</c>). Default true.</summary>
    public required bool IsBase64 { get; init; }

    /// <summary>Reads the section.</summary>
    /// <exception cref="HostStartException">A number is out of range.</exception>
    public static QueueSettings Read(JsonSection section)
    {
        int batchSize = section.Number("batchSize", 16);
        if (batchSize is < 1 or > 32)
        {
            throw new HostStartException($"host.json: extensions.queues.batchSize is {batchSize}, not 1 to 32.");
        }

        return new QueueSettings
        {
            BatchSize = batchSize,
            NewBatchThreshold = section.Number("newBatchThreshold", batchSize / 2),
            MaxDequeueCount = section.Number("maxDequeueCount", 5),
            VisibilityTimeout = section.Duration("visibilityTimeout", TimeSpan.Zero),
            MaxPollingInterval = section.Duration("maxPollingInterval", TimeSpan.FromSeconds(2)),
            IsBase64 = !string.Equals(section.Text("messageEncoding"), "none", StringComparison.OrdinalIgnoreCase),
        };
    }
}
