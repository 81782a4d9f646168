using Pipeline.Core.Audit;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Records;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Invoices;

/// <summary>A part of the list of invoices.</summary>
/// <param name="Rows">The invoices.</param>
/// <param name="Filters">The filters.</param>
/// <param name="Cursor">Where the part begins, or null.</param>
/// <param name="Next">Where the next begins, or null.</param>
/// <param name="AreDiffering">Whether only those are listed that do not match.</param>
public sealed record InvoiceListModel(IReadOnlyList<InvoiceRow> Rows, Filters Filters, string? Cursor, string? Next, bool AreDiffering);

/// <summary>An invoice in the list.</summary>
/// <param name="Record">What is stored.</param>
/// <param name="Partner">What people call its sender.</param>
public sealed record InvoiceRow(InvoiceRecord Record, string Partner)
{
    /// <summary>What it comes to; the amounts of a credit note as sent.</summary>
    public InvoiceProgress Sums { get; } = InvoiceProgress.Of(Record.Invoice);

    /// <summary>Result of the comparison: <c>ok</c>, <c>differs</c>, <c>accepted</c>, <c>unknown</c>.</summary>
    public string Match => Record switch
    {
        { Invoice.Kind: InvoiceKind.Unknown } => "unknown",
        { Differences.Count: 0 } => "ok",
        { Decision.IsAccepted: true } => "accepted",
        _ => "differs",
    };

    /// <summary>Colour of the result.</summary>
    public BadgeState Colour => Match switch
    {
        "ok" or "accepted" => BadgeState.Ok,
        "differs" => BadgeState.Bad,
        _ => BadgeState.Wait,
    };

    /// <summary>VAT; null where an amount could not be read.</summary>
    public decimal? Vat => Record.Invoice.Totals.Vat ?? (Sums.Net is null ? null : Sums.Vat.Sum(static rate => rate.Amount));
}

/// <summary>One invoice.</summary>
/// <param name="Row">What it is.</param>
/// <param name="Differences">What differs.</param>
/// <param name="People">What people did about it, latest first.</param>
public sealed record InvoiceModel(InvoiceRow Row, IReadOnlyList<InvoiceDifference> Differences, Panel<IReadOnlyList<AuditEntry>> People);

/// <summary>One difference.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Text">What differs, in a sentence.</param>
/// <param name="Expected">What was ordered, confirmed or despatched; or null.</param>
/// <param name="Billed">What the invoice says, or null.</param>
public sealed record InvoiceDifference(string Code, string Text, string? Expected, string? Billed);
