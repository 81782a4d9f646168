using Pipeline.Core.Catalog.Facts;
using System.Globalization;
using Pipeline.Core;
using Pipeline.Core.Catalog;

namespace Pipeline.Ops.Tests.Support;

/// <summary>Catalogue rows in memory, in the order in which they were put.</summary>
public sealed class MemoryCatalog : ICatalogStore
{
    public List<CatalogRow> Rows { get; } = [];

    public ICatalogImport BeginImport(CatalogWrite write) => throw new NotSupportedException();

    public IAsyncEnumerable<CatalogRow> ExpireAbsentAsync(FeedId feed, long sequence, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ForgetExpiredAsync(FeedId feed, long sequence, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<CatalogRow?> FindAsync(string distributor, string sku, CancellationToken cancellationToken) =>
        Task.FromResult(Rows.Find(row => row.Distributor == distributor && row.Sku == sku));

    public Task<IReadOnlyList<CatalogRow>> FindManyAsync(string distributor, IReadOnlyList<string> skus, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CatalogRow>>([.. Rows.Where(row => row.Distributor == distributor && skus.Contains(row.Sku))]);

    public Task<IReadOnlyList<CatalogRow>> FindByGtinAsync(string gtin, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CatalogRow>>([.. Rows.Where(row => row.Product?.Gtin == gtin)]);

    public Task<IReadOnlyList<CatalogRow>> FindByMpnAsync(string mpn, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CatalogRow>>([.. Rows.Where(row => row.Product?.Mpn == mpn)]);

    public Task<Page<CatalogRow>> ReadPageAsync(string? distributor, DateTimeOffset? changedSince, string? next, int limit, CancellationToken cancellationToken)
    {
        CatalogRow[] all = [.. Rows.Where(row => distributor is null || row.Distributor == distributor)];
        int start = next is null ? 0 : int.Parse(next, CultureInfo.InvariantCulture);
        return Task.FromResult(new Page<CatalogRow>([.. all.Skip(start).Take(limit)], all.Length > start + limit ? $"{start + limit}" : null));
    }

    public Task<IReadOnlyList<CategoryPath>> ReadCategoriesAsync(string distributor, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CategoryPath>>([]);
}
