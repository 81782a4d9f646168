using Pipeline.Core.Orders.Messages.Invoicing;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Functions.Orders.Views;

/// <summary>An invoice or credit note that names an order; amounts are those of the whole invoice.</summary>
/// <param name="InvoiceNumber">The distributor's number.</param>
/// <param name="Date">Day of the invoice, or null.</param>
/// <param name="Kind">Invoice or credit note.</param>
/// <param name="Currency">ISO 4217 code, or null.</param>
/// <param name="Net">Lines and charges without VAT.</param>
/// <param name="Vat">VAT by rate.</param>
/// <param name="Due">To be paid.</param>
/// <param name="Link">Path of the whole invoice, or null.</param>
public sealed record OrderInvoiceView(
    string InvoiceNumber,
    DateOnly? Date,
    InvoiceKind Kind,
    string? Currency,
    decimal Net,
    IReadOnlyList<VatView> Vat,
    decimal Due,
    string? Link)
{
    internal static OrderInvoiceView Of(PurchaseOrder order, InvoiceProgress progress)
    {
        Invoice? invoice = order.Documents.Messages.OfType<Invoice>()
            .FirstOrDefault(candidate => candidate.InvoiceNumber == progress.InvoiceNumber);
        return new OrderInvoiceView(
            progress.InvoiceNumber,
            progress.Date,
            progress.Kind,
            progress.Currency,
            progress.Net,
            [.. progress.Vat.Select(VatView.Of)],
            progress.Due,
            invoice is null ? null : $"/api/invoices/{InvoiceRecord.IdOf(order.Distributor, invoice)}");
    }
}
