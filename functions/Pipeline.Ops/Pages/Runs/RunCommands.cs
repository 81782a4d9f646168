using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Audit;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;
using Pipeline.Ops.Commands;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Texts;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Runs;

/// <summary>What operators do to runs.</summary>
internal sealed class RunCommands(
    IExecutionStore executions, FlowCatalog flows, ExecutionCommandHandler commands, FlowStarter starter, IHeldFileDecision held, IFeedStore feeds) : IOpsArea
{
    public void Map(OpsRoutes routes) => routes
        .Command("runs/{id}/cancel", request => WithAsync(request, run => CancelAsync(request, run)))
        .Command("runs/{id}/again", request => WithAsync(request, run => AgainAsync(request, run)))
        .Page("runs/{id}/approve", request => WithAsync(request, run => AskAsync(request, run, "approve", null)))
        .Command("runs/{id}/approve", request => WithAsync(request, run => DecideAsync(request, run, "approve")))
        .Page("runs/{id}/reject", request => WithAsync(request, run => AskAsync(request, run, "reject", null)))
        .Command("runs/{id}/reject", request => WithAsync(request, run => DecideAsync(request, run, "reject")));

    private static string AddressOf(Execution run) => $"/ops/runs/{run.Id}";

    private static CommandResult Refused(Execution run, string done, string? code) =>
        new(OpsCommands.Done(AddressOf(run), $"Runs.refused{done}")) { Result = AuditResult.Refused, Code = code };

    private async Task<OpsAnswer> WithAsync(OpsRequest request, Func<Execution, Task<OpsAnswer>> act) =>
        ExecutionId.TryParse(request.Route("id"), out string id) && await executions.FindAsync(id, request.CancellationToken) is { } run ? await act(run) : OpsAnswer.Missing();

    private Task<OpsAnswer> CancelAsync(OpsRequest request, Execution run) => request.Commands.OnceAsync(request, SubjectOf("execution.cancel", run, null), async () =>
        (await commands.CancelAsync(run.Id, request.CancellationToken))?.Status switch
        {
            ExecutionStatus.Cancelled or ExecutionStatus.Cancelling => new CommandResult(OpsCommands.Done(AddressOf(run), "Runs.cancelled")) { Run = run.Id },
            ExecutionStatus.Held => Refused(run, "Held", IssueCodes.ExecutionHeld),
            _ => Refused(run, "Finished", IssueCodes.ExecutionFinished),
        });

    private Task<OpsAnswer> AgainAsync(OpsRequest request, Execution run) => request.Commands.OnceAsync(request, SubjectOf("execution.rerun", run, null), async () =>
    {
        StartResult result = await starter.RerunFailedAsync(run.Id, request.Person.Name, request.CancellationToken);
        return result.Execution is { } started
            ? new CommandResult(OpsCommands.Done(AddressOf(run), "Runs.again", ("run", started.Id))) { Run = started.Id }
            : Refused(run, $"{result.Refusal}", result.Refusal switch
            {
                StartRefusal.NotFinished => IssueCodes.ExecutionNotFinished,
                StartRefusal.NothingFailed => IssueCodes.NothingFailed,
                StartRefusal.Paused => IssueCodes.FlowPaused,
                StartRefusal.NotConfigured => IssueCodes.FlowNotConfigured,
                StartRefusal.Early => IssueCodes.CadenceEarly,
                _ => null,
            });
    });

    private async Task<OpsAnswer> AskAsync(OpsRequest request, Execution run, string verb, FieldFault? fault)
    {
        OpsView view = request.View;
        if (run.Status is not ExecutionStatus.Held)
        {
            return OpsAnswer.To(OpsCommands.Done(AddressOf(run), "Runs.refusedNotHeld"));
        }

        FeedCounts? counts = await CountsAsync(run, request.CancellationToken);
        string title = SaidWords.NameIn(view.Texts, flows.Find(run.Flow)?.Title ?? run.Flow);
        IReadOnlyList<FieldFault> faults = fault is null ? [] : [fault];
        Crumb back = new(view.T("Runs.back"), AddressOf(run));
        Confirmation asked = verb == "approve"
            ? new Confirmation(
                $"{AddressOf(run)}/approve", view.T("Runs.approveVerb", counts is null ? run.Counts.Read : counts.Created + counts.Updated + counts.Removed),
                counts is null ? [view.T("Runs.done.approved")] : [view.T("Runs.approveHappens", counts.Created, counts.Updated, counts.Removed)], [view.T("Runs.approveStays")], back)
            : new Confirmation($"{AddressOf(run)}/reject", view.T("Runs.rejectVerb"), [view.T("Runs.rejectHappens")], [view.T("Runs.rejectStays")], back);
        PageHead head = new(view.T($"Runs.{verb}Title", title), "runs")
        {
            Crumbs = [new Crumb(view.T("Runs.title"), "/ops/runs"), new Crumb(title, AddressOf(run))],
            Faults = faults,
            Status = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
        return OpsAnswer.Page<Views.Shared.ConfirmationPage>(head, asked with { Faults = faults, Reason = request.Form("reason") });
    }

    private async Task<OpsAnswer> DecideAsync(OpsRequest request, Execution run, string verb)
    {
        if (request.Form("reason") is not { } reason)
        {
            return await AskAsync(request, run, verb, new FieldFault("reason", request.View.T("Common.reasonMissing")));
        }

        CommandSubject subject = SubjectOf($"execution.{verb}", run, reason) with { Before = run.HoldReason };
        return await request.Commands.OnceAsync(request, subject, async () =>
        {
            DecisionResult result = verb == "approve"
                ? await held.ApproveAsync(run.Id, request.Person.Name, request.CancellationToken)
                : await held.RejectAsync(run.Id, request.Person.Name, request.CancellationToken);
            return result is DecisionResult.Accepted
                ? new CommandResult(OpsCommands.Done(AddressOf(run), verb == "approve" ? "Runs.approved" : "Runs.rejected")) { Run = run.Id }
                : Refused(run, "NotHeld", IssueCodes.ExecutionNotHeld);
        });
    }

    private CommandSubject SubjectOf(string action, Execution run, string? reason) =>
        new(action, run.Id) { Label = flows.Find(run.Flow)?.Title ?? run.Flow, Reason = reason };

    private async Task<FeedCounts?> CountsAsync(Execution run, CancellationToken cancellationToken) =>
        LandingNames.WithoutContainer(run.File) is { } blob && LandingNames.TryGetFeed(blob, out FeedId feed)
            ? (await feeds.FindFileAsync(feed, blob, cancellationToken))?.Counts
            : null;
}
