using Pipeline.Core.Catalog;

namespace Pipeline.Core.Channels;

/// <summary>Which articles become listings of a store by themselves; what is empty or null does not restrict.</summary>
public sealed record StoreAssortment
{
    /// <summary>Codes of distributors.</summary>
    public IReadOnlyList<string> Distributors { get; init; } = [];

    /// <summary>Brands, compared without case.</summary>
    public IReadOnlyList<string> Brands { get; init; } = [];

    /// <summary>Codes or names of categories at any level, compared without case.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Lowest cost, included, in the article's currency.</summary>
    public decimal? CostFrom { get; init; }

    /// <summary>Highest cost, not included.</summary>
    public decimal? CostBelow { get; init; }

    /// <summary>Whether an article has to be in stock when it is listed; a listing stays when the stock is gone.</summary>
    public bool InStockOnly { get; init; }

    /// <summary>Whether an article has to have images and texts.</summary>
    public bool ContentDemanded { get; init; }

    /// <summary>Whether an article belongs to it. Articles without a GTIN, or that may not be offered, never do.</summary>
    public bool Takes(CatalogEntry article) =>
        article is { Sellable: true, Offered: true, Gtin: not null, Price: { } cost }
        && (Distributors.Count == 0 || Distributors.Contains(article.Distributor, StringComparer.Ordinal))
        && (Brands.Count == 0 || (article.Brand is { } brand && Brands.Contains(brand.Trim(), StringComparer.OrdinalIgnoreCase)))
        && (Categories.Count == 0 || article.Category.Any(level => IsIn(level.Code) || IsIn(level.Name)))
        && !(cost.Amount < CostFrom)
        && !(cost.Amount >= CostBelow)
        && (!InStockOnly || article.Stock.Unlimited || article.Stock.Available > 0)
        && (!ContentDemanded || article.Content is { Images.Count: > 0 });

    private bool IsIn(string? category) => category is not null && Categories.Contains(category.Trim(), StringComparer.OrdinalIgnoreCase);
}
