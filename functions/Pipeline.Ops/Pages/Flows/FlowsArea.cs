using Pipeline.Core;
using Pipeline.Core.Flows;
using Pipeline.Ops.Exports;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Flows;

/// <summary>The flows: what runs when, how it went, what it does now.</summary>
internal sealed class FlowsArea(FlowDirectory flows, IExecutionLog executions, FlowRows rows) : IOpsArea
{
    private const string Address = "/ops/flows";

    /// <summary>So many of the latest runs are looked at for the last result of each flow.</summary>
    private const int Latest = 200;

    public void Map(OpsRoutes routes) => routes
        .Page("flows", ListAsync)
        .Csv("flows", ExportAsync);

    private async Task<OpsAnswer> ListAsync(OpsRequest request) => OpsAnswer.Page<FlowListPage>(
        new PageHead(request.View.T("Flows.title"), "flows") { Live = 30 }, await ReadAsync(request));

    private async Task<OpsAnswer> ExportAsync(OpsRequest request)
    {
        OpsView view = request.View;
        CsvTable table = new(view, view.T("Flows.flow"), view.T("Flows.partner"), view.T("Flows.state"), view.T("Flows.last"), view.T("Flows.fresh"), view.T("Flows.next"), view.T("Flows.mode"));
        foreach (FlowRow row in (await ReadAsync(request)).Rows)
        {
            _ = table.Add(
                row.Code, row.Partner, Spelling.Of(row.Condition), row.Last is { } last ? Spelling.Of(last.Status) : null, row.Fresh,
                row.Next.Count == 0 ? null : row.Next[0], row.IsTest ? "test" : "live");
        }

        return OpsAnswer.Csv("flows.csv", table);
    }

    private async Task<FlowListModel> ReadAsync(OpsRequest request)
    {
        CancellationToken cancellationToken = request.CancellationToken;
        string? partner = request.Query("partner");
        FlowCondition? state = request.Choice<FlowCondition>("state");
        Task<Page<Execution>> latest = executions.ListAsync(new ExecutionFilter(), Latest, null, cancellationToken);
        IReadOnlyList<Flow> all = await flows.ListAsync(cancellationToken);
        IReadOnlyDictionary<string, DateTimeOffset> fresh = await rows.ReadFreshAsync(cancellationToken);
        ILookup<string, Execution> byFlow = (await latest).Items.ToLookup(static run => run.Flow, StringComparer.Ordinal);
        FlowRow[] shown =
        [
            .. all.Where(flow => (partner is null || flow.Definition.Distributor == partner) && (state is null || flow.Condition == state))
                .Select(flow => rows.RowOf(flow, [.. byFlow[flow.Code]], fresh)),
        ];
        return new FlowListModel(shown, FiltersOf(request.View, all, partner, state));
    }

    private static Filters FiltersOf(OpsView view, IReadOnlyList<Flow> all, string? partner, FlowCondition? state) => new(
        Address,
        [
            new FilterField("partner", view.T("Flows.partner"), partner)
            {
                Choices = [.. all.Select(static flow => flow.Definition.Distributor).OfType<string>().Distinct().Select(static code => new Choice(code, code))],
            },
            new FilterField("state", view.T("Flows.state"), state is { } chosen ? Spelling.Of(chosen) : null)
            {
                Choices = [.. Enum.GetValues<FlowCondition>().Select(Spelling.Of).Select(name => new Choice(name, view.T($"Flows.condition.{name}")))],
            },
        ]);
}
