using Pipeline.Core;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Storage.Tests.Changes;

/// <summary>A catalogue without rows that remembers which ones were asked for.</summary>
internal sealed class AskedRows(ICatalogStore store) : ICatalogStore
{
    public List<string> Skus { get; } = [];

    /// <summary>Most rows asked for at once.</summary>
    public int Most { get; private set; }

    public Task<IReadOnlyList<CatalogRow>> FindManyAsync(string distributor, IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        Skus.AddRange(skus);
        Most = Math.Max(Most, skus.Count);
        return Task.FromResult<IReadOnlyList<CatalogRow>>([]);
    }

    public ICatalogImport BeginImport(CatalogWrite write) => store.BeginImport(write);

    public IAsyncEnumerable<CatalogRow> ExpireAbsentAsync(FeedId feed, long sequence, CancellationToken cancellationToken) =>
        store.ExpireAbsentAsync(feed, sequence, cancellationToken);

    public Task ForgetExpiredAsync(FeedId feed, long sequence, CancellationToken cancellationToken) =>
        store.ForgetExpiredAsync(feed, sequence, cancellationToken);

    public Task<CatalogRow?> FindAsync(string distributor, string sku, CancellationToken cancellationToken) =>
        store.FindAsync(distributor, sku, cancellationToken);

    public Task<IReadOnlyList<CatalogRow>> FindByGtinAsync(string gtin, CancellationToken cancellationToken) =>
        store.FindByGtinAsync(gtin, cancellationToken);

    public Task<IReadOnlyList<CatalogRow>> FindByMpnAsync(string mpn, CancellationToken cancellationToken) =>
        store.FindByMpnAsync(mpn, cancellationToken);

    public Task<Page<CatalogRow>> ReadPageAsync(
        string? distributor, DateTimeOffset? changedSince, string? next, int limit, CancellationToken cancellationToken) =>
        store.ReadPageAsync(distributor, changedSince, next, limit, cancellationToken);

    public Task<IReadOnlyList<CategoryPath>> ReadCategoriesAsync(string distributor, CancellationToken cancellationToken) =>
        store.ReadCategoriesAsync(distributor, cancellationToken);
}
