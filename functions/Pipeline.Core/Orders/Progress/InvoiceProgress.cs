using Pipeline.Core.Orders.Messages.Invoicing;

namespace Pipeline.Core.Orders.Progress;

/// <summary>One invoice or credit note that names the purchase order: the latest version.</summary>
public sealed record InvoiceProgress
{
    /// <summary>The distributor's number.</summary>
    public required string InvoiceNumber { get; init; }

    /// <summary>Invoice or credit note.</summary>
    public required InvoiceKind Kind { get; init; }

    /// <summary>Day of the invoice, or null.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>ISO 4217 code, or null.</summary>
    public string? Currency { get; init; }

    /// <summary>Lines and charges without VAT, of the whole invoice also when it bundles several orders.</summary>
    public required decimal Net { get; init; }

    /// <summary>VAT by rate: as sent, else computed by rate and rounded half away from zero.</summary>
    public required IReadOnlyList<VatAmount> Vat { get; init; }

    /// <summary>To be paid: as sent, else net and VAT.</summary>
    public required decimal Due { get; init; }

    /// <summary>Sums up an invoice.</summary>
    public static InvoiceProgress Of(Invoice invoice) => InvoiceLines.Summarise(invoice);
}
