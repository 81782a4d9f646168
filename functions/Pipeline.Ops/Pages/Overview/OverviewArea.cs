using Pipeline.Core.Audit;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Flows;
using Pipeline.Ops.Charts;
using Pipeline.Ops.Pages.Errors;
using Pipeline.Ops.Pages.Flows;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Overview;

/// <summary>The first page: does anything need me?</summary>
internal sealed class OverviewArea(ErrorDirectory directory, IErrorStore errors, FlowDirectory flows, FlowRows rows, IExecutionLog executions, IAuditLog audit) : IOpsArea
{
    private const int Shown = 10;
    private const int PeopleShown = 5;
    private const int ChartDays = 30;

    public void Map(OpsRoutes routes) => routes.Page(string.Empty, ShowAsync);

    private static DateOnly DayOf(OpsView view, DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, view.Zone).Date);

    private static StackedBars ChartOf(OpsView view, IReadOnlyList<ErrorGroup> open, IReadOnlyList<ErrorGroup> closed)
    {
        DateOnly today = DayOf(view, view.Now);
        ILookup<DateOnly, ErrorGroup> standing = open.ToLookup(group => DayOf(view, group.FirstSeen));
        ILookup<DateOnly, ErrorGroup> gone = closed.ToLookup(group => DayOf(view, group.FirstSeen));
        ChartBar[] bars =
        [
            .. Enumerable.Range(0, ChartDays).Select(i => today.AddDays(i - ChartDays + 1))
                .Select(day => new ChartBar(day.ToString("d MMM", view.Culture), [standing[day].Count(), gone[day].Count()])),
        ];
        return new StackedBars(
            view.T("Overview.chart"),
            view.Count("Overview.chartSays", bars.Sum(static bar => bar.Values.Sum()), bars.TakeLast(7).Sum(static bar => bar.Values.Sum())),
            [new ChartSeries("bad", view.T("Overview.stillOpen")), new ChartSeries("ok", view.T("Overview.putRight"))],
            bars)
        {
            Axis = view.T("Overview.day"),
        };
    }

    private async Task<OpsAnswer> ShowAsync(OpsRequest request)
    {
        OpsView view = request.View;
        Task<Panel<IReadOnlyList<ErrorEntry>>> ringing = request.PanelAsync(directory.ListRingingAsync);
        Task<Panel<IReadOnlyList<Flow>>> all = request.PanelAsync(flows.ListAsync);
        Task<Panel<IReadOnlyList<Execution>>> open = request.PanelAsync(executions.ListOpenAsync);
        Task<Panel<IReadOnlyList<AuditEntry>>> people = request.PanelAsync(async token =>
            (await audit.ListAsync(new AuditFilter(From: Times.TryRead("today", view, out DateTimeOffset today) ? today : null), PeopleShown, null, token)).Items);
        Panel<NeedsModel> needs = await request.PanelAsync(token => ReadNeedsAsync(view, ringing, token));
        Panel<IReadOnlyList<PartnerRow>> partners = await request.PanelAsync(token => ReadPartnersAsync(all, ringing, token));
        Panel<WorkModel> work = await request.PanelAsync(async _ => WorkOf(view, Known(await all), Known(await open)));
        string title = needs.Value switch
        {
            null => view.T("Overview.unknown"),
            { Count: 0 } => view.T("Overview.allWell"),
            { Count: int count } => view.Count("Overview.needsYou", count),
        };
        return OpsAnswer.Page<OverviewPage>(new PageHead(title, string.Empty) { Live = 5 }, new OverviewModel(needs, partners, work, await people));
    }

    private static T Known<T>(Panel<T> panel)
        where T : class => panel.Value ?? throw new InvalidOperationException($"What this part rests on could not be read: {panel.FaultId}.");

    private static WorkModel WorkOf(OpsView view, IReadOnlyList<Flow> all, IReadOnlyList<Execution> open) => new(
        [.. open.Select(static run => new OpenRun(run.Flow, RunFact.Of(run)))],
        [
            .. all.Where(flow => flow.NextRun is { } next && next <= view.Now.AddHours(1)).OrderBy(static flow => flow.NextRun)
                .Select(static flow => new NextRun(flow.Code, flow.Definition.Title, flow.NextRun!.Value)),
        ]);

    private async Task<NeedsModel> ReadNeedsAsync(OpsView view, Task<Panel<IReadOnlyList<ErrorEntry>>> ringing, CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<ErrorGroup>> closed = errors.ListAsync(isClosed: true, cancellationToken);
        IReadOnlyList<ErrorGroup> open = await errors.ListAsync(isClosed: false, cancellationToken);
        IReadOnlyList<ErrorEntry> entries = Known(await ringing);
        return new NeedsModel(
            [.. entries.Take(Shown).Select(entry => ErrorRow.Of(entry, view.Now))],
            entries.Count,
            open.Count(group => group.StateAt(view.Now) is ErrorGroupState.Retrying),
            (await closed).Max(static group => group.ClosedAt),
            ChartOf(view, open, await closed));
    }

    private async Task<IReadOnlyList<PartnerRow>> ReadPartnersAsync(
        Task<Panel<IReadOnlyList<Flow>>> all, Task<Panel<IReadOnlyList<ErrorEntry>>> ringing, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, DateTimeOffset> fresh = await rows.ReadFreshAsync(cancellationToken);
        ILookup<string, ErrorEntry> found = Known(await ringing).ToLookup(static entry => entry.Group.Partner, StringComparer.Ordinal);
        return
        [
            .. Known(await all).Where(static flow => flow.Definition is { Distributor: not null, Feed: not null, MissingSetting: null })
                .GroupBy(static flow => flow.Definition.Distributor!)
                .Select(partner =>
                {
                    ErrorGroup? fails = found[partner.Key].FirstOrDefault(static entry => entry.Group.Scope is Core.Errors.FaultScope.Partner)?.Group;
                    return new PartnerRow(
                        partner.Key, fails?.FirstSeen, fails?.Id,
                        [.. partner.Select(flow => new PartnerFile(flow.Definition.Feed!, fresh.TryGetValue($"{partner.Key}/{flow.Definition.Feed}", out DateTimeOffset at) ? at : null))],
                        found[partner.Key].Count());
                }),
        ];
    }
}
