using Pipeline.Core.Issues;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Pipeline.Core.Messages.Invoicing;

/// <summary>
/// A distributor's invoice or credit note; may bundle several orders, and may have charges only.
/// Not the legal document: keep the paper or PDF original.
/// </summary>
public sealed partial record Invoice : OrderMessage
{
    /// <summary>The distributor's number.</summary>
    public required string InvoiceNumber { get; init; }

    /// <summary>The number on the printed document where that is another one; else null.</summary>
    public string? PrintedNumber { get; init; }

    /// <summary>Whether the distributor says that it is paid in full; null when it says nothing of it.</summary>
    public bool? IsPaid { get; init; }

    /// <summary>Invoice or credit note.</summary>
    public required InvoiceKind Kind { get; init; }

    /// <summary>Our account at the distributor, or null; part of the key.</summary>
    public string? AccountNumber { get; init; }

    /// <summary>Day of the invoice, or null.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Day the payment is due, or null (the published example is a 31 February).</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>Payment terms as sent, or null.</summary>
    public string? TermsCode { get; init; }

    /// <summary>Our numbers of the orders it bundles.</summary>
    public IReadOnlyList<string> PurchaseOrderNumbers { get; init; } = [];

    /// <summary>The distributor's numbers of the orders it bundles.</summary>
    public IReadOnlyList<string> DistributorOrderNumbers { get; init; } = [];

    /// <summary>The shipments it bills.</summary>
    public IReadOnlyList<string> DespatchAdviceNumbers { get; init; } = [];

    /// <summary>VAT number as sent, or null.</summary>
    public string? VatNumber { get; init; }

    /// <summary>Currency after mapping (the manual calls countries currencies), or null.</summary>
    public string? Currency { get; init; }

    /// <summary>Lines; empty on an invoice of charges only.</summary>
    public IReadOnlyList<InvoiceLine> Lines { get; init; } = [];

    /// <summary>Freight, levies, fees, discounts.</summary>
    public IReadOnlyList<InvoiceCharge> Charges { get; init; } = [];

    /// <summary>VAT, one entry per rate.</summary>
    public IReadOnlyList<VatAmount> Vat { get; init; } = [];

    /// <summary>Totals as sent.</summary>
    public InvoiceTotals Totals { get; init; } = InvoiceTotals.None;

    /// <summary>Issues that keep it from being added up, compared and posted: all but a reference that is missing from its head.</summary>
    [JsonIgnore]
    public IEnumerable<Issue> UnreadFigures => (Issues ?? [])
        .Where(static issue => issue.Code != IssueCodes.FieldMissing || (issue.Where is { } where && Part().IsMatch(where)));

    /// <inheritdoc/>
    public override string DocumentKey => $"invoice/{AccountNumber}/{InvoiceNumber}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> Orders => PurchaseOrderNumbers;

    /// <summary>The number of a repeated part in the place of an issue.</summary>
    [GeneratedRegex(@"\[\d+\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Part();
}

/// <summary>What an <see cref="Invoice"/> message is.</summary>
public enum InvoiceKind
{
    /// <summary>A code the profile does not map; counts as an invoice and is reported.</summary>
    Unknown,

    /// <summary>We owe.</summary>
    Invoice,

    /// <summary>We get back; amounts as sent, usually positive.</summary>
    CreditNote,
}

/// <summary>Totals of an <see cref="Invoice"/> as sent; nothing is computed.</summary>
public sealed record InvoiceTotals
{
    /// <summary>No totals.</summary>
    public static InvoiceTotals None { get; } = new();

    /// <summary>To be paid, with VAT; or null.</summary>
    public decimal? Due { get; init; }

    /// <summary>Sum of the lines, without charges and VAT; or null.</summary>
    public decimal? Lines { get; init; }

    /// <summary>Sum of the discounts, or null.</summary>
    public decimal? Discount { get; init; }

    /// <summary>Sum of the charges, or null.</summary>
    public decimal? Charges { get; init; }

    /// <summary>Taxable amount with charges, or null.</summary>
    public decimal? Taxable { get; init; }

    /// <summary>VAT, or null.</summary>
    public decimal? Vat { get; init; }

    /// <summary>Taxable amount as the final block states it: may leave out handling fees; or null.</summary>
    public decimal? FinalTaxable { get; init; }

    /// <summary>Number of lines the sender counted, or null.</summary>
    public int? LineCount { get; init; }

    /// <summary>Pieces the sender counted, or null.</summary>
    public int? Quantity { get; init; }
}

/// <summary>A charge or discount on an <see cref="Invoice"/>.</summary>
public sealed record InvoiceCharge
{
    /// <summary>FREIGHT, COPY_LEVY, RECYCLING_FEE, BATTERY_FEE, REPRO_LEVY, HANDLING, INSURANCE, DISCOUNT, or another word as sent.</summary>
    public required string Type { get; init; }

    /// <summary>National scheme, for example <c>ECO-DEEE</c>; or null.</summary>
    public string? Scheme { get; init; }

    /// <summary>The invoice line it belongs to, as sent; null when it belongs to the whole.</summary>
    public string? LineNumber { get; init; }

    /// <summary>Description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Net amount; a discount is negative or typed DISCOUNT.</summary>
    public decimal Amount { get; init; }

    /// <summary>VAT rate in percent, or null.</summary>
    public decimal? VatRatePercent { get; init; }

    /// <summary>VAT of the charge, or null.</summary>
    public decimal? VatAmount { get; init; }
}
