using System.Globalization;
using System.Text;
using Pipeline.Core;
using Pipeline.Core.Audit;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Issues;
using Pipeline.Ops.Exports;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Errors;

/// <summary>One error: its cause, what to do, its records.</summary>
internal sealed class ErrorPages(ErrorDirectory directory, IErrorStore store, IAuditLog audit) : IOpsArea
{
    private const int ExportLimit = 1000;
    private const int BeforeShown = 5;

    public void Map(OpsRoutes routes) => routes
        .Page("e/{id}", request => ShowAsync(request, request.Route("id"), []))
        .Csv("e/{id}", request => ExportAsync(request, request.Route("id")))
        .Page("errors/{partner}/{code}", request => ShowAsync(request, ErrorGroup.IdOf(request.Route("partner"), request.Route("code"), request.Query("field")), []));

    /// <summary>The page of a group, with what is wrong with the form of its dismissal.</summary>
    public async Task<OpsAnswer> ShowAsync(OpsRequest request, string id, IReadOnlyList<FieldFault> faults)
    {
        if (await directory.FindAsync(id, request.CancellationToken) is not { } entry)
        {
            return OpsAnswer.Missing();
        }

        OpsView view = request.View;
        ErrorRow row = ErrorRow.Of(entry, view.Now);
        Page<ErrorRecord> records = await request.PageAsync((limit, cursor) => store.ListRecordsAsync(id, limit, cursor, request.CancellationToken));
        AuditFilter dayBefore = new(From: row.Since.AddDays(-1), To: row.Since);
        PageHead head = new(PlainText.Show(row.Issue.CauseIn(view.Texts.Language), keepLines: false), "errors")
        {
            Crumbs = [new Crumb(view.T("Errors.title"), "/ops/errors"), new Crumb(row.Partner, $"/ops/errors?partner={Uri.EscapeDataString(row.Partner)}")],
            Live = 30,
            Faults = faults,
            Status = faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
        return OpsAnswer.Page<ErrorPage>(head, new ErrorModel(row, entry, IssueCatalog.Find(row.Issue.Code)?.Actor, records.Items)
        {
            Filters = new Filters($"/ops/e/{id}", []),
            Cursor = request.Cursor,
            Next = records.Cursor,
            Before = await request.PanelAsync(async token => (await audit.ListAsync(dayBefore, BeforeShown, null, token)).Items),
            Report = ReportOf(entry.Group, records.Items),
            Faults = faults,
            Reason = request.Form("reason"),
        });
    }

    private static string ReportOf(ErrorGroup group, IReadOnlyList<ErrorRecord> records)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        StringBuilder report = new();
        _ = report.AppendLine(invariant, $"Problem: {group.Issue.Code}{(group.Field is null ? string.Empty : $", field {group.Field}")}")
            .AppendLine(invariant, $"What we see: {PlainText.Show(group.Issue.Cause, keepLines: false)}")
            .AppendLine(invariant, $"Since: {group.FirstSeen.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; last: {group.LastSeen.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC")
            .AppendLine(invariant, $"Records: {group.Count}");
        foreach (ErrorRecord record in records.Where(static record => record.IsOpen && record.Exchanges.Count > 0).Take(ErrorGroup.ExampleLimit))
        {
            _ = report.AppendLine(invariant, $"Request {string.Join(", ", record.Exchanges)} at {record.LastSeen.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        }

        return report.ToString();
    }

    private async Task<OpsAnswer> ExportAsync(OpsRequest request, string id)
    {
        if (await store.FindAsync(id, request.CancellationToken) is null)
        {
            return OpsAnswer.Missing();
        }

        OpsView view = request.View;
        CsvTable table = new(
            view, view.T("Errors.state"), view.T("Errors.item"), view.T("Errors.code"), view.T("Errors.value"), view.T("Errors.attempts"), view.T("Errors.since"), view.T("Errors.next"), view.T("Runs.id"));
        foreach (ErrorRecord record in (await store.ListRecordsAsync(id, ExportLimit, null, request.CancellationToken)).Items)
        {
            _ = table.Add(
                record.IsOpen ? "open" : "closed", $"{record.Subject.Kind}:{record.Subject.Id}", record.Issue.Code, record.Issue.Text, record.Attempts, record.FirstSeen, record.NextAttemptAt, record.Execution);
        }

        return OpsAnswer.Csv($"error-{id}.csv", table);
    }
}
