using Pipeline.Core;
using Pipeline.Core.Audit;
using Pipeline.Core.Distributors;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Records;
using Pipeline.Ops.Commands;
using Pipeline.Ops.Exports;
using Pipeline.Ops.Pages.Orders;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Invoices;

/// <summary>The invoices of partners: the list, one of them and what it differs in.</summary>
internal sealed class InvoicesArea(IInvoiceStore invoices, IAuditLog audit, DistributorCatalog partners) : IOpsArea
{
    private const string Address = "/ops/invoices";
    private const int Commands = 50;

    public void Map(OpsRoutes routes) => routes.Page("invoices", ListAsync).Csv("invoices", ExportAsync).Page("invoices/{id}", ShowAsync);

    private async Task<OpsAnswer> ListAsync(OpsRequest request)
    {
        InvoiceFilter filter = FilterOf(request);
        Page<InvoiceRecord> page = await request.PageAsync((limit, cursor) => invoices.ListAsync(filter, limit, cursor, request.CancellationToken));
        return OpsAnswer.Page<InvoiceListPage>(
            new PageHead(request.View.T("Invoices.title"), "invoices") { Live = 30 },
            new InvoiceListModel([.. page.Items.Select(RowOf)], FiltersOf(request, filter), request.Cursor, page.Cursor, filter.Differs is true));
    }

    // For accounting: the amounts of a credit note are negative, so that columns add up.
    private async Task<OpsAnswer> ExportAsync(OpsRequest request)
    {
        OpsView view = request.View;
        InvoiceFilter filter = FilterOf(request);
        CsvTable table = new(
            view, view.T("Invoices.number"), view.T("Invoices.printed"), view.T("Invoices.kind"), view.T("Invoices.partner"), view.T("Invoices.date"), view.T("Invoices.due"),
            view.T("Invoices.purchaseOrders"), view.T("Invoices.currency"), view.T("Invoices.net"), view.T("Invoices.vat"), view.T("Invoices.total"), view.T("Invoices.paid"),
            view.T("Invoices.match"), view.T("Invoices.codes"), view.T("Invoices.id"));
        foreach (InvoiceRecord record in await CsvRows.ReadAsync((limit, cursor) => invoices.ListAsync(filter, limit, cursor, request.CancellationToken)))
        {
            InvoiceRow row = RowOf(record);
            Invoice invoice = record.Invoice;
            bool isBack = invoice.Kind is InvoiceKind.CreditNote;
            _ = table.Add(
                invoice.InvoiceNumber, invoice.PrintedNumber, Spelling.Of(invoice.Kind), record.Distributor, invoice.Date, invoice.DueDate,
                string.Join(' ', invoice.PurchaseOrderNumbers), invoice.Currency, Signed(row.Sums.Net, isBack), Signed(row.Vat, isBack), Signed(row.Sums.Due, isBack), invoice.IsPaid,
                row.Match, string.Join(' ', record.Differences.Select(static issue => issue.Code).Distinct()), record.Id);
        }

        return OpsAnswer.Csv("invoices.csv", table);
    }

    private async Task<OpsAnswer> ShowAsync(OpsRequest request)
    {
        OpsView view = request.View;
        string id = request.Route("id");
        if (await invoices.FindAsync(id, request.CancellationToken) is not { } record)
        {
            return OpsAnswer.Missing();
        }

        InvoiceRow row = RowOf(record);
        InvoiceModel model = new(
            row,
            [.. record.Differences.Select(issue => new InvoiceDifference(issue.Code, IssueWords.Cause(view, issue), issue.Expected, issue.Text))],
            await request.PanelAsync(async token => Notes.Standing((await audit.ListAsync(new AuditFilter(On: new AuditSubject("invoice", id)), Commands, null, token)).Items)));
        string title = record.Invoice.Kind is InvoiceKind.CreditNote ? "Invoices.creditTitle" : "Invoices.pageTitle";
        return OpsAnswer.Page<InvoicePage>(
            new PageHead(view.T(title, PlainText.Show(record.Invoice.InvoiceNumber, keepLines: false), row.Partner), "invoices") { Crumbs = [new Crumb(view.T("Invoices.title"), Address)] },
            model);
    }

    private static decimal? Signed(decimal? amount, bool isBack) => isBack && amount is { } known ? -Math.Abs(known) : amount;

    private InvoiceRow RowOf(InvoiceRecord record) => new(record, partners.NameOf(record.Distributor));

    private static InvoiceFilter FilterOf(OpsRequest request) => new(
        request.Query("partner"),
        DayOf(request, "from"),
        DayOf(request, "to"),
        null,
        request.Choice("match", "ok", "differs") is { } match ? match == "differs" : null,
        request.Query("currency"));

    private static DateOnly? DayOf(OpsRequest request, string name) => request.Instant(name) is { } at
        ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, request.View.Zone).DateTime) : null;

    private Filters FiltersOf(OpsRequest request, InvoiceFilter filter)
    {
        OpsView view = request.View;
        return new Filters(
            Address,
            [
                new FilterField("match", view.T("Invoices.match"), filter.Differs switch { true => "differs", false => "ok", null => null })
                {
                    Choices = [new Choice("differs", view.T("Invoices.match.differs")), new Choice("ok", view.T("Invoices.match.ok"))],
                },
                new FilterField("partner", view.T("Invoices.partner"), filter.Distributor) { Choices = partners.Choices() },
                new FilterField("currency", view.T("Invoices.currency"), filter.Currency),
                new FilterField("from", view.T("Invoices.from"), filter.From is null ? null : request.Query("from")),
                new FilterField("to", view.T("Invoices.to"), filter.To is null ? null : request.Query("to")),
            ]);
    }
}
