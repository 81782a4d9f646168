using Pipeline.Core.Catalog;
using Pipeline.Core.Orders.Sourcing;

namespace Pipeline.Faults.Orders;

/// <summary>An empty catalogue: what is ordered by the distributor's number is bought at the live price, all else is unknown.</summary>
internal sealed class NoArticles : IArticleSearch
{
    public Task<Money?> FindPriceAsync(string distributor, string sku, CancellationToken cancellationToken) =>
        Task.FromResult<Money?>(null);

    public Task<IReadOnlyList<CatalogEntry>> SearchAsync(CatalogQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CatalogEntry>>([]);
}
