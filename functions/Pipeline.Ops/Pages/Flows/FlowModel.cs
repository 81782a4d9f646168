using Pipeline.Core.Flows.Requests;
using Pipeline.Ops.Charts;
using Pipeline.Ops.Pages.Runs;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Flows;

/// <summary>One flow.</summary>
/// <param name="Row">What the list says of it too.</param>
/// <param name="Schedule">Its schedule.</param>
/// <param name="Pause">Its pause, or the form for one.</param>
public sealed record FlowModel(FlowRow Row, ScheduleFormModel Schedule, PauseModel Pause)
{
    /// <summary>How long the partner wants to be left alone, or null.</summary>
    public TimeSpan? Cadence { get; init; }

    /// <summary>When it may run next, UTC; null when it may now.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The form for a part of it; null when it has no parts.</summary>
    public PartFormModel? Part { get; init; }

    /// <summary>Whether it sends to the partner.</summary>
    public bool IsOut { get; init; }

    /// <summary>Counts the changes of operators.</summary>
    public required string Version { get; init; }

    /// <summary>Its last runs, newest first.</summary>
    public required Panel<IReadOnlyList<RunRow>> Runs { get; init; }

    /// <summary>What they did, oldest first; null before the second run.</summary>
    public StackedBars? Chart { get; init; }
}

/// <summary>The form for a part of a flow.</summary>
/// <param name="Flow">Code of the flow.</param>
/// <param name="Parts">What the flow can do in parts.</param>
/// <param name="From">What was typed.</param>
/// <param name="To">What was typed.</param>
/// <param name="Record">What was typed.</param>
/// <param name="Faults">What is wrong with it.</param>
public sealed record PartFormModel(string Flow, RunParts Parts, string? From, string? To, string? Record, IReadOnlyList<FieldFault> Faults);

/// <summary>The form of a pause.</summary>
/// <param name="IsPaused">Whether it is paused now.</param>
/// <param name="Reason">What was typed.</param>
/// <param name="Until">What was typed.</param>
/// <param name="Faults">What is wrong with it.</param>
public sealed record PauseModel(bool IsPaused, string? Reason, string? Until, IReadOnlyList<FieldFault> Faults);

/// <summary>The form of a schedule.</summary>
/// <param name="Flow">Code of the flow.</param>
/// <param name="Chosen">What is chosen.</param>
/// <param name="Zone">Id of the time zone.</param>
/// <param name="IsOn">Whether the schedule is on.</param>
public sealed record ScheduleFormModel(string Flow, FlowSchedule Chosen, string Zone, bool IsOn)
{
    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>The expression of the choices; null while they are wrong or nobody asked.</summary>
    public string? Expression { get; init; }

    /// <summary>The next three slots of that expression, UTC.</summary>
    public IReadOnlyList<DateTimeOffset> Preview { get; init; } = [];

    /// <summary>Version of the flow that a save is for.</summary>
    public string? Version { get; init; }
}
