using Pipeline.Core.Flows;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Flows;

/// <summary>The list of flows.</summary>
/// <param name="Rows">Those that the filters let through.</param>
/// <param name="Filters">The filters.</param>
public sealed record FlowListModel(IReadOnlyList<FlowRow> Rows, Filters Filters);

/// <summary>A flow in the list.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Partner">The distributor's code, or null.</param>
/// <param name="Condition">Whether its schedule starts it.</param>
public sealed record FlowRow(string Code, string Title, string? Partner, FlowCondition Condition)
{
    /// <summary>How the last finished run ended, or null.</summary>
    public RunFact? Last { get; init; }

    /// <summary>When the last run began, UTC, or null.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>The run at work, or null.</summary>
    public RunFact? Now { get; init; }

    /// <summary>Time of the file that counts, UTC; null where there is none.</summary>
    public DateTimeOffset? Fresh { get; init; }

    /// <summary>The next three slots, UTC; empty when none will come.</summary>
    public IReadOnlyList<DateTimeOffset> Next { get; init; } = [];

    /// <summary>Whether nothing is sent.</summary>
    public bool IsTest { get; init; }

    /// <summary>The setting that is missing, in a sentence; or null.</summary>
    public string? Missing { get; init; }
}

/// <summary>A run in a few words.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="At">When it ended, or began; UTC.</param>
public sealed record RunFact(string Id, ExecutionStatus Status, DateTimeOffset At)
{
    /// <summary>Of a run.</summary>
    public static RunFact Of(Execution run) => new(run.Id, run.Status, run.FinishedAt ?? run.StartedAt ?? run.QueuedAt);
}
