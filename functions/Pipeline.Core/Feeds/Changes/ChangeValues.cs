using Pipeline.Core.Catalog;

namespace Pipeline.Core.Feeds.Changes;

/// <summary>What a file says of an article or category; null members did not change, or the file does not state them.</summary>
/// <remarks>
/// Stock is that of the file. What may be promised of it is decided when the catalogue is read, from both files
/// (<see cref="CatalogMerge"/>).
/// </remarks>
public sealed record ChangeValues
{
    /// <summary>Net purchase price per unit.</summary>
    public decimal? Price { get; init; }

    /// <summary>Its currency, ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>Pieces in the country's warehouse.</summary>
    public int? Local { get; init; }

    /// <summary>Pieces in the central warehouse.</summary>
    public int? Central { get; init; }

    /// <summary>Whether the article is active.</summary>
    public bool? Active { get; init; }

    /// <summary>Whether it can be sold.</summary>
    public bool? Sellable { get; init; }

    /// <summary>Why not: <c>NO_PRICE</c>, <c>ZERO_PRICE</c> or <c>INACTIVE</c>.</summary>
    public string? NotSellableReason { get; init; }

    /// <summary>Levels of the category.</summary>
    public IReadOnlyList<Category>? Levels { get; init; }
}
