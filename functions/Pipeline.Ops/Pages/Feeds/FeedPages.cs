using Pipeline.Core.Catalog.Facts;
using System.Globalization;
using Pipeline.Core.Audit;
using Pipeline.Core.Distributors;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;
using Pipeline.Ops.Charts;
using Pipeline.Ops.Commands;
using Pipeline.Ops.Exports;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Texts;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Feeds;

/// <summary>One feed: its files, what was found in them, and what operators do to it.</summary>
internal sealed class FeedPages(
    FeedConfiguration configured, IFeedStore feeds, FlowCatalog catalog, FlowDirectory flows, IExecutionLog log, IExecutionStore executions, IReportStore reports,
    FeedRows rows, FeedExpectation expectation, FeedTrouble trouble, FeedRollback rollback, FlowStarter starter, IFlowPace pace) : IOpsArea
{
    private const int FilesLooked = 500;
    private const int FindingsLooked = 5000;
    private const int RunsLooked = 5;
    private const int ChartDays = 7;

    public void Map(OpsRoutes routes) => routes
        .Page("feeds/{distributor}/{feed}", request => WithAsync(request, (feed, flow) => ShowAsync(request, feed, flow)))
        .Csv("feeds/{distributor}/{feed}", request => WithAsync(request, (feed, _) => ExportAsync(request, feed)))
        .Command("feeds/{distributor}/{feed}/fetch", request => WithAsync(request, (feed, flow) => FetchAsync(request, feed, flow)))
        .Page("feeds/{distributor}/{feed}/rollback", request => WithAsync(request, (feed, flow) => AskAsync(request, feed, flow, null)))
        .Command("feeds/{distributor}/{feed}/rollback", request => WithAsync(request, (feed, flow) => RollBackAsync(request, feed, flow)));

    private static string AddressOf(FeedId feed) => $"/ops/feeds/{feed.Distributor}/{feed.KindName}";

    private async Task<OpsAnswer> WithAsync(OpsRequest request, Func<FeedId, Flow, Task<OpsAnswer>> act) =>
        FeedId.TryParse(request.Route("distributor"), request.Route("feed"), out FeedId feed) && configured.All.Contains(feed)
        && await flows.FindAsync(catalog.CodeOf(feed.Distributor, feed.KindName), request.CancellationToken) is { } flow
            ? await act(feed, flow)
            : OpsAnswer.Missing();

    private async Task<OpsAnswer> ShowAsync(OpsRequest request, FeedId feed, Flow flow)
    {
        OpsView view = request.View;
        FeedRecord record = await feeds.ReadAsync(feed, request.CancellationToken);
        IReadOnlyList<Execution> runs = (await log.ListAsync(new ExecutionFilter { Flow = flow.Code }, RunsLooked, null, request.CancellationToken)).Items;
        Panel<IReadOnlyList<FeedFile>> files = await request.PanelAsync<IReadOnlyList<FeedFile>>(async token => await feeds.ReadFilesAsync(feed, token).Take(FilesLooked).ToListAsync(token));
        Panel<FeedFindings> findings = await request.PanelAsync(token => ReadFindingsAsync(record.Accepted, token));
        int skip = int.TryParse(request.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out int start) ? start : 0;
        FeedRow row = rows.RowOf(view, record, flow, runs);
        PageHead head = new(row.Title, "feeds") { Crumbs = [new Crumb(view.T("Feeds.title"), "/ops/feeds")], Live = 30 };
        return OpsAnswer.Page<FeedPage>(head, new FeedModel(row, flow.Code, record)
        {
            Trouble = await trouble.FindAsync(feed, request.CancellationToken),
            Source = configured.SourceOf(feed)?.ToString(),
            Profile = configured.ProfileOf(feed),
            Cadence = flow.Definition.Cadence,
            NotBefore = await pace.NotBeforeAsync(flow.Definition, request.CancellationToken),
            Files = files with { Value = files.Value is null ? null : [.. files.Value.Skip(skip).Take(request.Limit)] },
            Cursor = skip == 0 ? null : request.Cursor,
            Next = files.Value?.Count > skip + request.Limit ? (skip + request.Limit).ToString(CultureInfo.InvariantCulture) : null,
            Findings = findings,
            CanRollBack = record.Accepted is { } accepted && files.Value?.Any(file => file.Status is FeedFileStatus.Accepted && file.FileTime < accepted.FileTime) is true,
            Chart = files.Value is { Count: > 0 } landed
                ? new Punctuality([new FeedStrip(row.Title, row.Address, expectation.DaysOf(flow, [.. landed.Select(static file => file.LandedAt)], ChartDays))])
                : null,
        });
    }

    private async Task<OpsAnswer> ExportAsync(OpsRequest request, FeedId feed)
    {
        OpsView view = request.View;
        CsvTable table = new(
            view, view.T("Feeds.verdict"), view.T("Feeds.file"), view.T("Feeds.source"), view.T("Feeds.code"), view.T("Feeds.reason"), view.T("Feeds.decided"), view.T("Feeds.fileTime"),
            view.T("Feeds.landedAt"), view.T("Feeds.rows"), view.T("Feeds.created"), view.T("Feeds.updated"), view.T("Feeds.removed"), view.T("Feeds.dropped"), view.T("Feeds.bytes"), view.T("Feeds.run"));
        await foreach (FeedFile file in feeds.ReadFilesAsync(feed, request.CancellationToken))
        {
            _ = table.Add(
                Spelling.Of(file.Status), file.Blob, file.RemotePath, file.ReasonCode, SaidWords.In(view.Texts, file.Reason), file.DecidedBy, file.FileTime, file.LandedAt, file.Counts?.Read, file.Counts?.Created,
                file.Counts?.Updated, file.Counts?.Removed, file.Counts?.Failed, file.Size, file.ExecutionId);
        }

        return OpsAnswer.Csv($"{feed.Distributor}-{feed.KindName}-files.csv", table);
    }

    private async Task<FeedFindings> ReadFindingsAsync(AcceptedFile? accepted, CancellationToken cancellationToken)
    {
        if (accepted is null || await executions.FindAsync(accepted.ExecutionId, cancellationToken) is not { } run)
        {
            return new FeedFindings(null, false, [], false);
        }

        IReadOnlyList<Issue> found = run.Report is { } report ? await reports.ReadAsync(report, FindingsLooked, cancellationToken) : [];
        return new FeedFindings(
            run.Id,
            run.Report is not null,
            [.. found.GroupBy(static issue => (issue.Code, issue.Severity)).Select(static group => new FoundCode(group.Key.Code, group.Key.Severity, group.Count(), group.First())).OrderByDescending(static code => code.Count)],
            found.Count == FindingsLooked);
    }

    private Task<OpsAnswer> FetchAsync(OpsRequest request, FeedId feed, Flow flow) =>
        request.Commands.OnceAsync(request, new CommandSubject("flow.run", flow.Code) { Label = flow.Definition.Title }, async () =>
        {
            StartResult result = await starter.RunNowAsync(flow.Code, request.Person.Name, request.CancellationToken);
            return result.Execution is { } execution
                ? new CommandResult(OpsCommands.Done(AddressOf(feed), "Feeds.fetching", ("run", execution.Id))) { Run = execution.Id }
                : new CommandResult(OpsCommands.Done(AddressOf(feed), $"Feeds.refused{result.Refusal}")) { Result = AuditResult.Refused, Code = result.Reason?.Code };
        });

    private async Task<OpsAnswer> AskAsync(OpsRequest request, FeedId feed, Flow flow, FieldFault? fault)
    {
        OpsView view = request.View;
        FeedRecord record = await feeds.ReadAsync(feed, request.CancellationToken);
        if (record.Accepted is not { } now || await rollback.FindAsync(feed, request.CancellationToken) is not { } earlier)
        {
            return OpsAnswer.To(OpsCommands.Done(AddressOf(feed), "Feeds.refusedNoEarlier"));
        }

        IReadOnlyList<FieldFault> faults = fault is null ? [] : [fault];
        PageHead head = new(view.T("Feeds.rollbackTitle", SaidWords.NameIn(view.Texts, flow.Definition.Title), earlier.FileTime), "feeds")
        {
            Crumbs = [new Crumb(view.T("Feeds.title"), "/ops/feeds"), new Crumb(SaidWords.NameIn(view.Texts, flow.Definition.Title), AddressOf(feed))],
            Faults = faults,
            Status = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
        return OpsAnswer.Page<Views.Shared.ConfirmationPage>(head, new Confirmation(
            $"{AddressOf(feed)}/rollback",
            view.T("Feeds.rollbackVerb", earlier.FileTime),
            [
                view.T("Feeds.rollbackTo", earlier.FileTime, earlier.Counts?.Read ?? 0),
                view.T("Feeds.rollbackFrom", now.FileTime, now.Counts.Read, now.Counts.Created, now.Counts.Updated, now.Counts.Removed),
            ],
            [view.T("Feeds.rollbackStays"), view.T("Feeds.rollbackBack")],
            new Crumb(view.T("Feeds.back"), AddressOf(feed)))
        {
            Faults = faults,
            Reason = request.Form("reason"),
            Version = now.Sequence.ToString(CultureInfo.InvariantCulture),
        });
    }

    private async Task<OpsAnswer> RollBackAsync(OpsRequest request, FeedId feed, Flow flow)
    {
        if (request.Form("reason") is not { } reason)
        {
            return await AskAsync(request, feed, flow, new FieldFault("reason", request.View.T("Common.reasonMissing")));
        }

        FeedRecord record = await feeds.ReadAsync(feed, request.CancellationToken);
        if (request.Version is { } version && version != record.Accepted?.Sequence.ToString(CultureInfo.InvariantCulture))
        {
            // The same form again meets its own rollback: that is no conflict, but its first answer.
            return await request.Commands.FindAsync(request) ?? OpsAnswer.Problem(StatusCodes.Status409Conflict, "changed");
        }

        CommandSubject subject = new("feed.rollback", feed.ToString()) { Label = flow.Definition.Title, Reason = reason, Before = record.Accepted?.Blob };
        return await request.Commands.OnceAsync(request, subject, async () =>
            await rollback.StartAsync(feed, request.Person.Name, request.CancellationToken) is { } run
                ? new CommandResult(OpsCommands.Done(AddressOf(feed), "Feeds.rollingBack", ("run", run.Id))) { Run = run.Id, After = run.File }
                : new CommandResult(OpsCommands.Done(AddressOf(feed), "Feeds.refusedNoEarlier")) { Result = AuditResult.Refused, Code = IssueCodes.NoEarlierFile });
    }
}
