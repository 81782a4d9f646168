using System.Text.Json;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Requests;

namespace Pipeline.Functions.Flows;

/// <summary>A flow as answers show it.</summary>
public sealed record FlowView
{
    /// <summary>Code, for example <c>acme.price</c>.</summary>
    public required string Flow { get; init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>The distributor's code, or null.</summary>
    public string? Distributor { get; init; }

    /// <summary>The feed's kind: price, stock, category, catalog or content; or null.</summary>
    public string? Feed { get; init; }

    /// <summary>Code of the store that it serves, or null.</summary>
    public string? Store { get; init; }

    /// <summary>Which way it moves data.</summary>
    public FlowDirection Direction { get; init; }

    /// <summary>on, off, paused or notConfigured.</summary>
    public FlowCondition State { get; init; }

    /// <summary>NCRONTAB expression in force, six fields, seconds first.</summary>
    public required string Schedule { get; init; }

    /// <summary>Id of the time zone in which the expression is read.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Whether the schedule is on.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whether it may write to its partner.</summary>
    public FlowMode Mode { get; init; }

    /// <summary>Whether it is paused.</summary>
    public bool Paused { get; init; }

    /// <summary>Why it is paused, or null.</summary>
    public string? PausedReason { get; init; }

    /// <summary>Who paused it, or null.</summary>
    public string? PausedBy { get; init; }

    /// <summary>When the pause ends by itself, UTC, or null.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Code of the fault that the app has paused it for, or null; a person may run it all the same, and what runs well ends the pause.</summary>
    public string? PausedFor { get; init; }

    /// <summary>The next slot, UTC; null unless the schedule is on.</summary>
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>When the last execution began, UTC, or null.</summary>
    public DateTimeOffset? LastRun { get; init; }

    /// <summary>Id of the last execution that began, or null.</summary>
    public string? LastExecution { get; init; }

    /// <summary>Id of the execution at work, or null.</summary>
    public string? RunningExecution { get; init; }

    /// <summary>The setting that is missing, or null.</summary>
    public string? MissingSetting { get; init; }

    /// <summary>Which parts of it can be run alone, as members of the body of run: window (from and to), record, full, dryRun.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Counts the operators' changes.</summary>
    public int Version { get; init; }

    /// <summary>The view of a flow.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="running">The execution at work, or null.</param>
    /// <param name="parts">What it can do in parts.</param>
    public static FlowView Of(Flow flow, Execution? running, RunParts parts) => new()
    {
        Flow = flow.Code,
        Title = flow.Definition.Title,
        Distributor = flow.Definition.Distributor,
        Feed = flow.Definition.Feed,
        Store = flow.Definition.Store,
        Direction = flow.Definition.Direction,
        State = flow.Condition,
        Schedule = flow.Expression,
        TimeZone = flow.TimeZone,
        Enabled = flow.State.Enabled,
        Mode = flow.Mode,
        Paused = flow.Condition is FlowCondition.Paused,
        PausedReason = flow.State.PausedReason,
        PausedBy = flow.State.PausedBy,
        PausedUntil = flow.State.PausedUntil,
        PausedFor = flow.State.PausedFor,
        NextRun = flow.NextRun,
        LastRun = flow.State.LastRun,
        LastExecution = flow.State.LastExecution,
        RunningExecution = running?.Id,
        MissingSetting = flow.Definition.MissingSetting,
        Parts =
        [
            .. Enum.GetValues<RunParts>().Where(part => part is not RunParts.None && parts.HasFlag(part))
                .Select(static part => JsonNamingPolicy.CamelCase.ConvertName($"{part}")),
        ],
        Version = flow.State.Version,
    };
}
