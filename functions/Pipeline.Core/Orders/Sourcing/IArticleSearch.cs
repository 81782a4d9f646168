using Pipeline.Core.Catalog;

namespace Pipeline.Core.Orders.Sourcing;

/// <summary>Looks for what can be bought.</summary>
public interface IArticleSearch
{
    /// <summary>Our price of one article of one distributor, or null when no price file has named one.</summary>
    Task<Money?> FindPriceAsync(string distributor, string sku, CancellationToken cancellationToken);

    /// <summary>The articles of all distributors with a GTIN or a manufacturer part number.</summary>
    Task<IReadOnlyList<CatalogEntry>> SearchAsync(CatalogQuery query, CancellationToken cancellationToken);
}
