using Pipeline.Core;
using Pipeline.Core.Audit;
using Pipeline.Ops.Exports;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Audit;

/// <summary>Who did what.</summary>
internal sealed class AuditArea(IAuditLog log) : IOpsArea
{
    private const string Address = "/ops/audit";
    private const int ExportLimit = 1000;

    private static readonly string[] Actions =
    [
        "flow.run", "flow.change", "execution.cancel", "execution.rerun", "execution.approve", "execution.reject", "feed.rollback", "message.replay",
        "order.cancel", "order.retry", "order.release", "order.erase", "error.retry", "error.dismiss", "error.undismiss", "error.take", "error.release", "error.rebuild", "distributor.resume", "pricing.replace", "sourcing.replace",
        "order.note", "order.unnote", "invoice.note", "invoice.unnote", "subscription.try", "subscription.replay",
    ];

    public void Map(OpsRoutes routes) => routes.Page("audit", ListAsync).Csv("audit", ExportAsync);

    private static (AuditFilter Filter, Filters Filters) Read(OpsRequest request)
    {
        OpsView view = request.View;
        AuditSubject? on = null;
        if (request.Query("on") is { } text)
        {
            if (AuditSubject.TryParse(text, out AuditSubject subject))
            {
                on = subject;
            }
            else
            {
                request.Refuse("on");
            }
        }

        AuditFilter filter = new(request.Query("by"), request.Query("action"), on, request.Instant("from"), request.Instant("to"));
        return (filter, new Filters(Address,
        [
            new FilterField("by", view.T("Audit.by"), filter.By),
            new FilterField("action", view.T("Audit.action"), filter.Action) { Choices = [.. Actions.Select(name => new Choice(name, view.T($"Audit.action.{name}")))] },
            new FilterField("from", view.T("Audit.from"), filter.From is null ? null : request.Query("from"))
            {
                Choices = Times.PeriodsFor(view),
            },
            new FilterField("on", view.T("Audit.on"), on?.ToString()),
            new FilterField("to", view.T("Audit.to"), filter.To is null ? null : request.Query("to")),
        ]));
    }

    private async Task<OpsAnswer> ListAsync(OpsRequest request)
    {
        (AuditFilter filter, Filters filters) = Read(request);
        Page<AuditEntry> page = await request.PageAsync((limit, cursor) => log.ListAsync(filter, limit, cursor, request.CancellationToken));
        return OpsAnswer.Page<AuditPage>(
            new PageHead(request.View.T("Audit.title"), "audit") { Live = request.Cursor is null ? 30 : null },
            new AuditModel(page.Items, filters, request.Cursor, page.Cursor));
    }

    private async Task<OpsAnswer> ExportAsync(OpsRequest request)
    {
        OpsView view = request.View;
        (AuditFilter filter, _) = Read(request);
        CsvTable table = new(
            view, view.T("Audit.at"), view.T("Audit.by"), view.T("Audit.action"), view.T("Audit.on"), view.T("Audit.reason"), view.T("Audit.before"), view.T("Audit.after"),
            view.T("Audit.result"), view.T("Audit.code"), view.T("Runs.id"), view.T("Audit.command"));
        foreach (AuditEntry entry in (await log.ListAsync(filter, ExportLimit, null, request.CancellationToken)).Items)
        {
            _ = table.Add(
                entry.At, entry.By, entry.Action, entry.On.ToString(), entry.Reason, entry.Before, entry.After, entry.Result is { } result ? Spelling.Of(result) : null,
                entry.Code, entry.ExecutionId, entry.Id);
        }

        return OpsAnswer.Csv("audit.csv", table);
    }
}
