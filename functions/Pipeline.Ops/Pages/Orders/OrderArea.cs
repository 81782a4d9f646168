using Pipeline.Core;
using Pipeline.Core.Audit;
using Pipeline.Core.Distributors;
using Pipeline.Core.Orders.Records;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Texts;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Orders;

/// <summary>One order.</summary>
internal sealed class OrderArea(IOrderStore orders, IAuditLog audit, DistributorCatalog partners) : IOpsArea
{
    /// <summary>Steps of the timeline on one page.</summary>
    private const int Steps = 200;

    /// <summary>Commands of people that stand among them.</summary>
    private const int Commands = 100;

    public void Map(OpsRoutes routes) => routes
        .Page("orders/{id}", ShowAsync)
        .Page("o/{id}", static request => Task.FromResult(OpsAnswer.To($"/ops/orders/{Uri.EscapeDataString(request.Route("id"))}")));

    private async Task<OpsAnswer> ShowAsync(OpsRequest request)
    {
        string id = request.Route("id");
        if (await orders.FindAsync(id, request.CancellationToken) is not { } stored)
        {
            return OpsAnswer.Missing();
        }

        OpsView view = request.View;
        OrderRecord record = stored.Record;
        bool showsAddress = request.Person.IsOperator && record.Order.ShipTo is not null;
        bool isEnded = record.IsEnded;
        OrderModel model = new(id, record.State, stored.Version)
        {
            Since = record.ChangedAt,
            ReceivedAt = record.ReceivedAt,
            Channel = record.Order.Source.Channel,
            ExternalId = record.Order.Source.ExternalId,
            IsEnded = isEnded,
            Why = record.Order.BlockedReason is null || isEnded ? null : OrderReading.WhyOf(view, record, record.ChangedAt),
            Remedies = [.. (record.Order.Obstacles ?? []).Select(issue => IssueWords.Remedy(view, issue)).Where(static remedy => remedy.Length > 0).Distinct()],
            Verbs = OrderReading.VerbsOf(view, record),
            Alarms = [.. record.Alarms.Where(static alarm => alarm.ClearedAt is null).Select(alarm => alarm.Issue is { } issue ? $"{alarm.Subject}: {IssueWords.Cause(view, issue)}" : SaidWords.Of(view, alarm.Text, alarm.Code))],
            ShipTo = showsAddress ? OrderReading.AddressOf(record.Order.ShipTo!) : null,
            ErasedAt = record.ErasedAt,
            Lines = record.Order.Progress(),
            Purchases = [.. record.Order.PurchaseOrders.Select(purchase => OrderReading.PurchaseOf(purchase, partners))],
            Timeline = await TimelineAsync(request, id),
        };
        PageHead head = new(view.T("Orders.pageTitle", PlainText.Show(id, keepLines: false)), "orders")
        {
            Crumbs = [new Crumb(view.T("Orders.title"), "/ops/orders")],
            HasPersonalData = showsAddress,
            Strips = record.IsTest ? [new Strip(BadgeState.Test, view.T("Orders.testStrip"), null)] : [],
        };
        return OpsAnswer.Page<OrderPage>(head, model);
    }

    private Task<Panel<OrderTimeline>> TimelineAsync(OpsRequest request, string id)
    {
        string show = request.Choice("show", OrderReading.Shows) ?? OrderReading.Shows[0];
        return request.PanelAsync(async token =>
        {
            Task<Page<AuditEntry>> commands = audit.ListAsync(new AuditFilter(On: new AuditSubject("order", id)), Commands, null, token);
            Page<OrderEvent> events = await request.PageAsync((_, cursor) => orders.ListEventsAsync(id, Steps, cursor, token));
            return OrderReading.TimelineOf(request.View, events, (await commands).Items, show);
        });
    }
}
