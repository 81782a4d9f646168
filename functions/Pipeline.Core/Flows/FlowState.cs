namespace Pipeline.Core.Flows;

/// <summary>What is remembered of a flow: the operator's choices, its clock and who runs it.</summary>
public sealed record FlowState
{
    /// <summary>Code of the flow.</summary>
    public required string Code { get; init; }

    /// <summary>Expression chosen by an operator, or null for the settings' one.</summary>
    public string? Expression { get; init; }

    /// <summary>Time zone chosen by an operator, or null for the settings' one.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether the schedule is on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Mode chosen by an operator, or null for the flow's own.</summary>
    public FlowMode? Mode { get; init; }

    /// <summary>Why it is paused; null when it is not.</summary>
    public string? PausedReason { get; init; }

    /// <summary>Who paused it, or null.</summary>
    public string? PausedBy { get; init; }

    /// <summary>When the pause ends by itself, UTC, or null for never.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>The code of the fault it is paused for by the app itself; null when a person paused it. It ends when a flow of the partner runs well.</summary>
    public string? PausedFor { get; init; }

    /// <summary>The next slot, UTC; null while unknown or off.</summary>
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>Expression and zone that gave <see cref="NextRun"/>; when they change, it is computed anew.</summary>
    public string? NextRunOf { get; init; }

    /// <summary>When the last execution began, UTC, or null.</summary>
    public DateTimeOffset? LastRun { get; init; }

    /// <summary>Id of the last execution that began, or null.</summary>
    public string? LastExecution { get; init; }

    /// <summary>Who runs it, or null.</summary>
    public FlowClaim? Claim { get; init; }

    /// <summary>Counts the operator's changes.</summary>
    public int Version { get; init; }

    /// <summary>Whether it is paused at an instant; a pause with an end is over when the end has come.</summary>
    public bool IsPausedAt(DateTimeOffset now) => PausedReason is not null && !(PausedUntil <= now);
}

/// <summary>The right of one execution to run a flow, held on the flow's row.</summary>
/// <param name="Execution">Id of the execution.</param>
/// <param name="Owner">The process at work; see <see cref="Running.IWorkerIdentity"/>.</param>
/// <param name="HeartbeatAt">Its last sign of life, UTC.</param>
public sealed record FlowClaim(string Execution, string Owner, DateTimeOffset HeartbeatAt);
