namespace Microsoft.DurableTask;

/// <summary>How an orchestration starts anew.</summary>
public record ContinueAsNewOptions
{
    /// <summary>Version of the next round; null keeps the present one.</summary>
    public TaskVersion? NewVersion { get; init; }

    /// <summary>True, the default, hands events that nobody has taken to the next round.</summary>
    public bool PreserveUnprocessedEvents { get; init; } = true;
}
