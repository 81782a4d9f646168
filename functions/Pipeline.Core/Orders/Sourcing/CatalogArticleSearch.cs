using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Joining;

namespace Pipeline.Core.Orders.Sourcing;

/// <summary>Looks for articles in the catalogue.</summary>
public sealed class CatalogArticleSearch(CatalogReader reader, ProductSearch products) : IArticleSearch
{
    /// <inheritdoc/>
    public async Task<CatalogEntry?> FindAsync(string distributor, string sku, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(new CatalogQuery { Distributor = distributor, Sku = sku }, null, 1, cancellationToken)).Items is [{ } found, ..] ? found : null;

    /// <inheritdoc/>
    public Task<FoundProducts> SearchAsync(CatalogQuery query, CancellationToken cancellationToken) => products.FindAsync(query, cancellationToken);
}
