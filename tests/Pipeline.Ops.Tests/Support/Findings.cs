using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Errors;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;

namespace Pipeline.Ops.Tests.Support;

/// <summary>Makes errors as the app does: by reports of what is wrong.</summary>
public static class Findings
{
    extension(OpsSite site)
    {
        /// <summary>Says that a flow fails.</summary>
        /// <returns>Id of the group.</returns>
        public async Task<string> FailAsync(string flow, string code, string? text = null, FaultScope scope = FaultScope.Call, string? said = null)
        {
            Execution run = site.AddRun(flow, ExecutionStatus.Failed, 60);
            ErrorFinding finding = new(flow.Split('.')[0], new Issue(code, null, text) { SaidCause = said }) { Flow = flow, Label = flow, Scope = scope };
            await site.ReportAsync(new ErrorReport(new ErrorSubject(ErrorSubject.Flow, flow), run.QueuedAt, [finding]) { Execution = run.Id });
            return finding.GroupId;
        }

        /// <summary>Says that a flow has gone well again.</summary>
        public Task RecoverAsync(string flow, string? execution = null) =>
            site.ReportAsync(new ErrorReport(new ErrorSubject(ErrorSubject.Flow, flow), site.Clock.GetUtcNow(), []) { Execution = execution });

        /// <summary>Says that a run waits for a person.</summary>
        public async Task<Execution> HoldAsync(string flow)
        {
            Execution run = site.AddRun(flow, ExecutionStatus.Held, 30);
            ErrorFinding finding = new("acme", new Issue(IssueCodes.GuardRemoved, null, null)) { Flow = flow };
            await site.ReportAsync(new ErrorReport(new ErrorSubject(ErrorSubject.Execution, run.Id), run.QueuedAt, [finding]) { Execution = run.Id });
            return run;
        }

        /// <summary>Stores a run that began some minutes ago.</summary>
        public Execution AddRun(string flow, ExecutionStatus status, int minutes)
        {
            DateTimeOffset at = site.Clock.GetUtcNow().AddMinutes(-minutes);
            Execution run = new()
            {
                Id = ExecutionId.New(at), Flow = flow, Status = status, Trigger = "schedule", QueuedAt = at, StartedAt = at,
                FinishedAt = status is ExecutionStatus.Running or ExecutionStatus.Held ? null : at.AddSeconds(5),
            };
            site.Runs.Add(run);
            return run;
        }

        private Task ReportAsync(ErrorReport report) => new ErrorReporter(site.Errors, site.Clock).ReportAsync(report, default);
    }
}
