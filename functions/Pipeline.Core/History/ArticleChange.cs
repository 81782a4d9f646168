namespace Pipeline.Core.History;

/// <summary>A change of price or stock of one article, by one accepted file.</summary>
public sealed record ArticleChange
{
    /// <summary>Article number as compared.</summary>
    public required string Sku { get; init; }

    /// <summary>When the file began to be applied, UTC, whole seconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The execution that applied it.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>Net purchase price after and before, or null when the file did not change it.</summary>
    public PriceChange? Price { get; init; }

    /// <summary>Pieces in all warehouses after and before, or null when the file did not change them.</summary>
    public StockChange? Stock { get; init; }
}

/// <summary>A change of price.</summary>
/// <param name="Before">Before; null when there was none.</param>
/// <param name="After">After; null when there is none any more.</param>
/// <param name="Currency">ISO 4217; null when not known.</param>
public sealed record PriceChange(decimal? Before, decimal? After, string? Currency);

/// <summary>A change of stock, in pieces.</summary>
/// <param name="Before">Before; null when nothing was said.</param>
/// <param name="After">After; null when nothing is said any more.</param>
public sealed record StockChange(int? Before, int? After);
