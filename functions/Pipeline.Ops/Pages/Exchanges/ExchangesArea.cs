using System.Globalization;
using Pipeline.Core;
using Pipeline.Core.Distributors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Ops.Exports;
using Pipeline.Ops.Pages.Orders;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Exchanges;

/// <summary>What was said between us and partners: the list, one conversation, its bodies as files.</summary>
internal sealed class ExchangesArea(IExchangeStore exchanges, IMessageInbox inbox, DistributorCatalog partners) : IOpsArea
{
    private const string Address = "/ops/exchanges";

    public void Map(OpsRoutes routes) => routes
        .Page("exchanges", ListAsync)
        .Csv("exchanges", ExportAsync)
        .Page("exchanges/{id}", ShowAsync)
        .Page("exchanges/{id}/request", request => DownloadAsync(request, "request"))
        .Page("exchanges/{id}/response", request => DownloadAsync(request, "response"));

    private async Task<OpsAnswer> ListAsync(OpsRequest request)
    {
        ExchangeFilter filter = FilterOf(request);
        Page<ExchangeHead> page = await request.PageAsync((limit, cursor) => exchanges.ListAsync(filter, limit, cursor, request.CancellationToken));
        return OpsAnswer.Page<ExchangeListPage>(
            new PageHead(request.View.T("Exchanges.title"), "exchanges") { Live = 30 },
            new ExchangeListModel([.. page.Items.Select(RowOf)], FiltersOf(request, filter), request.Cursor, page.Cursor));
    }

    private async Task<OpsAnswer> ExportAsync(OpsRequest request)
    {
        OpsView view = request.View;
        ExchangeFilter filter = FilterOf(request);
        CsvTable table = new(
            view, view.T("Exchanges.id"), view.T("Exchanges.at"), view.T("Exchanges.partner"), view.T("Exchanges.operation"), view.T("Exchanges.order"),
            view.T("Exchanges.status"), view.T("Exchanges.failed"), view.T("Exchanges.took"), view.T("Exchanges.fault"));
        foreach (ExchangeHead head in await CsvRows.ReadAsync((limit, cursor) => exchanges.ListAsync(filter, limit, cursor, request.CancellationToken)))
        {
            _ = table.Add(head.Id, head.StartedAt, head.Partner, head.Operation, head.Subject, head.Status, head.HasFailed, (long)head.Duration.TotalMilliseconds, head.Fault);
        }

        return OpsAnswer.Csv("exchanges.csv", table);
    }

    private async Task<OpsAnswer> ShowAsync(OpsRequest request)
    {
        string id = request.Route("id");
        OpsView view = request.View;
        if (await exchanges.FindAsync(id, request.CancellationToken) is not { } head)
        {
            // A timeline links to both kinds in the same way.
            return await inbox.FindAsync(id, request.CancellationToken) is { } pushed ? OpsAnswer.To($"/ops/messages/{pushed.Id}") : OpsAnswer.Missing();
        }

        bool isPretty = request.Choice("body", "original") is null;
        bool mayLook = request.Person.IsOperator && head.BodyErasedAt is null;
        byte[]? asked = mayLook ? await exchanges.ReadRequestAsync(id, request.CancellationToken) ?? await inbox.ReadBodyAsync(id, request.CancellationToken) : null;
        byte[]? answered = mayLook ? await exchanges.ReadResponseAsync(id, request.CancellationToken) : null;
        ExchangeRow row = RowOf(head);
        ExchangeModel model = new(
            row,
            SentenceOf(view, row),
            BodyView.Of(view, asked, head.RequestBytes, head.BodyErasedAt, isPretty, $"{Address}/{head.Id}/request"),
            BodyView.Of(view, answered, head.ResponseBytes, head.BodyErasedAt, isPretty, $"{Address}/{head.Id}/response"),
            isPretty);
        PageHead page = new(view.T("Exchanges.pageTitle", row.Partner, PlainText.Show(head.Operation, keepLines: false)), "exchanges")
        {
            Crumbs = [new Crumb(view.T("Exchanges.title"), Address)],
            HasPersonalData = mayLook,
        };
        return OpsAnswer.Page<ExchangePage>(page, model);
    }

    private async Task<OpsAnswer> DownloadAsync(OpsRequest request, string part)
    {
        if (!request.Person.IsOperator)
        {
            return OpsAnswer.Problem(StatusCodes.Status403Forbidden, "notOperator");
        }

        string id = request.Route("id");
        byte[]? body = part == "request"
            ? await exchanges.ReadRequestAsync(id, request.CancellationToken) ?? await inbox.ReadBodyAsync(id, request.CancellationToken)
            : await exchanges.ReadResponseAsync(id, request.CancellationToken);
        return body is null ? OpsAnswer.Missing() : OpsAnswer.File($"{id}-{part}.txt", "application/octet-stream", body);
    }

    private static string SentenceOf(OpsView view, ExchangeRow row)
    {
        ExchangeHead head = row.Head;
        string operation = PlainText.Show(head.Operation, keepLines: false);
        string? status = head.Status?.ToString(CultureInfo.InvariantCulture);
        return (head.Direction, status) switch
        {
            (ExchangeDirection.WouldSend, _) => view.T("Exchanges.sentence.wouldSend", row.Partner, operation),
            (ExchangeDirection.In, null) => view.T("Exchanges.sentence.inSilent", row.Partner, operation, head.Duration),
            (ExchangeDirection.In, _) => view.T("Exchanges.sentence.in", row.Partner, operation, status, head.Duration),
            (_, null) => view.T("Exchanges.sentence.outSilent", row.Partner, operation, head.Duration),
            _ => view.T("Exchanges.sentence.out", row.Partner, operation, status, head.Duration),
        };
    }

    private ExchangeRow RowOf(ExchangeHead head) => new(head, partners.NameOf(head.Partner));

    private static ExchangeFilter FilterOf(OpsRequest request) => new(
        request.Query("partner"),
        request.Query("operation"),
        request.Query("order") ?? request.Query("run"),
        request.Choice("failed", "true", "false") is { } failed ? failed == "true" : null,
        StatusOf(request),
        request.Instant("from"),
        request.Instant("to"));

    private static int? StatusOf(OpsRequest request)
    {
        if (request.Query("status") is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int status) && status is >= 100 and < 600)
        {
            return status;
        }

        request.Refuse("status");
        return null;
    }

    private Filters FiltersOf(OpsRequest request, ExchangeFilter filter)
    {
        OpsView view = request.View;
        return new Filters(
            Address,
            [
                new FilterField("partner", view.T("Exchanges.partner"), filter.Partner) { Choices = partners.Choices() },
                new FilterField("failed", view.T("Exchanges.result"), filter.HasFailed switch { true => "true", false => "false", null => null })
                {
                    Choices = [new Choice("true", view.T("Exchanges.failed.true")), new Choice("false", view.T("Exchanges.failed.false"))],
                },
                new FilterField("order", view.T("Exchanges.order"), filter.Subject),
                new FilterField("operation", view.T("Exchanges.operation"), filter.Operation),
                new FilterField("status", view.T("Exchanges.status"), filter.Status?.ToString(CultureInfo.InvariantCulture)),
                new FilterField("from", view.T("Exchanges.from"), filter.From is null ? null : request.Query("from")),
                new FilterField("to", view.T("Exchanges.to"), filter.To is null ? null : request.Query("to")),
            ]);
    }
}
