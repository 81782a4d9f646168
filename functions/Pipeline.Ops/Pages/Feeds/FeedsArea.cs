using Pipeline.Core.Catalog.Facts;
using Pipeline.Core;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;
using Pipeline.Ops.Exports;
using Pipeline.Ops.Pages.Orders;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Feeds;

/// <summary>The feeds: whether each is as fresh as it should be.</summary>
internal sealed class FeedsArea(IFeedStore feeds, FlowDirectory flows, IExecutionLog executions, FeedRows rows, DistributorCatalog partners) : IOpsArea
{
    private const string Address = "/ops/feeds";

    /// <summary>So many of the latest runs are looked at for the last result of each feed.</summary>
    private const int Latest = 200;

    public void Map(OpsRoutes routes) => routes.Page("feeds", ListAsync).Csv("feeds", ExportAsync);

    private async Task<OpsAnswer> ListAsync(OpsRequest request) => OpsAnswer.Page<FeedListPage>(
        new PageHead(request.View.T("Feeds.title"), "feeds") { Live = 30 }, await ReadAsync(request));

    private async Task<OpsAnswer> ExportAsync(OpsRequest request)
    {
        OpsView view = request.View;
        CsvTable table = new(
            view, view.T("Feeds.partner"), view.T("Feeds.feed"), view.T("Feeds.state"), view.T("Feeds.since"), view.T("Feeds.code"), view.T("Feeds.reason"),
            view.T("Feeds.fileTime"), view.T("Feeds.rows"), view.T("Feeds.next"));
        foreach (FeedRow row in (await ReadAsync(request)).Rows)
        {
            _ = table.Add(row.Feed.Distributor, row.Feed.KindName, Spelling.Of(row.Standing), row.Since, row.Code, row.Reason, row.FileTime, row.Rows, row.Next);
        }

        return OpsAnswer.Csv("feeds.csv", table);
    }

    private async Task<FeedListModel> ReadAsync(OpsRequest request)
    {
        CancellationToken cancellationToken = request.CancellationToken;
        string? partner = request.Query("partner");
        FeedStanding? state = request.Choice<FeedStanding>("state");
        Task<Page<Execution>> latest = executions.ListAsync(new ExecutionFilter(), Latest, null, cancellationToken);
        IReadOnlyList<Flow> all = await flows.ListAsync(cancellationToken);
        Dictionary<FeedId, FeedRecord> records = await feeds.ReadAllAsync(null, cancellationToken).ToDictionaryAsync(static record => record.Feed, cancellationToken: cancellationToken);
        ILookup<string, Execution> byFlow = (await latest).Items.ToLookup(static run => run.Flow, StringComparer.Ordinal);
        FeedRow[] shown =
        [
            .. from flow in all
               where FeedId.TryParse(flow.Definition.Distributor, flow.Definition.Feed, out _)
               let feed = FeedId.TryParse(flow.Definition.Distributor, flow.Definition.Feed, out FeedId id) ? id : default
               let row = rows.RowOf(request.View, records.GetValueOrDefault(feed) ?? new FeedRecord { Feed = feed }, flow, [.. byFlow[flow.Code]])
               where (partner is null || row.Feed.Distributor == partner) && (state is null || row.Standing == state)
               select row,
        ];
        return new FeedListModel(shown, new Filters(
            Address,
            [
                new FilterField("state", request.View.T("Feeds.state"), state is { } chosen ? Spelling.Of(chosen) : null)
                {
                    Choices = [.. Enum.GetValues<FeedStanding>().Select(Spelling.Of).Select(name => new Choice(name, request.View.T($"Feeds.standing.{name}")))],
                },
                new FilterField("partner", request.View.T("Feeds.partner"), partner) { Choices = partners.Choices() },
            ]));
    }
}
