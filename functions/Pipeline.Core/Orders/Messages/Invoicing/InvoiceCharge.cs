namespace Pipeline.Core.Orders.Messages.Invoicing;

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
