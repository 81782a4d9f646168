using System.Text.Json.Serialization;
using Pipeline.Core.Errors;
using Pipeline.Core.Executions;
using Pipeline.Core.Flows.Requests;
using Pipeline.Core.Issues;

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

    /// <summary><c>schedule</c>, <c>runNow</c>, <c>override</c>, <c>rerunFailed</c>, <c>webhook</c>, <c>catchUp</c>, <c>upload</c> or <c>rollback</c>.</summary>
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

    /// <summary>Records put aside until something else comes, for example a payment.</summary>
    public long SetAside { get; init; }

    /// <summary>Records that the next run takes up again.</summary>
    public long Retried { get; init; }

    /// <summary>Mode at its start; null of executions of earlier builds, and before the start.</summary>
    public FlowMode? Mode { get; init; }

    /// <summary>The part of the work that a person asked for, or null.</summary>
    public RunRequest? Request { get; init; }

    /// <summary>The stretch of time that it has seen, or null where there is none.</summary>
    public ExecutionWindow? Window { get; init; }

    /// <summary>Calls to the partner, each try of them.</summary>
    public int ApiCalls { get; init; }

    /// <summary>Pages of the partner's lists.</summary>
    public int Pages { get; init; }

    /// <summary>Milliseconds for which it waited on the partner's wish.</summary>
    public long ThrottledMs { get; init; }

    /// <summary>Its trace, 32 hexadecimal digits; null without tracing.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>How far the run has come.</summary>
    public ExecutionProgress Progress { get; init; } = new();

    /// <summary>One sentence for people: what happened.</summary>
    public string? Summary { get; init; }

    /// <summary>Why a person must look, or null.</summary>
    public string? HoldReason { get; init; }

    /// <summary>The first error, or null without one.</summary>
    public Issue? FirstError { get; init; }

    /// <summary>Blob of the file it works on, or null.</summary>
    public string? File { get; init; }

    /// <summary>Blob of the findings report, or null.</summary>
    public string? Report { get; init; }

    /// <summary>Who approved or rejected a held run and when, or null.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>Whether nothing more will happen by itself: held runs still wait for a person.</summary>
    public bool IsFinished => Status is not (ExecutionStatus.Queued or ExecutionStatus.Running
        or ExecutionStatus.Cancelling or ExecutionStatus.Held);

    /// <summary>Whether each record read has exactly one outcome.</summary>
    [JsonIgnore]
    public bool AddsUp => Counts.Read == Counts.Created + Counts.Updated + Counts.Unchanged + Counts.Skipped + Counts.Failed + SetAside + Retried;

    /// <summary>What it met, by what it means for people.</summary>
    [JsonIgnore]
    public SeverityCounts Severities => new(
        Counts.Warnings, SetAside + Retried + (BrokeOff(IssueSeverity.Retry) ? 1 : 0), Counts.Failed + (BrokeOff(IssueSeverity.Error) ? 1 : 0));

    private bool BrokeOff(string severity) => Status is ExecutionStatus.Failed or ExecutionStatus.Refused && FirstError?.Severity == severity;
}

/// <summary>State of an execution, spelled in camel case in JSON and tables.</summary>
public enum ExecutionStatus
{
    /// <summary>Waits for a worker.</summary>
    Queued,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Suspicious input waits for a person to approve or reject.</summary>
    Held,

    /// <summary>Asked to stop; stops before the next batch.</summary>
    Cancelling,

    /// <summary>Done, nothing failed.</summary>
    Succeeded,

    /// <summary>There was nothing new.</summary>
    NothingToDo,

    /// <summary>Done, but some rows failed.</summary>
    Partial,

    /// <summary>Broke off; the error says whether it repeats by itself.</summary>
    Failed,

    /// <summary>The input was unreadable or rejected; nothing of it was applied.</summary>
    Refused,

    /// <summary>Stopped on request.</summary>
    Cancelled,

    /// <summary>Not started, because the flow was running already.</summary>
    Skipped,

    /// <summary>Not started, because the flow is paused.</summary>
    Paused,
}

/// <summary>How far a run has come.</summary>
public sealed record ExecutionProgress
{
    /// <summary>What it is doing: <c>landing</c>, <c>reading</c>, <c>applying</c> or <c>done</c>.</summary>
    public string? Step { get; init; }

    /// <summary>Rows done in this step (bytes while landing).</summary>
    public long Done { get; init; }

    /// <summary>Rows expected in this step, or null while unknown.</summary>
    public long? Expected { get; init; }

    /// <summary>Rows per second of this step so far.</summary>
    public long? RowsPerSecond { get; init; }
}
