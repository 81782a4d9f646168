namespace Pipeline.Core.Catalog;

/// <summary>What the whole catalogue of one distributor has in common at the moment of reading.</summary>
public sealed record DistributorContext
{
    /// <summary>Time of the last accepted price file, or null.</summary>
    public DateTimeOffset? PriceFileTime { get; init; }

    /// <summary>Time of the last accepted stock file, or null.</summary>
    public DateTimeOffset? StockFileTime { get; init; }

    /// <summary>Whether available stock includes the central warehouse.</summary>
    public bool IncludeCentral { get; init; }

    /// <summary>The categories that the distributor's category files named.</summary>
    public CategoryTree Categories { get; init; } = CategoryTree.Empty;
}
