using Pipeline.Core.Feeds;

namespace Pipeline.Core.Flows;

/// <summary>One run of a flow.</summary>
public sealed record Execution
{
    /// <summary>Id, sortable by time (UUID version 7, or derived from the blob that caused the run).</summary>
    public required string Id { get; init; }

    /// <summary>Code of the flow, for example <c>acme.price</c>.</summary>
    public required string Flow { get; init; }

    /// <summary>Where the run stands.</summary>
    public required ExecutionStatus Status { get; init; }

    /// <summary><c>schedule</c>, <c>runNow</c>, <c>rerunFailed</c>, <c>webhook</c>, <c>catchUp</c>, <c>upload</c> or <c>rollback</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary>A user's name, or <c>system</c>.</summary>
    public string RequestedBy { get; init; } = "system";

    /// <summary>The execution that this one repeats, or null.</summary>
    public string? Parent { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>When work began, UTC; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, UTC; null before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How often work on it began; more than once after a crash.</summary>
    public int Attempt { get; init; }

    /// <summary>Last sign of life, UTC; a running execution silent for 10 minutes is lost and may be taken over.</summary>
    public DateTimeOffset? HeartbeatAt { get; init; }

    /// <summary>Outcome of the rows.</summary>
    public FeedCounts Counts { get; init; } = new();

    /// <summary>How far the run has come.</summary>
    public ExecutionProgress Progress { get; init; } = new();

    /// <summary>One sentence for people: what happened.</summary>
    public string? Summary { get; init; }

    /// <summary>Why a person must look, or null.</summary>
    public string? HoldReason { get; init; }

    /// <summary>The first error: code, sentence and remedy; null without one.</summary>
    public ExecutionError? FirstError { get; init; }

    /// <summary>Blob of the file it works on, or null.</summary>
    public string? File { get; init; }

    /// <summary>Blob of the findings report, or null.</summary>
    public string? Report { get; init; }

    /// <summary>Who approved or rejected a held run and when, or null.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>Whether nothing more will happen by itself: held runs still wait for a person.</summary>
    public bool IsFinished => Status is not (ExecutionStatus.Queued or ExecutionStatus.Running
        or ExecutionStatus.Cancelling or ExecutionStatus.Held);
}
