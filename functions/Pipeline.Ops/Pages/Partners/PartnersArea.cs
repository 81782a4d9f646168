using Pipeline.Core.Catalog.Facts;
using System.Globalization;
using Pipeline.Core;
using Pipeline.Core.Audit;
using Pipeline.Core.Distributors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Feeds;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Admission;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Records;
using Pipeline.Ops.Charts;
using Pipeline.Ops.Commands;
using Pipeline.Ops.Exports;
using Pipeline.Ops.Pages.Exchanges;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Texts;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Partners;

/// <summary>The partners: the list, one of them, and the test of its connection.</summary>
internal sealed class PartnersArea(
    DistributorCatalog partners, IFeedStore feeds, IExchangeStore exchanges, IMessageInbox inbox, IOrderStore orders, ConnectionTest test) : IOpsArea
{
    private const string Address = "/ops/partners";

    /// <summary>Conversations, messages and orders that one page looks at.</summary>
    private const int Latest = 500;

    public void Map(OpsRoutes routes) => routes
        .Page("partners", ListAsync)
        .Csv("partners", ExportAsync)
        .Page("partners/{code}", ShowAsync)
        .Command("partners/{code}/test", TestAsync);

    private async Task<OpsAnswer> ListAsync(OpsRequest request) => OpsAnswer.Page<PartnerListPage>(
        new PageHead(request.View.T("Partners.title"), "partners"), new PartnerListModel(await RowsAsync(partners.All, null, request.CancellationToken), new Filters(Address, [])));

    private async Task<OpsAnswer> ExportAsync(OpsRequest request)
    {
        OpsView view = request.View;
        CsvTable table = new(view, view.T("Partners.code"), view.T("Partners.partner"), view.T("Partners.orders"), view.T("Partners.feed"), view.T("Partners.fresh"));
        foreach (PartnerRow row in await RowsAsync(partners.All, null, request.CancellationToken))
        {
            foreach (PartnerFeed? feed in row.Feeds.DefaultIfEmpty<PartnerFeed?>(null))
            {
                _ = table.Add(row.Code, row.Name, row.TakesOrders, feed?.Kind, feed?.Fresh);
            }
        }

        return OpsAnswer.Csv("partners.csv", table);
    }

    private async Task<OpsAnswer> ShowAsync(OpsRequest request)
    {
        string code = request.Route("code");
        OpsView view = request.View;
        if (partners.Find(code) is not { } partner)
        {
            return OpsAnswer.Missing();
        }

        Task<Panel<PartnerTalk>> talk = request.PanelAsync(token => TalkAsync(view, partner, token));
        Task<Panel<IReadOnlyList<PushedMessage>>> messages = request.PanelAsync(token => MessagesAsync(code, token));
        Task<Panel<PartnerOrders>> counted = request.PanelAsync(token => OrdersAsync(code, token));
        PartnerRow row = (await RowsAsync([partner], code, request.CancellationToken))[0];
        PartnerModel model = new(row, SettingsOf(view, partner), partner.MissingServices is null)
        {
            Talk = await talk,
            Messages = await messages,
            Orders = await counted,
            LastWord = new[]
            {
                (await talk).Value?.Last.FirstOrDefault(static one => one.Head.Status is not null)?.Head.StartedAt,
                (await messages).Value?.Select(static message => (DateTimeOffset?)message.ReceivedAt).Max(),
            }.Max(),
        };
        return OpsAnswer.Page<PartnerPage>(new PageHead(partner.Name, "partners") { Crumbs = [new Crumb(view.T("Partners.title"), Address)] }, model);
    }

    private async Task<OpsAnswer> TestAsync(OpsRequest request)
    {
        string code = request.Route("code");
        if (partners.Find(code) is not { } partner)
        {
            return OpsAnswer.Missing();
        }

        return await request.Commands.OnceAsync(request, new CommandSubject("partner.test", code) { Label = partner.Name }, async () =>
        {
            ConnectionTestResult result = (await test.RunAsync(code, request.CancellationToken))!;
            string page = result.ExchangeId is { } exchange ? $"/ops/exchanges/{exchange}" : $"{Address}/{code}";
            return new CommandResult(OpsCommands.Done(page, $"Partners.{Spelling.Of(result.Outcome)}"))
            {
                Result = result.Outcome is ConnectionOutcome.Reached ? AuditResult.Done : AuditResult.Refused,
                Code = result.Problem?.Code,
                After = Spelling.Of(result.Outcome),
            };
        });
    }

    private async Task<IReadOnlyList<PartnerRow>> RowsAsync(IReadOnlyList<IDistributor> all, string? only, CancellationToken cancellationToken)
    {
        Dictionary<FeedId, DateTimeOffset> fresh = [];
        await foreach (FeedRecord record in feeds.ReadAllAsync(only, cancellationToken))
        {
            if (record.Accepted is { } accepted)
            {
                fresh[record.Feed] = accepted.FileTime;
            }
        }

        return
        [
            .. all.Select(partner => new PartnerRow(
                partner.Code,
                partner.Name,
                partner.MissingServices is null,
                [
                    .. partner.Feeds.Select(feed => new FeedId(partner.Code, feed.Kind) is var id
                        ? new PartnerFeed(id.KindName, feed.Title, fresh.TryGetValue(id, out DateTimeOffset at) ? at : null) : null!),
                ])),
        ];
    }

    private static IReadOnlyList<PartnerSetting> SettingsOf(OpsView view, IDistributor partner) =>
    [
        new PartnerSetting(view.T("Partners.setting.services"), partner.MissingServices is null, partner.MissingServices),
        .. partner.Feeds.Select(feed => new PartnerSetting(SaidWords.NameIn(view.Texts, feed.Title), feed.MissingSetting is null, feed.MissingSetting)),
        new PartnerSetting(view.T("Partners.setting.push"), partner.Push is { } push ? HasAny(push) : null, null),
    ];

    private static bool HasAny(PushCredentials push) =>
        push.Keys.Count + push.Logins.Count + push.HmacSecrets.Count + push.CertificateThumbprints.Count + push.Networks.Count > 0;

    private async Task<PartnerTalk> TalkAsync(OpsView view, IDistributor partner, CancellationToken cancellationToken)
    {
        Page<ExchangeHead> page = await exchanges.ListAsync(new ExchangeFilter(partner.Code, From: view.Now.AddDays(-7)), Latest, null, cancellationToken);
        return new PartnerTalk([.. page.Items.Select(head => new ExchangeRow(head, partner.Name))], ChartOf(view, page.Items));
    }

    private static StackedBars ChartOf(OpsView view, IReadOnlyList<ExchangeHead> heads)
    {
        List<ChartBar> bars =
        [
            .. heads.Where(static head => head is { Status: not null, Direction: ExchangeDirection.Out })
                .GroupBy(head => TimeZoneInfo.ConvertTime(head.StartedAt, view.Zone).Date)
                .OrderBy(static day => day.Key)
                .Select(day => BarOf(view, day.Key, [.. day.Select(static head => (long)head.Duration.TotalMilliseconds).Order()])),
        ];
        string conclusion = bars.Count == 0
            ? view.T("Partners.chart.none")
            : view.T("Partners.chart.conclusion", bars[^1].Values[0], bars[^1].Values[0] + bars[^1].Values[1]);
        return new StackedBars(
            view.T("Partners.chart"), conclusion, [new ChartSeries("run", view.T("Partners.chart.median")), new ChartSeries("wait", view.T("Partners.chart.rest"))], bars)
        {
            Axis = view.T("Partners.chart.day"),
        };
    }

    private static ChartBar BarOf(OpsView view, DateTime day, long[] times)
    {
        long median = times[(times.Length - 1) / 2];
        long most = times[(int)Math.Ceiling(times.Length * 0.9) - 1];
        return new ChartBar(day.ToString("d MMM", view.Culture), [median, most - median], $"/ops/exchanges?from={day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
    }

    private async Task<IReadOnlyList<PushedMessage>> MessagesAsync(string code, CancellationToken cancellationToken) =>
        [.. (await inbox.ListAsync(new MessageFilter(null, code), Latest, null, cancellationToken)).Items.DistinctBy(static message => message.Root)];

    private async Task<PartnerOrders> OrdersAsync(string code, CancellationToken cancellationToken)
    {
        Page<OrderSummary> page = await orders.ListAsync(new OrderFilter(Distributor: code), Latest, null, cancellationToken);
        OrderSummary[] open = [.. page.Items.Where(static order => order.State is not (OrderState.Complete or OrderState.Rejected or OrderState.Cancelled or OrderState.Simulated))];
        return new PartnerOrders(open.Length, open.Count(static order => order.State is OrderState.Blocked || order.AlarmCodes.Count > 0), page.Cursor is null);
    }
}
