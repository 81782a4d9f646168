using Pipeline.Core.Audit;
using Pipeline.Ops.Charts;
using Pipeline.Ops.Pages.Errors;
using Pipeline.Ops.Pages.Flows;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Overview;

/// <summary>The first page.</summary>
/// <param name="Needs">What needs a person.</param>
/// <param name="Partners">How each partner is.</param>
/// <param name="Work">What is at work and what comes next.</param>
/// <param name="People">What people did today.</param>
public sealed record OverviewModel(Panel<NeedsModel> Needs, Panel<IReadOnlyList<PartnerRow>> Partners, Panel<WorkModel> Work, Panel<IReadOnlyList<AuditEntry>> People);

/// <summary>What needs a person.</summary>
/// <param name="Rows">The first of the open errors.</param>
/// <param name="Count">Number of all of them.</param>
/// <param name="Retrying">Errors that are tried again by themselves.</param>
/// <param name="LastClosed">When the last error was closed, UTC, or null.</param>
/// <param name="Chart">Errors that began, by day.</param>
public sealed record NeedsModel(IReadOnlyList<ErrorRow> Rows, int Count, int Retrying, DateTimeOffset? LastClosed, StackedBars Chart);

/// <summary>A partner.</summary>
/// <param name="Code">Its code.</param>
/// <param name="FailsSince">Since when it fails as a whole, UTC; null when it does not.</param>
/// <param name="FailsId">The error that says so, or null.</param>
/// <param name="Files">Its files with the time of each, null when none came yet.</param>
/// <param name="Errors">Its open errors.</param>
public sealed record PartnerRow(string Code, DateTimeOffset? FailsSince, string? FailsId, IReadOnlyList<PartnerFile> Files, int Errors);

/// <summary>A file of a partner.</summary>
/// <param name="Kind">Which one, as addresses spell it.</param>
/// <param name="At">Time of the one that counts, UTC, or null.</param>
public sealed record PartnerFile(string Kind, DateTimeOffset? At);

/// <summary>What is at work and what comes next.</summary>
/// <param name="Open">Runs at work, or waiting.</param>
/// <param name="Next">Flows of the next hour.</param>
public sealed record WorkModel(IReadOnlyList<OpenRun> Open, IReadOnlyList<NextRun> Next);

/// <summary>A run at work.</summary>
/// <param name="Flow">Code of its flow.</param>
/// <param name="Run">The run.</param>
public sealed record OpenRun(string Flow, RunFact Run);

/// <summary>A flow that starts soon.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">What people call it.</param>
/// <param name="At">When, UTC.</param>
public sealed record NextRun(string Code, string Title, DateTimeOffset At);
