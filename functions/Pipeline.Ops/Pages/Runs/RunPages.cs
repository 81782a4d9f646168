using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Issues;
using Pipeline.Core.Errors;
using Pipeline.Core.Audit;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Executions;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Requests;
using Pipeline.Ops.Exports;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Texts;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Runs;

/// <summary>One run: what it did, how far it came, what is wrong, what waits for a decision.</summary>
internal sealed class RunPages(IExecutionStore executions, FlowCatalog flows, IReportStore reports, IFeedStore feeds, IAuditLog audit, KeptBack keptBack) : IOpsArea
{
    private const int ItemsLooked = 500;
    private const int ItemsExported = 10_000;
    private const int FilesLooked = 20;
    private const int PeopleShown = 10;
    private const int KeptShown = 100;

    public void Map(OpsRoutes routes) => routes.Page("runs/{id}", ShowAsync).Csv("runs/{id}", ExportAsync);

    private static string AddressOf(Execution run) => $"/ops/runs/{run.Id}";

    private async Task<OpsAnswer> ShowAsync(OpsRequest request)
    {
        if (await FindAsync(request) is not { } run)
        {
            return OpsAnswer.Missing();
        }

        OpsView view = request.View;
        string title = SaidWords.NameIn(view.Texts, flows.Find(run.Flow)?.Title ?? run.Flow);
        Task<Panel<RunItems>> items = request.PanelAsync(token => ReadItemsAsync(request, run, token));
        Task<Panel<IReadOnlyList<AuditEntry>>> people = request.PanelAsync(async token => (await audit.ListAsync(
            new AuditFilter(On: new AuditSubject("execution", run.Id)), PeopleShown, null, token)).Items);
        Panel<HeldModel>? held = run.Status is ExecutionStatus.Held ? await request.PanelAsync(token => ReadHeldAsync(view, run, token)) : null;
        PageHead head = new(view.T("Runs.titleOf", title, view.T($"Runs.status.{Spelling.Of(run.Status)}")), "runs")
        {
            Crumbs = [new Crumb(view.T("Runs.title"), "/ops/runs"), new Crumb(title, $"/ops/flows/{run.Flow}")],
            Live = run.IsFinished || run.Status is ExecutionStatus.Held ? null : 5,
        };
        return OpsAnswer.Page<RunPage>(head, new RunModel(run, RunRow.Of(run, view.Now), title)
        {
            Steps = [.. StepsOf(run)],
            Items = await items,
            People = await people,
            Held = held,
            Kept = run.Mode is FlowMode.Test ? await request.PanelAsync(token => keptBack.ListAsync(run, KeptShown, token)) : null,
        });
    }

    private async Task<OpsAnswer> ExportAsync(OpsRequest request)
    {
        if (await FindAsync(request) is not { } run)
        {
            return OpsAnswer.Missing();
        }

        OpsView view = request.View;
        CsvTable table = new(view, view.T("Runs.outcome"), view.T("Runs.code"), view.T("Runs.place"), view.T("Runs.field"), view.T("Runs.value"), view.T("Runs.what"), view.T("Runs.row"));
        IReadOnlyList<Issue> rows = run.Report is null ? [] : await reports.ReadAsync(run.Report, ItemsExported, request.CancellationToken);
        foreach (Issue row in rows)
        {
            _ = table.Add(row.Severity is IssueSeverity.Error ? "failed" : "warning", row.Code, row.Where, row.Row?.Column, row.Text, row.CauseIn(view.Texts.Language), row.Row?.RawRow);
        }

        return OpsAnswer.Csv($"run-{run.Id}.csv", table);
    }

    private async Task<Execution?> FindAsync(OpsRequest request) =>
        ExecutionId.TryParse(request.Route("id"), out string id) ? await executions.FindAsync(id, request.CancellationToken) : null;

    private async Task<RunItems> ReadItemsAsync(OpsRequest request, Execution run, CancellationToken cancellationToken)
    {
        OpsView view = request.View;
        string? outcome = request.Choice("outcome", "failed", "warning");
        string? code = request.Query("code");
        IReadOnlyList<Issue> all = run.Report is null ? [] : await reports.ReadAsync(run.Report, ItemsLooked, cancellationToken);
        Filters filters = new(AddressOf(run),
        [
            new FilterField("outcome", view.T("Runs.outcome"), outcome) { Choices = [new Choice("failed", view.T("Runs.outcome.failed")), new Choice("warning", view.T("Runs.outcome.warning"))] },
            new FilterField("code", view.T("Runs.code"), code) { Choices = [.. all.Select(static row => row.Code).Distinct().Order(StringComparer.Ordinal).Select(static found => new Choice(found, found))] },
        ]);
        Issue[] shown =
        [
            .. all.Where(row => (outcome is null || outcome == (row.Severity is IssueSeverity.Error ? "failed" : "warning")) && (code is null || row.Code == code)).Take(request.Limit),
        ];
        return new RunItems(shown, filters, all.Count > shown.Length);
    }

    private async Task<HeldModel> ReadHeldAsync(OpsView view, Execution run, CancellationToken cancellationToken)
    {
        FeedFile? file = null;
        FeedRecord? record = null;
        int newer = 0;
        if (LandingNames.WithoutContainer(run.File) is { } blob && LandingNames.TryGetFeed(blob, out FeedId feed))
        {
            file = await feeds.FindFileAsync(feed, blob, cancellationToken);
            record = await feeds.ReadAsync(feed, cancellationToken);
            newer = await feeds.ReadFilesAsync(feed, cancellationToken).Take(FilesLooked)
                .CountAsync(other => other.Status is FeedFileStatus.Landed && other.FileTime > file?.FileTime, cancellationToken);
        }

        string cause = run.FirstError is { SaidCause: null } error ? error.CauseIn(view.Texts.Language) : SaidWords.Of(view, run.HoldReason ?? run.Summary ?? string.Empty);
        WhyCheck[] checks =
        [
            new(true, view.T("Runs.heldReadable"), file?.Counts is { } read ? view.Number(read.Read) : null, null),
            new(
                false,
                view.T("Runs.heldGuard"),
                file?.Counts is { } counts ? view.T("Runs.heldMeasured", counts.Read, counts.Removed) : null,
                record?.Accepted is { } before ? view.T("Runs.heldBefore", before.Counts.Read) : null)
            {
                Source = file?.ReasonCode ?? run.FirstError?.Code,
                Address = (file?.ReasonCode ?? run.FirstError?.Code) is { } code ? $"/ops/help/{code}" : null,
                Since = file?.LandedAt ?? run.StartedAt,
            },
            new(null, view.T("Runs.heldApply"), null, null),
        ];
        return new HeldModel(new WhyPanelModel(cause, checks), record?.Accepted?.FileTime, newer, file?.Counts);
    }

    private static IEnumerable<RunStep> StepsOf(Execution run)
    {
        string[] names = ["land", "read", "judge", "apply"];
        int reached = run switch
        {
            { Status: ExecutionStatus.Succeeded or ExecutionStatus.Partial } => names.Length,
            { Status: ExecutionStatus.Held } => 2,
            { Progress.Step: "applying" } => 3,
            { Progress.Step: "reading" } => 1,
            { Status: ExecutionStatus.NothingToDo } => names.Length,
            { StartedAt: null } => -1,
            _ => run.File is null ? 0 : 1,
        };
        for (int i = 0; i < names.Length; i++)
        {
            yield return i < reached ? new RunStep(names[i], BadgeState.Ok, "done")
                : i > reached ? new RunStep(names[i], BadgeState.Idle, "no")
                : run.Status is ExecutionStatus.Held ? new RunStep(names[i], BadgeState.Wait, "waits")
                : run.IsFinished ? new RunStep(names[i], BadgeState.Bad, "stopped")
                : new RunStep(names[i], BadgeState.Run, "now");
        }
    }
}
