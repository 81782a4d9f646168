using Pipeline.Core.Catalog;

namespace Pipeline.Core.Messages.Invoicing;

/// <summary>One line of an <see cref="Invoice"/>.</summary>
public sealed record InvoiceLine
{
    /// <summary>The line number as sent: ours if the distributor knows it, else its own. Only the SKU tells which.</summary>
    public string? LineNumber { get; init; }

    /// <summary>The distributor's line number where it is sent beside ours, or null.</summary>
    public DistributorLineNumber? DistributorLineNumber { get; init; }

    /// <summary>Our number of the order, where a profile sends it per line; or null.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>The article, or null.</summary>
    public DistributorSku? Sku { get; init; }

    /// <summary>True when a number or a code of it could not be read, so that nothing is concluded from it; else null.</summary>
    public bool? IsUnsure { get; init; }

    /// <summary>Pieces billed (or credited).</summary>
    public int Quantity { get; init; }

    /// <summary>EAN or UPC as sent, or null.</summary>
    public string? Gtin { get; init; }

    /// <summary>The maker's part number, or null.</summary>
    public string? ManufacturerPartNumber { get; init; }

    /// <summary>Description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Serial numbers in the order sent; must equal the despatched ones.</summary>
    public IReadOnlyList<string> SerialNumbers { get; init; } = [];

    /// <summary>Net price per piece, or null.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>Net amount of the line, or null.</summary>
    public decimal? Amount { get; init; }

    /// <summary>VAT rate in percent, or null (not in the published schema).</summary>
    public decimal? VatRatePercent { get; init; }

    /// <summary>VAT of the line, or null.</summary>
    public decimal? VatAmount { get; init; }
}
