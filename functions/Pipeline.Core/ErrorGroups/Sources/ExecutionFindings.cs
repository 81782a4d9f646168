using Pipeline.Core.Errors;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;

namespace Pipeline.Core.ErrorGroups.Sources;

/// <summary>What the end of an execution says about its flow, about the file it read, and about itself.</summary>
internal static class ExecutionFindings
{
    /// <summary>Whose the errors of a flow are: its distributor's, or what its code begins with.</summary>
    public static string PartnerOf(string flow, FlowDefinition? definition) => definition?.Distributor ?? flow.Split('.')[0];

    /// <summary>Whether an execution says something.</summary>
    public static bool Tells(Execution execution) => execution.Status is ExecutionStatus.Held or ExecutionStatus.Succeeded or ExecutionStatus.NothingToDo
        or ExecutionStatus.Partial or ExecutionStatus.Failed or ExecutionStatus.Refused;

    /// <summary>The reports of an execution.</summary>
    /// <param name="execution">One that <see cref="Tells"/>.</param>
    /// <param name="definition">Its flow, or null when there is none any more.</param>
    /// <param name="rows">What is wrong with rows of its file, where some failed.</param>
    /// <param name="nextRun">When the flow runs next, or null.</param>
    public static IEnumerable<ErrorReport> Of(
        Execution execution, FlowDefinition? definition, IReadOnlyList<Issue> rows, DateTimeOffset? nextRun)
    {
        if (execution.Status is ExecutionStatus.Held)
        {
            yield return Report(ErrorSubject.Execution, execution.Id, Finding(execution.FirstError ?? new Issue(IssueCodes.ExecutionHeld, null, null)));
        }
        else
        {
            yield return Report(ErrorSubject.Execution, execution.Id);
        }

        yield return execution is { Status: ExecutionStatus.Failed }
            ? Report(ErrorSubject.Flow, execution.Flow, Finding(execution.FirstError ?? new Issue(IssueCodes.UnexpectedFault, null, null).With("reason", execution.Summary)) with
            {
                NextAttemptAt = nextRun,
            })
            : Report(ErrorSubject.Flow, execution.Flow);
        if (execution.Status is ExecutionStatus.Refused && execution.DecidedBy is null)
        {
            yield return Report(ErrorSubject.File, execution.Flow, Finding(execution.FirstError ?? new Issue(IssueCodes.UnexpectedFault, null, null).With("reason", execution.Summary)));
        }
        else if (execution.Status is ExecutionStatus.Partial)
        {
            yield return Report(ErrorSubject.File, execution.Flow, [.. RowsOf(rows).DefaultIfEmpty(Finding(execution.FirstError ?? new Issue(IssueCodes.UnexpectedFault, null, null).With("reason", execution.Summary)))]);
        }
        else if (execution is { Status: ExecutionStatus.Refused } or { Status: ExecutionStatus.Succeeded } or { Status: ExecutionStatus.NothingToDo, Counts.Read: > 0 })
        {
            // What had nothing to read says nothing about the file before it.
            yield return Report(ErrorSubject.File, execution.Flow);
        }

        ErrorReport Report(string kind, string id, params ErrorFinding[] findings) =>
            new(new ErrorSubject(kind, id), execution.FinishedAt ?? execution.HeartbeatAt ?? execution.QueuedAt, findings) { Execution = execution.Id };

        ErrorFinding Finding(Issue issue)
        {
            FaultRule rule = FaultClassifier.RuleOf(issue.Code);
            return new ErrorFinding(PartnerOf(execution.Flow, definition), issue)
            {
                Label = definition?.Title ?? execution.Flow,
                Scope = rule.Scope,
                Limit = rule.Limit,
                Severity = execution.Status is ExecutionStatus.Failed && issue.Severity is IssueSeverity.Retry ? IssueSeverity.Retry : IssueSeverity.Error,
                Flow = execution.Flow,
            };
        }

        IEnumerable<ErrorFinding> RowsOf(IReadOnlyList<Issue> found) => found
            .Where(static row => row.Severity is IssueSeverity.Error)
            .GroupBy(static row => (row.Code, row.Row?.Column))
            .Select(group => Finding(new Issue(group.Key.Code, group.First().Where, group.First().Text) { SaidCause = $"{group.First().Where}: {group.First().Cause}" }) with
            {
                Field = group.Key.Column,
                Label = $"{definition?.Title ?? execution.Flow}, {group.First().Where}",
            });
    }
}
