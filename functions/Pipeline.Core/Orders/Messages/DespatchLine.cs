using Pipeline.Core.Catalog;

namespace Pipeline.Core.Orders.Messages;

/// <summary>What of a line is in one carton of a <see cref="DespatchAdvice"/>.</summary>
public sealed record DespatchLine
{
    /// <summary>Our line number (only in C1), or null.</summary>
    public LineNumber? LineNumber { get; init; }

    /// <summary>The distributor's line number, or null.</summary>
    public DistributorLineNumber? DistributorLineNumber { get; init; }

    /// <summary>The article, or null.</summary>
    public DistributorSku? Sku { get; init; }

    /// <summary>Pieces in the carton.</summary>
    public int Quantity { get; init; }

    /// <summary>EAN or UPC as sent, or null.</summary>
    public string? Gtin { get; init; }

    /// <summary>The maker's part number, or null.</summary>
    public string? ManufacturerPartNumber { get; init; }

    /// <summary>Description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Serial numbers in the order sent; empty elements are left out.</summary>
    public IReadOnlyList<string> SerialNumbers { get; init; } = [];

    /// <summary>Tracking numbers of the carton; empty when the carrier gives none.</summary>
    public IReadOnlyList<Tracking> Tracking { get; init; } = [];
}
