using System.Globalization;
using CsvHelper;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Functions.Invoices;

/// <summary>Invoices and credit notes as CSV for accounting: UTF-8, comma, header line, decimal point, ISO dates; one a line.</summary>
/// <remarks>
/// The amounts of a credit note are negative, so that columns add up. What is not known is empty. A text that a spreadsheet would
/// take for a formula is made harmless.
/// </remarks>
internal static class InvoiceCsv
{
    private const string Many = "; ";

    private static readonly string[] Columns =
        ["invoiceNumber", "printedNumber", "date", "purchaseOrderNumber", "distributorOrderNumber", "currency", "net", "tax", "total", "paid"];

    /// <summary>Writes all invoices as they come.</summary>
    public static async Task WriteAsync(IAsyncEnumerable<InvoiceRecord> invoices, Stream stream)
    {
        await using var csv = CsvWriter.Create(stream, new CsvWriterOptions { Injection = CsvInjection.Escape }, true);
        await csv.WriteRecordAsync(Columns, CancellationToken.None);
        await foreach (InvoiceRecord record in invoices)
        {
            Write(csv, record.Invoice);
            await csv.EndRecordAsync(CancellationToken.None);
        }

        await csv.FlushAsync(CancellationToken.None);
    }

    private static void Write(CsvWriter csv, Invoice invoice)
    {
        InvoiceProgress sums = InvoiceProgress.Of(invoice);
        bool isBack = invoice.Kind is InvoiceKind.CreditNote;
        decimal? tax = invoice.Totals.Vat ?? (sums.Net is null ? null : sums.Vat.Sum(static rate => rate.Amount));
        csv.WriteField(invoice.InvoiceNumber);
        csv.WriteField(invoice.PrintedNumber);
        csv.WriteField(invoice.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        csv.WriteField(string.Join(Many, invoice.PurchaseOrderNumbers));
        csv.WriteField(string.Join(Many, invoice.DistributorOrderNumbers));
        csv.WriteField(invoice.Currency);
        csv.WriteField(Signed(sums.Net, isBack));
        csv.WriteField(Signed(tax, isBack));
        csv.WriteField(Signed(sums.Due, isBack));
        csv.WriteField(invoice.IsPaid switch { true => "true", false => "false", null => null });
    }

    // Most distributors send the amounts of a credit note without a sign.
    private static decimal? Signed(decimal? amount, bool isBack) => isBack && amount is { } known ? -Math.Abs(known) : amount;
}
