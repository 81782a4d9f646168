using System.Text.Json.Serialization;

namespace Pipeline.Core.Orders.Messages.Invoicing;

/// <summary>
/// A distributor's invoice or credit note; may bundle several orders, and may have charges only.
/// Not the legal document: keep the paper or PDF original.
/// </summary>
public sealed record Invoice : OrderMessage
{
    /// <summary>The distributor's number.</summary>
    public required string InvoiceNumber { get; init; }

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

    /// <inheritdoc/>
    public override string DocumentKey => $"invoice/{AccountNumber}/{InvoiceNumber}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> Orders => PurchaseOrderNumbers;
}
