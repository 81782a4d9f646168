using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Pipeline.Core.Audit;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Changes;
using Pipeline.Core.Flows.Requests;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;
using Pipeline.Ops.Commands;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Texts;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Flows;

/// <summary>What operators do to flows.</summary>
internal sealed class FlowCommands(FlowDirectory flows, FlowEditor editor, FlowStarter starter, IFlowPace pace, FlowPages pages, RunRequestCheck parts) : IOpsArea
{
    public void Map(OpsRoutes routes) => routes
        .Command("flows/{flow}/run", request => RunAsync(request, starter.RunNowAsync))
        .Command("flows/{flow}/run-part", request => WithAsync(request, flow => RunPartAsync(request, flow)))
        .Page("flows/{flow}/override", request => WithAsync(request, flow => AskToOverrideAsync(request, flow, null)))
        .Command("flows/{flow}/override", OverrideAsync)
        .Command("flows/{flow}/schedule", request => WithAsync(request, flow => ScheduleAsync(request, flow)))
        .Command("flows/{flow}/unschedule", request => WithAsync(request, flow => UnscheduleAsync(request, flow)))
        .Command("flows/{flow}/pause", request => WithAsync(request, flow => PauseAsync(request, flow)))
        .Command("flows/{flow}/resume", request => WithAsync(request, flow => ChangeAsync(request, flow, new FlowChange { Paused = false }, "Flows.resumed")))
        .Page("flows/{flow}/live", request => WithAsync(request, flow => Task.FromResult(AskToGoLive(request, flow, null))))
        .Command("flows/{flow}/live", request => WithAsync(request, flow => GoLiveAsync(request, flow)))
        .Command("flows/{flow}/test", request => WithAsync(request, flow => ChangeAsync(request, flow, new FlowChange { Mode = "test" }, "Flows.test")));

    private static string AddressOf(Flow flow) => $"/ops/flows/{flow.Code}";

    private static string VersionOf(Flow flow) => flow.State.Version.ToString(CultureInfo.InvariantCulture);

    private static string? CodeOf(StartRefusal? refusal) => refusal switch
    {
        StartRefusal.Paused => IssueCodes.FlowPaused,
        StartRefusal.NotConfigured => IssueCodes.FlowNotConfigured,
        StartRefusal.Early => IssueCodes.CadenceEarly,
        _ => null,
    };

    private static OpsAnswer AskToGoLive(OpsRequest request, Flow flow, FieldFault? fault)
    {
        OpsView view = request.View;
        return Confirm(request, flow, view.T("Flows.liveTitle", SaidWords.NameIn(view.Texts, flow.Definition.Title)), fault, new Confirmation(
            $"{AddressOf(flow)}/live", view.T("Flows.liveVerb"), [view.T("Flows.liveHappens")], [view.T("Flows.liveStays")], new Crumb(view.T("Flows.back"), AddressOf(flow))));
    }

    private static OpsAnswer Confirm(OpsRequest request, Flow flow, string title, FieldFault? fault, Confirmation asked)
    {
        IReadOnlyList<FieldFault> faults = fault is null ? [] : [fault];
        PageHead head = new(title, "flows")
        {
            Crumbs = [new Crumb(request.View.T("Flows.title"), "/ops/flows"), new Crumb(SaidWords.NameIn(request.View.Texts, flow.Definition.Title), AddressOf(flow))],
            Faults = faults,
            Status = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
        return OpsAnswer.Page<Views.Shared.ConfirmationPage>(head, asked with { Faults = faults, Reason = request.Form("reason"), Version = VersionOf(flow) });
    }

    private async Task<OpsAnswer> WithAsync(OpsRequest request, Func<Flow, Task<OpsAnswer>> act) =>
        await flows.FindAsync(request.Route("flow"), request.CancellationToken) is { } flow ? await act(flow) : OpsAnswer.Missing();

    private Task<OpsAnswer> RunAsync(OpsRequest request, Func<string, string, CancellationToken, Task<StartResult>> start, string? part = null) => WithAsync(request, flow =>
        request.Commands.OnceAsync(request, new CommandSubject("flow.run", flow.Code) { Label = flow.Definition.Title, Reason = request.Form("reason") }, async () =>
        {
            StartResult result = await start(flow.Code, request.Person.Name, request.CancellationToken);
            return result.Execution is { } execution
                ? new CommandResult(OpsCommands.Done(AddressOf(flow), "Flows.runQueued", ("run", execution.Id))) { Run = execution.Id, After = part }
                : new CommandResult(OpsCommands.Done(AddressOf(flow), $"Flows.refused{result.Refusal}")) { Result = AuditResult.Refused, Code = CodeOf(result.Refusal) };
        }));

    private async Task<OpsAnswer> RunPartAsync(OpsRequest request, Flow flow)
    {
        List<FieldFault> faults = [];
        RunRequest wish = new()
        {
            From = ReadTime("from"),
            To = ReadTime("to"),
            Record = request.Form("record"),
            Full = request.Form("full") is "yes" ? true : null,
            DryRun = request.Form("dryRun") is "yes" ? true : null,
        };
        faults.AddRange(parts.Check(flow.Definition, wish).Select(issue => new FieldFault(issue.Where!, issue.CauseIn(request.View.Texts.Language))));
        return faults.Count > 0
            ? await pages.ShowAsync(request, flow, faults)
            : await RunAsync(request, (code, by, cancellationToken) => starter.RunPartAsync(code, wish, isOverride: false, by, cancellationToken), wish.Describe());

        DateTimeOffset? ReadTime(string field)
        {
            if (request.Form(field) is not { } text)
            {
                return null;
            }

            if (Times.TryRead(text, request.View, out DateTimeOffset at))
            {
                return at;
            }

            faults.Add(new FieldFault(field, request.View.T("Flows.partTimeWrong")));
            return null;
        }
    }

    private async Task<OpsAnswer> AskToOverrideAsync(OpsRequest request, Flow flow, FieldFault? fault)
    {
        OpsView view = request.View;
        DateTimeOffset? notBefore = await pace.NotBeforeAsync(flow.Definition, request.CancellationToken);
        return Confirm(request, flow, view.T("Flows.overrideTitle", SaidWords.NameIn(view.Texts, flow.Definition.Title)), fault, new Confirmation(
            $"{AddressOf(flow)}/override", view.T("Flows.overrideVerb"), notBefore is { } until ? [view.T("Flows.overrideHappens", until)] : [view.T("Flows.writes")],
            [view.T("Flows.overrideStays")], new Crumb(view.T("Flows.back"), AddressOf(flow))));
    }

    private Task<OpsAnswer> OverrideAsync(OpsRequest request) => request.Form("reason") is null
        ? WithAsync(request, flow => AskToOverrideAsync(request, flow, new FieldFault("reason", request.View.T("Common.reasonMissing"))))
        : RunAsync(request, starter.OverrideAsync);

    private Task<OpsAnswer> GoLiveAsync(OpsRequest request, Flow flow) => request.Form("reason") is null
        ? Task.FromResult(AskToGoLive(request, flow, new FieldFault("reason", request.View.T("Common.reasonMissing"))))
        : ChangeAsync(request, flow, new FlowChange { Mode = "live" }, "Flows.live", request.Form("reason"));

    private Task<OpsAnswer> ScheduleAsync(OpsRequest request, Flow flow)
    {
        FlowChange change = new() { Schedule = request.Form("expression") ?? string.Empty, TimeZone = request.Form("zone") ?? string.Empty, Enabled = request.Form("enabled") is not "off" };
        IReadOnlyList<FieldFault> faults = pages.FaultsOf(request.View, flow, change);
        return faults.Count == 0
            ? ChangeAsync(request, flow, change, "Flows.scheduled", undo: $"{(flow.State.Enabled ? "on" : "off")}|{flow.State.TimeZone}|{flow.State.Expression}")
            : Task.FromResult(pages.ShowSchedule(request, flow, faults));
    }

    // Back to what stood there before, as the address of the answer carries it.
    private Task<OpsAnswer> UnscheduleAsync(OpsRequest request, Flow flow)
    {
        string text = request.Form("undo") ?? string.Empty;
        string[] before = Base64Url.IsValid(text) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|') : [];
        FlowChange change = before is [_, { } zone, { } expression] ? new() { Enabled = before[0] is "on", TimeZone = zone, Schedule = expression } : new();
        return before.Length == 3 && pages.FaultsOf(request.View, flow, change).Count == 0
            ? ChangeAsync(request, flow, change, "Flows.scheduled")
            : Task.FromResult(OpsAnswer.Problem(StatusCodes.Status400BadRequest, "noCommand"));
    }

    private async Task<OpsAnswer> PauseAsync(OpsRequest request, Flow flow)
    {
        List<FieldFault> faults = [];
        DateTimeOffset? until = null;
        if (request.Form("until") is { } text)
        {
            until = Times.TryRead(text, request.View, out DateTimeOffset at) && at > request.View.Now ? at : null;
            if (until is null)
            {
                faults.Add(new FieldFault("until", request.View.T("Flows.untilWrong")));
            }
        }

        FlowChange change = new() { Paused = true, Reason = request.Form("reason"), PausedUntil = until };
        faults.AddRange(pages.FaultsOf(request.View, flow, change));
        return faults.Count == 0
            ? await ChangeAsync(request, flow, change, "Flows.paused", change.Reason)
            : await pages.ShowAsync(request, flow, faults);
    }

    private async Task<OpsAnswer> ChangeAsync(OpsRequest request, Flow flow, FlowChange change, string done, string? reason = null, string? undo = null)
    {
        if (request.Version is { } version && version != VersionOf(flow))
        {
            // The same form again meets its own change: that is no conflict, but its first answer.
            return await request.Commands.FindAsync(request) ?? OpsAnswer.Problem(StatusCodes.Status409Conflict, "changed");
        }

        CommandSubject subject = new("flow.change", flow.Code) { Label = flow.Definition.Title, Reason = reason, Before = flow.ToString() };
        return await request.Commands.OnceAsync(request, subject, async () =>
        {
            Flow changed = await editor.ApplyAsync(flow.Definition, change, request.Person.Name, request.CancellationToken);
            string? before = undo is null ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(undo));
            return new CommandResult(OpsCommands.Done(AddressOf(flow), done, ("v", VersionOf(changed)), ("u", before))) { After = changed.ToString() };
        });
    }
}
