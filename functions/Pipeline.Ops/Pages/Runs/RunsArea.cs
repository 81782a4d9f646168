using Pipeline.Core;
using Pipeline.Core.Flows;
using Pipeline.Ops.Exports;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Texts;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Runs;

/// <summary>The list of runs.</summary>
internal sealed class RunsArea(IExecutionLog executions, FlowCatalog flows) : IOpsArea
{
    private const string Address = "/ops/runs";
    private const int ExportLimit = 1000;

    private static readonly string[] Triggers =
    [
        ExecutionTrigger.Schedule, ExecutionTrigger.CatchUp, ExecutionTrigger.RunNow, ExecutionTrigger.Override,
        ExecutionTrigger.RerunFailed, ExecutionTrigger.Upload, ExecutionTrigger.Rollback,
    ];

    public void Map(OpsRoutes routes) => routes.Page("runs", ListAsync).Csv("runs", ExportAsync);

    private async Task<OpsAnswer> ListAsync(OpsRequest request)
    {
        (ExecutionFilter filter, Filters filters) = Read(request);
        Page<Execution> page = await request.PageAsync((limit, cursor) => executions.ListAsync(filter, limit, cursor, request.CancellationToken));
        return OpsAnswer.Page<RunListPage>(
            new PageHead(request.View.T("Runs.title"), "runs") { Live = request.Cursor is null ? 30 : null },
            new RunListModel([.. page.Items.Select(run => RunRow.Of(run, request.View.Now))], filters, request.Cursor, page.Cursor));
    }

    private async Task<OpsAnswer> ExportAsync(OpsRequest request)
    {
        OpsView view = request.View;
        (ExecutionFilter filter, _) = Read(request);
        CsvTable table = new(
            view, view.T("Runs.id"), view.T("Runs.flow"), view.T("Runs.status"), view.T("Runs.started"), view.T("Runs.took"), view.T("Runs.read"), view.T("Runs.changed"),
            view.T("Runs.failed"), view.T("Runs.code"), view.T("Runs.first"), view.T("Runs.trigger"), view.T("Runs.by"));
        foreach (Execution run in (await executions.ListAsync(filter, ExportLimit, null, request.CancellationToken)).Items)
        {
            RunRow row = RunRow.Of(run, view.Now);
            _ = table.Add(
                row.Id, row.Flow, Spelling.Of(row.Status), row.At, row.Took is { } took ? (decimal)Math.Round(took.TotalSeconds, 1) : null, row.Read, row.Changed,
                row.Failed, row.FirstError?.Code, row.FirstError?.CauseIn(view.Texts.Language) ?? SaidWords.In(view.Texts, row.Summary), row.Trigger, row.By);
        }

        return OpsAnswer.Csv("runs.csv", table);
    }

    private (ExecutionFilter Filter, Filters Filters) Read(OpsRequest request)
    {
        OpsView view = request.View;
        ExecutionFilter filter = new()
        {
            Flow = request.Query("flow"),
            Status = request.Choice<ExecutionStatus>("status"),
            Trigger = request.Choice("trigger", Triggers),
            From = request.Instant("from"),
            To = request.Instant("to"),
        };
        return (filter, new Filters(Address,
        [
            new FilterField("flow", view.T("Runs.flow"), filter.Flow) { Choices = [.. flows.All.Select(static flow => new Choice(flow.Code, flow.Code))] },
            new FilterField("status", view.T("Runs.status"), filter.Status is { } status ? Spelling.Of(status) : null)
            {
                Choices = [.. Enum.GetValues<ExecutionStatus>().Select(Spelling.Of).Select(name => new Choice(name, view.T($"Runs.status.{name}")))],
            },
            new FilterField("from", view.T("Runs.from"), filter.From is null ? null : request.Query("from"))
            {
                Choices = Times.PeriodsFor(view),
            },
            new FilterField("trigger", view.T("Runs.trigger"), filter.Trigger) { Choices = [.. Triggers.Select(name => new Choice(name, view.T($"Runs.trigger.{name}")))] },
            new FilterField("to", view.T("Runs.to"), filter.To is null ? null : request.Query("to")),
        ]));
    }
}
