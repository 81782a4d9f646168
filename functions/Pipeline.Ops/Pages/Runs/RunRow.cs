using Pipeline.Core.Flows;
using Pipeline.Core.Issues;

namespace Pipeline.Ops.Pages.Runs;

/// <summary>A run in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Flow">Code of its flow.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="At">When it began, or was asked for; UTC.</param>
/// <param name="Trigger">What started it.</param>
/// <param name="By">Who started it.</param>
public sealed record RunRow(string Id, string Flow, ExecutionStatus Status, DateTimeOffset At, string Trigger, string By)
{
    /// <summary>How long it took, or has taken.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>Rows read.</summary>
    public long Read { get; init; }

    /// <summary>Articles created, updated or removed.</summary>
    public long Changed { get; init; }

    /// <summary>Rows that failed.</summary>
    public long Failed { get; init; }

    /// <summary>The first error, or null.</summary>
    public Issue? FirstError { get; init; }

    /// <summary>What happened, in the words of the run; or why it is held.</summary>
    public string? Summary { get; init; }

    /// <summary>Of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="now">The instant of the page, UTC.</param>
    public static RunRow Of(Execution run, DateTimeOffset now) => new(run.Id, run.Flow, run.Status, run.StartedAt ?? run.QueuedAt, run.Trigger, run.RequestedBy)
    {
        Took = run.StartedAt is { } started && (run.FinishedAt ?? (run.IsFinished ? null : now)) is { } end ? end - started : null,
        Read = run.Counts.Read,
        Changed = run.Counts.Created + run.Counts.Updated + run.Counts.Removed,
        Failed = run.Counts.Failed,
        FirstError = run.FirstError,
        Summary = run.HoldReason ?? run.Summary,
    };
}
