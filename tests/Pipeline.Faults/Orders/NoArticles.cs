using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Joining;
using Pipeline.Core.Orders.Sourcing;

namespace Pipeline.Faults.Orders;

/// <summary>An empty catalogue: what is ordered by the distributor's number is bought at the live price, all else is unknown.</summary>
internal sealed class NoArticles : IArticleSearch
{
    public Task<CatalogEntry?> FindAsync(string distributor, string sku, CancellationToken cancellationToken) =>
        Task.FromResult<CatalogEntry?>(null);

    public Task<FoundProducts> SearchAsync(CatalogQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(new FoundProducts([], ProductJoin.Of([])));
}
