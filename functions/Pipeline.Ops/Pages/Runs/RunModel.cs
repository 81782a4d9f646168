using Pipeline.Core.Issues;
using Pipeline.Core.Audit;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Executions;
using Pipeline.Core.Flows;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Runs;

/// <summary>One run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Row">What lists say of it too.</param>
/// <param name="FlowTitle">What people call its flow.</param>
public sealed record RunModel(Execution Run, RunRow Row, string FlowTitle)
{
    /// <summary>How far it came.</summary>
    public required IReadOnlyList<RunStep> Steps { get; init; }

    /// <summary>Rows that deserve attention.</summary>
    public required Panel<RunItems> Items { get; init; }

    /// <summary>What people did to it.</summary>
    public required Panel<IReadOnlyList<AuditEntry>> People { get; init; }

    /// <summary>What it would have sent; null when it was live.</summary>
    public Panel<IReadOnlyList<ExchangeHead>>? Kept { get; init; }

    /// <summary>Why it is held; null when it is not.</summary>
    public Panel<HeldModel>? Held { get; init; }
}

/// <summary>A step of a run.</summary>
/// <param name="Name"><c>land</c>, <c>read</c>, <c>judge</c> or <c>apply</c>.</param>
/// <param name="State">Its colour.</param>
/// <param name="Word"><c>done</c>, <c>now</c>, <c>stopped</c>, <c>waits</c> or <c>no</c>.</param>
public sealed record RunStep(string Name, BadgeState State, string Word);

/// <summary>Rows that deserve attention.</summary>
/// <param name="Rows">Those that the filters let through.</param>
/// <param name="Filters">The filters.</param>
/// <param name="IsCut">Whether there are more than were looked at.</param>
public sealed record RunItems(IReadOnlyList<Issue> Rows, Filters Filters, bool IsCut);

/// <summary>Why a run is held, and what waits for the decision.</summary>
/// <param name="Why">The checks.</param>
/// <param name="AcceptedAt">Time of the file that counts until then, UTC; null when there is none.</param>
/// <param name="Newer">Files that wait behind it.</param>
/// <param name="Counts">What the file would change; null when that is not known.</param>
public sealed record HeldModel(WhyPanelModel Why, DateTimeOffset? AcceptedAt, int Newer, FeedCounts? Counts);
