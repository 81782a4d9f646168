using Pipeline.Core;
using Pipeline.Core.Catalog;
using Pipeline.Core.Distributors;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Records;
using Pipeline.Ops.Exports;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Texts;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Orders;

/// <summary>The list of orders.</summary>
internal sealed class OrdersArea(IOrderStore orders, DistributorCatalog partners) : IOpsArea
{
    private const string Address = "/ops/orders";
    private const string Person = "person";

    public void Map(OpsRoutes routes) => routes.Page("orders", ListAsync).Csv("orders", ExportAsync);

    private async Task<OpsAnswer> ListAsync(OpsRequest request)
    {
        OrderFilter filter = FilterOf(request);
        Page<OrderSummary> page = await request.PageAsync((limit, cursor) => orders.ListAsync(filter, limit, cursor, request.CancellationToken));
        OrderListModel model = new(
            [.. page.Items.Select(order => RowOf(request.View, order))], FiltersOf(request, filter), request.Cursor, page.Cursor, filter.NeedsPerson);
        return OpsAnswer.Page<OrderListPage>(new PageHead(request.View.T("Orders.title"), "orders") { Live = 30 }, model);
    }

    private async Task<OpsAnswer> ExportAsync(OpsRequest request)
    {
        OpsView view = request.View;
        OrderFilter filter = FilterOf(request);
        CsvTable table = new(
            view, view.T("Orders.order"), view.T("Orders.stateHead"), view.T("Orders.channel"), view.T("Orders.number"), view.T("Orders.purchaseOrders"), view.T("Orders.partner"),
            view.T("Orders.received"), view.T("Orders.changed"), view.T("Orders.reason"), view.T("Orders.waitsFor"), view.T("Orders.value"), view.T("Orders.currency"));
        foreach (OrderSummary order in await CsvRows.ReadAsync((limit, cursor) => orders.ListAsync(filter, limit, cursor, request.CancellationToken)))
        {
            OrderRow row = RowOf(view, order);
            Money? total = row.Totals is [{ } only] ? only : null;
            _ = table.Add(
                row.Id, Spelling.Of(row.State), row.Channel, row.ExternalId, string.Join(' ', row.Numbers), string.Join(' ', order.Distributors ?? []),
                row.ReceivedAt, row.ChangedAt, string.Join(' ', row.Codes), string.Join(' ', row.Reasons), total?.Amount, total?.Currency);
        }

        return OpsAnswer.Csv("orders.csv", table);
    }

    private OrderRow RowOf(OpsView view, OrderSummary order) => new(order.OrderId, order.State, order.ReceivedAt)
    {
        ChangedAt = order.ChangedAt,
        Channel = order.Source.Channel,
        ExternalId = order.Source.ExternalId,
        Numbers = order.PurchaseOrderNumbers,
        Partners = [.. (order.Distributors ?? []).Select(partners.NameOf)],
        Reasons = order.Obstacles is { } obstacles
            ? [.. obstacles.Select(issue => IssueWords.Cause(view, issue))]
            : order.BlockedReason is { } said ? [SaidWords.Of(view, said)] : [],
        Codes = [.. (order.Obstacles ?? []).Select(static issue => issue.Code).Concat(order.AlarmCodes).Distinct()],
        Totals = order.Totals,
    };

    private static OrderFilter FilterOf(OpsRequest request) => new(
        request.Choice<OrderState>("state"),
        request.Query("channel"),
        null,
        request.Instant("from"),
        request.Instant("to"),
        request.Choice("needs", Person) is not null,
        request.Query("partner"),
        request.Query("reason"));

    private Filters FiltersOf(OpsRequest request, OrderFilter filter)
    {
        OpsView view = request.View;
        return new Filters(
            Address,
            [
                new FilterField("state", view.T("Orders.stateHead"), filter.State is { } state ? Spelling.Of(state) : null)
                {
                    Choices = [.. Enum.GetValues<OrderState>().Select(Spelling.Of).Select(name => new Choice(name, view.T($"Orders.state.{name}")))],
                },
                new FilterField("needs", view.T("Orders.needs"), filter.NeedsPerson ? Person : null) { Choices = [new Choice(Person, view.T("Orders.needs.person"))] },
                new FilterField("partner", view.T("Orders.partner"), filter.Distributor) { Choices = partners.Choices() },
                new FilterField("channel", view.T("Orders.channel"), filter.Channel),
                new FilterField("reason", view.T("Orders.reason"), filter.Reason),
                new FilterField("from", view.T("Orders.from"), filter.ReceivedSince is null ? null : request.Query("from")),
                new FilterField("to", view.T("Orders.to"), filter.ReceivedBefore is null ? null : request.Query("to")),
            ]);
    }
}
