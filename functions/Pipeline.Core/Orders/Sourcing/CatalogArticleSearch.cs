using Pipeline.Core.Catalog;

namespace Pipeline.Core.Orders.Sourcing;

/// <summary>Looks for articles in the catalogue.</summary>
public sealed class CatalogArticleSearch(CatalogReader reader) : IArticleSearch
{
    private const int Limit = 1000;

    /// <inheritdoc/>
    public Task<Money?> FindPriceAsync(string distributor, string sku, CancellationToken cancellationToken) =>
        reader.FindPriceAsync(distributor, sku, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CatalogEntry>> SearchAsync(CatalogQuery query, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(query, null, Limit, cancellationToken)).Items;
}
