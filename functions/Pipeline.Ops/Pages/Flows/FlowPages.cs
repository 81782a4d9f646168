using System.Globalization;
using Pipeline.Core;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Changes;
using Pipeline.Core.Flows.Requests;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;
using Pipeline.Ops.Charts;
using Pipeline.Ops.Pages.Runs;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Texts;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Flows;

/// <summary>One flow, and the preview of its schedule.</summary>
internal sealed class FlowPages(FlowDirectory flows, IExecutionLog executions, FlowRows rows, FlowEditor editor, IFlowPace pace, RunRequestCheck parts) : IOpsArea
{
    private const int ChartRuns = 30;
    private const int ListedRuns = 10;

    public void Map(OpsRoutes routes) => routes
        .Page("flows/{flow}", async request => await flows.FindAsync(request.Route("flow"), request.CancellationToken) is { } flow ? await ShowAsync(request, flow, []) : OpsAnswer.Missing())
        .Page("flows/{flow}/schedule", async request => await flows.FindAsync(request.Route("flow"), request.CancellationToken) is { } flow ? ShowSchedule(request, flow, []) : OpsAnswer.Missing());

    /// <summary>The page of a flow, with what is wrong with the form of its pause.</summary>
    public async Task<OpsAnswer> ShowAsync(OpsRequest request, Flow flow, IReadOnlyList<FieldFault> faults)
    {
        OpsView view = request.View;
        Panel<Page<Execution>> latest = await request.PanelAsync(
            cancellationToken => executions.ListAsync(new ExecutionFilter { Flow = flow.Code }, ChartRuns, null, cancellationToken));
        IReadOnlyList<Execution> runs = latest.Value?.Items ?? [];
        FlowRow row = rows.RowOf(flow, runs, await rows.ReadFreshAsync(request.CancellationToken));
        PageHead head = new(SaidWords.NameIn(view.Texts, flow.Definition.Title), "flows")
        {
            Crumbs = [new Crumb(view.T("Flows.title"), "/ops/flows")],
            Live = 30,
            Faults = faults,
            Status = faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            Strips = [.. StripsOf(view, flow)],
        };
        return OpsAnswer.Page<FlowPage>(head, new FlowModel(
            row,
            new ScheduleFormModel(flow.Code, FlowSchedule.Of(flow.Expression), flow.TimeZone, flow.State.Enabled),
            new PauseModel(flow.Condition is FlowCondition.Paused, request.Form("reason"), request.Form("until"), faults))
        {
            Cadence = flow.Definition.Cadence,
            Part = parts.PartsOf(flow.Definition) is RunParts.None ? null : new PartFormModel(
                flow.Code, parts.PartsOf(flow.Definition), request.Form("from"), request.Form("to"), request.Form("record"), faults),
            NotBefore = await pace.NotBeforeAsync(flow.Definition, request.CancellationToken),
            IsOut = flow.Definition.Direction is FlowDirection.Out,
            Version = VersionOf(flow),
            Runs = new Panel<IReadOnlyList<RunRow>>(latest.Value is null ? null : [.. runs.Take(ListedRuns).Select(run => RunRow.Of(run, view.Now))], latest.FaultId),
            Chart = runs.Count > 1 ? ChartOf(view, runs) : null,
        });
    }

    /// <summary>The page of a schedule: what the query chooses, with its next three runs.</summary>
    public OpsAnswer ShowSchedule(OpsRequest request, Flow flow, IReadOnlyList<FieldFault> faults)
    {
        OpsView view = request.View;
        string kind = request.Choice("kind", FlowSchedule.Kinds) ?? FlowSchedule.Of(flow.Expression).Kind;
        FlowSchedule chosen = request.Query("kind") is null && faults.Count == 0
            ? FlowSchedule.Of(flow.Expression)
            : new FlowSchedule(faults.Count == 0 ? kind : "expert", request.Query("minutes"), request.Query("time"), request.Query("expression") ?? request.Form("expression"));
        string zone = request.Query("zone") ?? request.Form("zone") ?? flow.TimeZone;
        bool isOn = (request.Query("enabled") ?? request.Form("enabled")) is { } enabled ? enabled != "off" : flow.State.Enabled;
        string? expression = chosen.ToExpression(out string? wrong);
        IReadOnlyList<FieldFault> found = faults.Count > 0 ? faults
            : expression is null ? [new FieldFault(wrong!, wrong switch { "minutes" => view.T("Flows.number", chosen.Kind == "hourly" ? 0 : 1, 59), "time" => view.T("Flows.timeWrong"), _ => view.T("Flows.expressionHint") })]
            : FaultsOf(view, flow, new FlowChange { Schedule = expression, TimeZone = zone });
        PageHead head = new(view.T("Flows.scheduleOf", SaidWords.NameIn(view.Texts, flow.Definition.Title)), "flows")
        {
            Crumbs = [new Crumb(view.T("Flows.title"), "/ops/flows"), new Crumb(SaidWords.NameIn(view.Texts, flow.Definition.Title), $"/ops/flows/{flow.Code}")],
            Faults = found,
            Status = found.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
        return OpsAnswer.Page<SchedulePage>(head, new ScheduleFormModel(flow.Code, chosen, zone, isOn)
        {
            Faults = found,
            Expression = found.Count == 0 ? expression : null,
            Preview = found.Count == 0 && isOn ? rows.After(expression!, zone, view.Now, 3) : [],
            Version = VersionOf(flow),
        });
    }

    /// <summary>What is wrong with a change, by field and in the person's language; empty when nothing is.</summary>
    public IReadOnlyList<FieldFault> FaultsOf(OpsView view, Flow flow, FlowChange change)
    {
        IReadOnlyList<Issue> issues = editor.Check(change);
        return
        [
            .. (issues.Count == 0 && editor.CheckCadence(flow.Definition, change) is { } tooFast ? [tooFast] : issues)
                .Select(issue => new FieldFault(FieldOf(issue), issue.CauseIn(view.Texts.Language))),
        ];
    }

    private static string FieldOf(Issue issue) => issue.Where switch { "schedule" => "expression", "timeZone" => "zone", "pausedUntil" => "until", string other => other, null => "reason" };

    private static string VersionOf(Flow flow) => flow.State.Version.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<Strip> StripsOf(OpsView view, Flow flow)
    {
        if (flow.Condition is FlowCondition.Paused)
        {
            string key = flow.State.PausedUntil is null ? "Flows.stripPaused" : "Flows.stripPausedUntil";
            yield return new Strip(
                BadgeState.Wait, view.T(key, flow.State.PausedBy, SaidWords.In(view.Texts, flow.State.PausedReason), flow.State.PausedUntil), view.Person.IsOperator ? new Crumb(view.T("Flows.toResume"), "#commands") : null);
        }

        if (flow.Definition.MissingSetting is { } missing)
        {
            yield return new Strip(BadgeState.Idle, view.T("Flows.stripMissing", SaidWords.Of(view, missing)), new Crumb(view.T("Flows.toSetup"), "/ops/setup"));
        }

        if (flow.Mode is FlowMode.Test)
        {
            yield return new Strip(BadgeState.Test, view.T("Flows.stripTest"), null);
        }
    }

    private static StackedBars ChartOf(OpsView view, IReadOnlyList<Execution> runs) => new(
        view.T("Flows.chart"),
        view.Count("Flows.chartSaysFailed", runs.Sum(static run => run.Counts.Failed), runs.Count, runs[0].Counts.Created + runs[0].Counts.Updated + runs[0].Counts.Removed),
        [new ChartSeries("created", view.T("Runs.created")), new ChartSeries("updated", view.T("Runs.updated")), new ChartSeries("removed", view.T("Runs.removed")), new ChartSeries("failed", view.T("Runs.failed"))],
        [
            .. runs.Reverse().Select(run => new ChartBar(
                view.Time(run.StartedAt ?? run.QueuedAt), [run.Counts.Created, run.Counts.Updated, run.Counts.Removed, run.Counts.Failed], $"/ops/runs/{run.Id}")),
        ])
    {
        Axis = view.T("Runs.run"),
    };
}
