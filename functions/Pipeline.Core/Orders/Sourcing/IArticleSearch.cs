using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Joining;

namespace Pipeline.Core.Orders.Sourcing;

/// <summary>Looks for what can be bought.</summary>
public interface IArticleSearch
{
    /// <summary>One article of one distributor, or null when no file has named it.</summary>
    Task<CatalogEntry?> FindAsync(string distributor, string sku, CancellationToken cancellationToken);

    /// <summary>The articles of all distributors that are the product with a GTIN or a manufacturer part number.</summary>
    Task<FoundProducts> SearchAsync(CatalogQuery query, CancellationToken cancellationToken);
}
