using Pipeline.Core.Catalog;

namespace Pipeline.Core.Orders.Life;

/// <summary>Looks for what can be bought.</summary>
public interface IArticleSearch
{
    /// <summary>One article of one distributor, or null when no price file has named it.</summary>
    Task<CatalogEntry?> FindAsync(string distributor, string sku, CancellationToken cancellationToken);

    /// <summary>The articles of all distributors with a GTIN or a manufacturer part number.</summary>
    Task<IReadOnlyList<CatalogEntry>> SearchAsync(CatalogQuery query, CancellationToken cancellationToken);
}
