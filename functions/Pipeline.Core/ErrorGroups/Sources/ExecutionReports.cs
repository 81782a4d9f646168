using Pipeline.Core.Issues;
using Pipeline.Core.Executions;
using Pipeline.Core.Flows;

namespace Pipeline.Core.ErrorGroups.Sources;

/// <summary>Reports what an execution says, and draws the conclusion for its partner's flows.</summary>
public sealed class ExecutionReports(IErrorReporter reporter, IReportStore rows, FlowCatalog flows, IFlowStore states, PartnerPause pause)
{
    private const int RowLimit = 1000;

    /// <summary>Reports an execution as it stands. May be repeated.</summary>
    public async Task SendAsync(Execution execution, CancellationToken cancellationToken)
    {
        if (!ExecutionFindings.Tells(execution))
        {
            // What goes on, was cancelled or never began says only that it does not wait for a decision.
            await reporter.ReportAsync(new ErrorReport(new ErrorSubject(ErrorSubject.Execution, execution.Id), execution.HeartbeatAt ?? execution.QueuedAt, []), cancellationToken);
            return;
        }

        FlowDefinition? definition = flows.Find(execution.Flow);
        IReadOnlyList<Issue> found = execution is { Status: ExecutionStatus.Partial, Report: { } report }
            ? await rows.ReadAsync(report, RowLimit, cancellationToken)
            : [];
        DateTimeOffset? nextRun = execution.Status is ExecutionStatus.Failed ? (await states.FindAsync(execution.Flow, cancellationToken)).NextRun : null;
        if (execution.Status is ExecutionStatus.Failed)
        {
            await pause.PauseAsync(execution, cancellationToken);
        }
        else
        {
            await pause.ResumeAsync(execution, cancellationToken);
        }

        foreach (ErrorReport said in ExecutionFindings.Of(execution, definition, found, nextRun))
        {
            await reporter.ReportAsync(said, cancellationToken);
        }
    }
}
