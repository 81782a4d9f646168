using Pipeline.Core;
using Pipeline.Core.Distributors;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Ops.Exports;
using Pipeline.Ops.Pages.Exchanges;
using Pipeline.Ops.Pages.Orders;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Messages;

/// <summary>What partners pushed: the list, one message and how far it came.</summary>
internal sealed class MessagesArea(IMessageInbox inbox, DistributorCatalog partners) : IOpsArea
{
    private const string Address = "/ops/messages";

    public void Map(OpsRoutes routes) => routes
        .Page("messages", ListAsync)
        .Csv("messages", ExportAsync)
        .Page("messages/{id}", ShowAsync)
        .Page("messages/{id}/body", DownloadAsync);

    private async Task<OpsAnswer> ListAsync(OpsRequest request)
    {
        MessageFilter filter = FilterOf(request);
        Page<PushedMessage> page = await request.PageAsync((limit, cursor) => inbox.ListAsync(filter, limit, cursor, request.CancellationToken));
        MessageListModel model = new(
            [.. page.Items.Select(message => RowOf(request.View, message))], FiltersOf(request, filter), request.Cursor, page.Cursor,
            filter.State is MessageState.Parked ? filter.Reason : null, filter.Distributor);
        return OpsAnswer.Page<MessageListPage>(new PageHead(request.View.T("Messages.title"), "messages") { Live = 30 }, model);
    }

    private async Task<OpsAnswer> ExportAsync(OpsRequest request)
    {
        OpsView view = request.View;
        MessageFilter filter = FilterOf(request);
        CsvTable table = new(
            view, view.T("Messages.id"), view.T("Messages.received"), view.T("Messages.partner"), view.T("Messages.kind"), view.T("Messages.state"),
            view.T("Messages.reasonCode"), view.T("Messages.reason"), view.T("Messages.about"), view.T("Messages.size"));
        foreach (PushedMessage message in await CsvRows.ReadAsync((limit, cursor) => inbox.ListAsync(filter, limit, cursor, request.CancellationToken)))
        {
            MessageRow row = RowOf(view, message);
            _ = table.Add(
                message.Id, message.ReceivedAt, message.Distributor, message.Root, row.State, message.ReasonCode, row.Reason, string.Join(' ', message.Orders), message.SizeBytes);
        }

        return OpsAnswer.Csv("messages.csv", table);
    }

    private async Task<OpsAnswer> ShowAsync(OpsRequest request)
    {
        OpsView view = request.View;
        if (await inbox.FindAsync(request.Route("id"), request.CancellationToken) is not { } message)
        {
            return OpsAnswer.Missing();
        }

        bool isPretty = request.Choice("body", "original") is null;
        PushedMessage? earlier = (message.DuplicateOf ?? message.CorrectionOf) is { } id ? await inbox.FindAsync(id, request.CancellationToken) : null;
        MessageRow row = RowOf(view, message);
        MessageModel model = new(row, StagesOf(view, row), await BodyAsync(request, message, isPretty), isPretty)
        {
            Earlier = earlier is null ? null : RowOf(view, earlier),
            EarlierBody = earlier is null || message.CorrectionOf is null ? null : await BodyAsync(request, earlier, isPretty),
            CanReplay = message.BodyErasedAt is null && message.State is not MessageState.Quarantined,
        };
        string kind = message.Root is { } root ? PlainText.Show(root, keepLines: false) : view.T("Messages.unreadable");
        return OpsAnswer.Page<MessagePage>(
            new PageHead(view.T("Messages.pageTitle", kind, row.Partner), "messages")
            {
                Crumbs = [new Crumb(view.T("Messages.title"), Address)],
                HasPersonalData = request.Person.IsOperator,
            },
            model);
    }

    private async Task<OpsAnswer> DownloadAsync(OpsRequest request)
    {
        if (!request.Person.IsOperator)
        {
            return OpsAnswer.Problem(StatusCodes.Status403Forbidden, "notOperator");
        }

        string id = request.Route("id");
        return await inbox.ReadBodyAsync(id, request.CancellationToken) is { } body ? OpsAnswer.File($"{id}.txt", "application/octet-stream", body) : OpsAnswer.Missing();
    }

    private async Task<BodyView> BodyAsync(OpsRequest request, PushedMessage message, bool isPretty) => BodyView.Of(
        request.View,
        request.Person.IsOperator && message.BodyErasedAt is null ? await inbox.ReadBodyAsync(message.Id, request.CancellationToken) : null,
        message.SizeBytes,
        message.BodyErasedAt,
        isPretty,
        $"{Address}/{message.Id}/body");

    private static WhyPanelModel StagesOf(OpsView view, MessageRow row)
    {
        PushedMessage message = row.Message;
        int stopped = message switch
        {
            { State: MessageState.Quarantined } => 1,
            { State: MessageState.Parked, ReasonCode: IssueCodes.OrderUnknown } => 3,
            { State: MessageState.Parked, ReasonCode: IssueCodes.VersionUnknown or IssueCodes.HandlingFailed } => 4,
            { State: MessageState.Parked } => 2,
            _ => -1,
        };
        int reached = stopped >= 0 ? stopped : message.HandledAt is null ? 2 : 5;
        string[] names = ["authenticated", "wellFormed", "known", "orderFound", "merged"];
        WhyCheck[] stages =
        [
            .. names.Select((name, place) => new WhyCheck(place == stopped ? false : place < reached ? true : null, view.T($"Messages.stage.{name}"), null, null)
            {
                Source = place == stopped ? message.ReasonCode : null,
                Address = place == stopped && message.ReasonCode is { } code ? $"/ops/help/{Uri.EscapeDataString(code)}" : null,
                Since = place == stopped ? message.HandledAt : null,
            }),
        ];
        string headline = stopped >= 0 ? view.T("Messages.stoppedAt", row.Reason ?? message.ReasonCode)
            : message.HandledAt is null ? view.T("Messages.onItsWay")
            : view.T(message.State is MessageState.Duplicate ? "Messages.repetition" : "Messages.cameThrough");
        return new WhyPanelModel(headline, stages);
    }

    private MessageRow RowOf(OpsView view, PushedMessage message) => new(
        message,
        partners.NameOf(message.Distributor),
        message.Issue is { } issue ? IssueWords.Cause(view, issue) : message.Reason is { } said ? PlainText.Show(said, keepLines: false) : null);

    private static MessageFilter FilterOf(OpsRequest request) => new(
        request.Choice<MessageState>("state"), request.Query("partner"), request.Query("type"), request.Query("reason"), request.Instant("from"), request.Instant("to"));

    private Filters FiltersOf(OpsRequest request, MessageFilter filter)
    {
        OpsView view = request.View;
        return new Filters(
            Address,
            [
                new FilterField("state", view.T("Messages.state"), filter.State is { } state ? Spelling.Of(state) : null)
                {
                    Choices = [.. Enum.GetValues<MessageState>().Select(Spelling.Of).Select(name => new Choice(name, view.T($"Messages.state.{name}")))],
                },
                new FilterField("partner", view.T("Messages.partner"), filter.Distributor) { Choices = partners.Choices() },
                new FilterField("type", view.T("Messages.kind"), filter.Root),
                new FilterField("reason", view.T("Messages.reasonCode"), filter.Reason),
                new FilterField("from", view.T("Messages.from"), filter.From is null ? null : request.Query("from")),
                new FilterField("to", view.T("Messages.to"), filter.To is null ? null : request.Query("to")),
            ]);
    }
}
