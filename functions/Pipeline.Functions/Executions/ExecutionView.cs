using Pipeline.Core.Executions;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Requests;
using Pipeline.Core.Issues;

namespace Pipeline.Functions.Executions;

/// <summary>An execution as answers show it; fields may be added, never renamed.</summary>
public sealed record ExecutionView
{
    /// <summary>Id, sortable by time.</summary>
    public required string Id { get; init; }

    /// <summary>Code of the flow.</summary>
    public required string Flow { get; init; }

    /// <summary>Where it stands.</summary>
    public ExecutionStatus Status { get; init; }

    /// <summary>What started it: schedule, catchUp, runNow, override, rerunFailed, upload, rollback or webhook.</summary>
    public required string Trigger { get; init; }

    /// <summary>A user's name, api or system.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>The execution that this one repeats, or null.</summary>
    public string? Parent { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>When work began, UTC; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, UTC; null before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Milliseconds from start to end; null before the end.</summary>
    public long? DurationMs { get; init; }

    /// <summary>Mode at its start: test or live; null before, and of executions of earlier builds.</summary>
    public FlowMode? Mode { get; init; }

    /// <summary>The part of the work that was asked for, or null.</summary>
    public RequestView? Request { get; init; }

    /// <summary>The stretch of time that it has seen, or null.</summary>
    public WindowView? Window { get; init; }

    /// <summary>Outcome of the rows: read = created + updated + unchanged + skipped + setAside + retried + failed.</summary>
    public required ExecutionCounts Counts { get; init; }

    /// <summary>What it met, by what it means for people.</summary>
    public required SeverityView SeverityCounts { get; init; }

    /// <summary>Calls to the partner, each try of them.</summary>
    public int ApiCalls { get; init; }

    /// <summary>Pages of the partner's lists.</summary>
    public int Pages { get; init; }

    /// <summary>Milliseconds for which it waited on the partner's wish.</summary>
    public long ThrottledMs { get; init; }

    /// <summary>Its trace, or null without tracing.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>How far it has come.</summary>
    public required ExecutionProgress Progress { get; init; }

    /// <summary>One sentence: what happened.</summary>
    public string? Summary { get; init; }

    /// <summary>Why a person must decide, or null.</summary>
    public string? HoldReason { get; init; }

    /// <summary>The first error, or null.</summary>
    public ErrorView? FirstError { get; init; }

    /// <summary>Name of the landed file, or null.</summary>
    public string? File { get; init; }

    /// <summary>Address of the findings report, or null.</summary>
    public string? Errors { get; init; }

    /// <summary>Who approved or rejected it, or null.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>The view of an execution.</summary>
    public static ExecutionView Of(Execution execution) => new()
    {
        Id = execution.Id,
        Flow = execution.Flow,
        Status = execution.Status,
        Trigger = execution.Trigger,
        RequestedBy = execution.RequestedBy,
        Parent = execution.Parent,
        QueuedAt = execution.QueuedAt,
        StartedAt = execution.StartedAt,
        FinishedAt = execution.FinishedAt,
        DurationMs = execution is { StartedAt: { } started, FinishedAt: { } finished }
            ? (long)(finished - started).TotalMilliseconds
            : null,
        Mode = execution.Mode,
        Request = RequestView.Of(execution.Request),
        Window = execution.Window is { } window ? new WindowView(window.From, window.To) : null,
        Counts = ExecutionCounts.Of(execution),
        SeverityCounts = SeverityView.Of(execution.Severities),
        ApiCalls = execution.ApiCalls,
        Pages = execution.Pages,
        ThrottledMs = execution.ThrottledMs,
        CorrelationId = execution.CorrelationId,
        Progress = execution.Progress,
        Summary = execution.Summary,
        HoldReason = execution.HoldReason,
        FirstError = execution.FirstError is { } error ? ErrorView.Of(error) : null,
        File = execution.File,
        Errors = execution.Report is null ? null : $"/api/executions/{execution.Id}/errors.csv",
        DecidedBy = execution.DecidedBy,
    };
}

/// <summary>Outcome of the rows of an execution; removed articles and warnings stand outside the sum.</summary>
public sealed record ExecutionCounts
{
    /// <summary>Rows read.</summary>
    public long Read { get; init; }

    /// <summary>New articles.</summary>
    public long Created { get; init; }

    /// <summary>Changed articles.</summary>
    public long Updated { get; init; }

    /// <summary>Articles that say the same as before.</summary>
    public long Unchanged { get; init; }

    /// <summary>Articles that are gone.</summary>
    public long Removed { get; init; }

    /// <summary>Rows folded into another row of their article, or excluded.</summary>
    public long Skipped { get; init; }

    /// <summary>Rows dropped with an error.</summary>
    public long Failed { get; init; }

    /// <summary>Fields blanked while their row was kept.</summary>
    public long Warnings { get; init; }

    /// <summary>Records put aside until something else comes.</summary>
    public long SetAside { get; init; }

    /// <summary>Records that the next run takes up again.</summary>
    public long Retried { get; init; }

    /// <summary>The counts of an execution.</summary>
    public static ExecutionCounts Of(Execution execution) => Of(execution.Counts) with { SetAside = execution.SetAside, Retried = execution.Retried };

    /// <summary>The counts of a file.</summary>
    public static ExecutionCounts Of(FeedCounts counts) => new()
    {
        Read = counts.Read,
        Created = counts.Created,
        Updated = counts.Updated,
        Unchanged = counts.Unchanged,
        Removed = counts.Removed,
        Skipped = counts.Skipped,
        Failed = counts.Failed,
        Warnings = counts.Warnings,
    };
}

/// <summary>The part of a flow that a run was asked for.</summary>
/// <param name="From">Only what is of this time or later; or null.</param>
/// <param name="To">Only what is of this time or earlier; or null.</param>
/// <param name="Record">Only this record; or null.</param>
/// <param name="Full">Whether also what was seen before.</param>
/// <param name="DryRun">Whether nothing is stored or sent.</param>
public sealed record RequestView(DateTimeOffset? From, DateTimeOffset? To, string? Record, bool Full, bool DryRun)
{
    internal static RequestView? Of(RunRequest? request) => request is null
        ? null
        : new RequestView(request.From, request.To, request.Record, request.Full is true, request.DryRun is true);
}

/// <summary>A stretch of time.</summary>
/// <param name="From">Its beginning, UTC, or null.</param>
/// <param name="To">Its end, UTC, or null.</param>
public sealed record WindowView(DateTimeOffset? From, DateTimeOffset? To);

/// <summary>What a run met, by what it means for people.</summary>
/// <param name="Info">Nothing to do.</param>
/// <param name="Retry">Repeats by itself.</param>
/// <param name="Error">Somebody must act.</param>
public sealed record SeverityView(long Info, long Retry, long Error)
{
    internal static SeverityView Of(SeverityCounts counts) => new(counts.Info, counts.Retry, counts.Error);
}

/// <summary>The first thing that went wrong in a run.</summary>
/// <param name="Code">Stable code; <c>/errors/{code}</c> explains it.</param>
/// <param name="Message">What happened, where, and the offending text.</param>
/// <param name="Where">The place, or null.</param>
/// <param name="Text">The offending text, shortened; or null.</param>
/// <param name="Remedy">What a person does about it, or why nobody needs to.</param>
/// <param name="Severity">retry when it repeats by itself, error when somebody must act.</param>
public sealed record ErrorView(string Code, string Message, string? Where, string? Text, string? Remedy, string Severity)
{
    internal static ErrorView Of(Issue issue) => new(issue.Code, issue.Cause, issue.Where, issue.Text, issue.Remedy, issue.Severity);
}
