namespace Pipeline.Core.Orders.Messages.Invoicing;

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
