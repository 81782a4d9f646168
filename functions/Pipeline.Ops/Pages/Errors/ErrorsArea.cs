using Pipeline.Core;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Flows;
using Pipeline.Ops.Exports;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Errors;

/// <summary>The list of errors: one row for each cause.</summary>
internal sealed class ErrorsArea(ErrorDirectory directory, FlowCatalog flows) : IOpsArea
{
    private const string Address = "/ops/errors";
    private const int ExportLimit = 1000;

    public void Map(OpsRoutes routes) => routes.Page("errors", ListAsync).Csv("errors", ExportAsync);

    private async Task<OpsAnswer> ListAsync(OpsRequest request)
    {
        (string tab, ErrorFilter filter, Filters filters) = Read(request);
        Page<ErrorEntry> page = await request.PageAsync((limit, cursor) => directory.ListAsync(filter, limit, cursor, request.CancellationToken));
        DateTimeOffset? closed = page.Items.Count > 0 || tab is not "open"
            ? null
            : (await directory.ListAsync(new ErrorFilter { State = ErrorGroupState.Closed }, 1, null, request.CancellationToken)).Items is [{ } last] ? last.Group.ClosedAt : null;
        return OpsAnswer.Page<ErrorListPage>(
            new PageHead(request.View.T("Errors.title"), "errors") { Live = request.Cursor is null ? 30 : null },
            new ErrorListModel(tab, [.. page.Items.Select(entry => ErrorRow.Of(entry, request.View.Now))], filters, request.Cursor, page.Cursor) { LastClosed = closed });
    }

    private async Task<OpsAnswer> ExportAsync(OpsRequest request)
    {
        OpsView view = request.View;
        (_, ErrorFilter filter, _) = Read(request);
        CsvTable table = new(
            view, view.T("Errors.group"), view.T("Errors.state"), view.T("Errors.code"), view.T("Errors.field"), view.T("Errors.partner"), view.T("Errors.what"),
            view.T("Errors.records"), view.T("Errors.since"), view.T("Errors.last"), view.T("Errors.owner"));
        foreach (ErrorEntry entry in (await directory.ListAsync(filter, ExportLimit, null, request.CancellationToken)).Items)
        {
            ErrorRow row = ErrorRow.Of(entry, view.Now);
            _ = table.Add(row.Id, Spelling.Of(row.State), row.Issue.Code, row.Field, row.Partner, row.Issue.CauseIn(view.Texts.Language), row.Count, row.Since, row.Last, row.Owner);
        }

        return OpsAnswer.Csv("errors.csv", table);
    }

    private (string Tab, ErrorFilter Filter, Filters Filters) Read(OpsRequest request)
    {
        OpsView view = request.View;
        string tab = request.Choice("state", ErrorListModel.Tabs) ?? "open";
        ErrorFilter filter = new()
        {
            State = tab is "mine" ? null : Enum.Parse<ErrorGroupState>(tab, ignoreCase: true),
            Owner = tab is "mine" ? view.Person.Name : null,
            Partner = request.Query("partner"),
            Severity = request.Choice("severity", "error", "retry"),
            Flow = request.Query("flow"),
            Since = request.Instant("since"),
        };
        return (tab, filter, new Filters(Address,
        [
            new FilterField("partner", view.T("Errors.partner"), filter.Partner)
            {
                Choices = [.. flows.All.Select(static flow => flow.Distributor).OfType<string>().Distinct().Select(static code => new Choice(code, code))],
            },
            new FilterField("flow", view.T("Errors.flow"), filter.Flow) { Choices = [.. flows.All.Select(static flow => new Choice(flow.Code, flow.Code))] },
            new FilterField("state", view.T("Errors.state"), request.Query("state") is null ? null : tab) { Choices = [.. ErrorListModel.Tabs.Select(name => new Choice(name, view.T($"Errors.tab.{name}")))] },
            new FilterField("severity", view.T("Errors.severity"), filter.Severity) { Choices = [new Choice("error", view.T("Errors.stateWord.open")), new Choice("retry", view.T("Errors.stateWord.retrying"))] },
            new FilterField("since", view.T("Errors.since"), filter.Since is null ? null : request.Query("since"))
            {
                Choices = Times.PeriodsFor(view),
            },
        ]));
    }
}
