using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Records;
using Pipeline.Functions.Orders.Views;

namespace Pipeline.Functions.Invoices;

/// <summary>An invoice or credit note as an ERP takes it over. Not the legal document: keep the paper or PDF original.</summary>
public sealed record InvoiceView
{
    /// <summary>Our id: the same for every version of the document.</summary>
    public required string Id { get; init; }

    /// <summary>Who sent it.</summary>
    public required string Distributor { get; init; }

    /// <summary>The distributor's number.</summary>
    public required string InvoiceNumber { get; init; }

    /// <summary>The number on the printed document where that is another one; else null.</summary>
    public required string? PrintedNumber { get; init; }

    /// <summary>Invoice or credit note.</summary>
    public required InvoiceKind Kind { get; init; }

    /// <summary>Day of the invoice, or null.</summary>
    public required DateOnly? Date { get; init; }

    /// <summary>Day the payment is due, or null.</summary>
    public required DateOnly? DueDate { get; init; }

    /// <summary>Payment terms as sent, or null.</summary>
    public required string? Terms { get; init; }

    /// <summary>Our account, or null.</summary>
    public required string? AccountNumber { get; init; }

    /// <summary>VAT number as sent, or null.</summary>
    public required string? VatNumber { get; init; }

    /// <summary>ISO 4217 code, or null.</summary>
    public required string? Currency { get; init; }

    /// <summary>Our numbers of the orders it bundles.</summary>
    public required IReadOnlyList<string> PurchaseOrderNumbers { get; init; }

    /// <summary>The distributor's numbers of the orders it bundles.</summary>
    public required IReadOnlyList<string> DistributorOrderNumbers { get; init; }

    /// <summary>The shipments it bills.</summary>
    public required IReadOnlyList<string> DespatchAdviceNumbers { get; init; }

    /// <summary>Lines; empty on an invoice of charges only.</summary>
    public required IReadOnlyList<InvoiceLineView> Lines { get; init; }

    /// <summary>Freight, levies, fees, discounts.</summary>
    public required IReadOnlyList<InvoiceChargeView> Charges { get; init; }

    /// <summary>Lines and charges without VAT.</summary>
    public required decimal? Net { get; init; }

    /// <summary>VAT by rate.</summary>
    public required IReadOnlyList<VatView> Vat { get; init; }

    /// <summary>To be paid.</summary>
    public required decimal? Due { get; init; }

    /// <summary>Whether the distributor says that it is paid in full; null when it says nothing of it.</summary>
    public required bool? Paid { get; init; }

    /// <summary>Totals as sent; nothing is computed.</summary>
    public required InvoiceTotals Totals { get; init; }

    /// <summary>Whether it may be posted: order, delivery and invoice agree within the tolerances, or a person has accepted where they do not.</summary>
    public required bool Postable { get; init; }

    /// <summary>Where they do not agree.</summary>
    public required IReadOnlyList<IssueView> Differences { get; init; }

    /// <summary>What a person decided about them; null while nobody has.</summary>
    public required InvoiceDecision? Decision { get; init; }

    /// <summary>Paths of the orders it bills.</summary>
    public required IReadOnlyList<string> Orders { get; init; }

    /// <summary>Path of the raw message, or null.</summary>
    public required string? Exchange { get; init; }

    /// <summary>When this version was stored.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    internal static InvoiceView Of(InvoiceRecord record)
    {
        Invoice invoice = record.Invoice;
        InvoiceProgress sums = InvoiceProgress.Of(invoice);
        return new InvoiceView
        {
            Id = record.Id,
            Distributor = record.Distributor,
            InvoiceNumber = invoice.InvoiceNumber,
            PrintedNumber = invoice.PrintedNumber,
            Kind = invoice.Kind,
            Date = invoice.Date,
            DueDate = invoice.DueDate,
            Terms = invoice.TermsCode,
            AccountNumber = invoice.AccountNumber,
            VatNumber = invoice.VatNumber,
            Currency = invoice.Currency,
            PurchaseOrderNumbers = invoice.PurchaseOrderNumbers,
            DistributorOrderNumbers = invoice.DistributorOrderNumbers,
            DespatchAdviceNumbers = invoice.DespatchAdviceNumbers,
            Lines = [.. invoice.Lines.Select(InvoiceLineView.Of)],
            Charges = [.. invoice.Charges.Select(InvoiceChargeView.Of)],
            Net = sums.Net,
            Vat = [.. sums.Vat.Select(VatView.Of)],
            Due = sums.Due,
            Paid = invoice.IsPaid,
            Totals = invoice.Totals,
            Postable = record.IsPostable,
            Differences = [.. record.Differences.Select(IssueView.Of)],
            Decision = record.Decision,
            Orders = [.. record.OrderIds.Select(static id => $"/api/orders/{id}")],
            Exchange = record.ExchangeId is { } exchange ? $"/api/exchanges/{exchange}" : null,
            ChangedAt = record.ChangedAt,
        };
    }
}

/// <summary>A line of an invoice as sent.</summary>
/// <param name="LineNumber">Line number as sent: ours, or the distributor's own; or null.</param>
/// <param name="PurchaseOrderNumber">Our number of the order, where it is sent per line; or null.</param>
/// <param name="Sku">The distributor's article number, or null.</param>
/// <param name="Gtin">EAN or UPC, or null.</param>
/// <param name="Mpn">The maker's part number, or null.</param>
/// <param name="Description">Description, or null.</param>
/// <param name="Quantity">Pieces billed or credited; null where they could not be read.</param>
/// <param name="UnitPrice">Net price per piece, or null.</param>
/// <param name="Amount">Net amount, or null.</param>
/// <param name="VatRate">VAT rate in percent, or null.</param>
/// <param name="VatAmount">VAT, or null.</param>
/// <param name="SerialNumbers">Serial numbers.</param>
public sealed record InvoiceLineView(
    string? LineNumber,
    string? PurchaseOrderNumber,
    string? Sku,
    string? Gtin,
    string? Mpn,
    string? Description,
    int? Quantity,
    decimal? UnitPrice,
    decimal? Amount,
    decimal? VatRate,
    decimal? VatAmount,
    IReadOnlyList<string> SerialNumbers)
{
    internal static InvoiceLineView Of(InvoiceLine line) => new(
        line.LineNumber ?? line.DistributorLineNumber?.ToString(),
        line.PurchaseOrderNumber,
        line.Sku?.AsCompared,
        line.Gtin,
        line.ManufacturerPartNumber,
        line.Description,
        line.IsUnsure is true ? null : line.Quantity,
        line.UnitPrice,
        line.Amount,
        line.VatRatePercent,
        line.VatAmount,
        line.SerialNumbers);
}

/// <summary>Freight, levy, fee or discount of an invoice.</summary>
/// <param name="Type">FREIGHT, COPY_LEVY, RECYCLING_FEE and the like, as sent.</param>
/// <param name="Scheme">National scheme, or null.</param>
/// <param name="LineNumber">The line it belongs to, or null for the whole.</param>
/// <param name="Description">Description, or null.</param>
/// <param name="Amount">Net amount.</param>
/// <param name="VatRate">VAT rate in percent, or null.</param>
/// <param name="VatAmount">VAT, or null.</param>
public sealed record InvoiceChargeView(
    string Type, string? Scheme, string? LineNumber, string? Description, decimal Amount, decimal? VatRate, decimal? VatAmount)
{
    internal static InvoiceChargeView Of(InvoiceCharge charge) => new(
        charge.Type, charge.Scheme, charge.LineNumber, charge.Description, charge.Amount, charge.VatRatePercent, charge.VatAmount);
}
