using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds;
using Pipeline.Storage.Catalog.Index;

namespace Pipeline.Storage.Catalog;

/// <summary>The catalogue in Table storage; keys as in <see cref="CatalogKeys"/>.</summary>
public sealed class CatalogStore(CatalogTables tables) : ICatalogStore
{
    private readonly CatalogIndex byGtin = new(tables.ByGtin);
    private readonly CatalogIndex byMpn = new(tables.ByMpn);

    /// <inheritdoc/>
    public ICatalogImport BeginImport(CatalogWrite write) => new CatalogImport(tables, write);

    /// <inheritdoc/>
    public async Task<int> ExpireAbsentAsync(FeedId feed, long sequence, CancellationToken cancellationToken)
    {
        const int FilesMissed = 3;
        if (feed.Kind is FeedKind.Category || sequence < FilesMissed)
        {
            return 0;
        }

        await tables.CreateAsync(cancellationToken);
        int expired = 0;
        string last = CatalogKeys.AbsentRow(sequence - FilesMissed + 2, string.Empty);
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {CatalogKeys.AbsentPartition(feed)} and RowKey lt {last}");
        await foreach (TableEntity entry in tables.Absent.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            expired += await ExpireAsync(feed, sequence, entry, cancellationToken) ? 1 : 0;
            _ = await tables.Absent.DeleteEntityAsync(
                entry.PartitionKey, entry.RowKey, ETag.All, cancellationToken);
        }

        return expired;
    }

    /// <inheritdoc/>
    public async Task<CatalogRow?> FindAsync(string distributor, string sku, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await tables.Rows.GetEntityIfExistsAsync<TableEntity>(
            CatalogKeys.Partition(distributor, sku), CatalogKeys.Row(sku), cancellationToken: cancellationToken);
        return found.HasValue ? CatalogColumns.Read(found.Value!) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CatalogRow>> FindByGtinAsync(string gtin, CancellationToken cancellationToken)
    {
        IReadOnlyList<CatalogRow> rows = await FindByKeyAsync(byGtin, gtin, cancellationToken);
        return [.. rows.Where(row => row.Price?.Gtin == gtin)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CatalogRow>> FindByMpnAsync(string mpn, CancellationToken cancellationToken)
    {
        string key = CatalogKeys.MpnKey(mpn);
        IReadOnlyList<CatalogRow> rows = await FindByKeyAsync(byMpn, key, cancellationToken);
        return [.. rows.Where(row => row.Price?.Mpn is { } known && CatalogKeys.MpnKey(known) == key)];
    }

    /// <inheritdoc/>
    public async Task<Core.Page<CatalogRow>> ReadPageAsync(
        string? distributor, DateTimeOffset? changedSince, string? next, int limit, CancellationToken cancellationToken)
    {
        string filter = Filter(distributor, changedSince);
        AsyncPageable<TableEntity> query = tables.Rows.QueryAsync<TableEntity>(
            filter.Length == 0 ? null : filter, maxPerPage: limit, cancellationToken: cancellationToken);
        try
        {
            await foreach (Page<TableEntity> page in query.AsPages(next, limit))
            {
                return new Core.Page<CatalogRow>([.. page.Values.Select(CatalogColumns.Read)], page.ContinuationToken);
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // No file has been imported yet: the table does not exist.
        }

        return new Core.Page<CatalogRow>([], null);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CategoryPath>> ReadCategoriesAsync(
        string distributor, CancellationToken cancellationToken)
    {
        var paths = new List<CategoryPath>();
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Escape(distributor)}");
        try
        {
            await foreach (TableEntity entity in tables.Categories.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            {
                paths.Add(CategoryColumns.Read(entity));
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // No category file has been imported yet.
        }

        return paths;
    }

    private static string Filter(string? distributor, DateTimeOffset? changedSince)
    {
        var terms = new List<string>();
        if (distributor is not null)
        {
            string first = CatalogKeys.Partition(distributor, 0);
            string last = CatalogKeys.Partition(distributor, Buckets.Count - 1);
            terms.Add(TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey le {last}"));
        }

        if (changedSince is { } since)
        {
            terms.Add(TableClient.CreateQueryFilter($"Timestamp ge {since}"));
        }

        return string.Join(" and ", terms);
    }

    private async Task<bool> ExpireAsync(
        FeedId feed, long sequence, TableEntity entry, CancellationToken cancellationToken)
    {
        string sku = entry.GetString("Sku")!;
        NullableResponse<TableEntity> found = await tables.Rows.GetEntityIfExistsAsync<TableEntity>(
            CatalogKeys.Partition(feed.Distributor, sku), CatalogKeys.Row(sku), cancellationToken: cancellationToken);
        bool price = feed.Kind is FeedKind.Price;
        if (!found.HasValue
            || (price ? PriceColumns.AbsentSince(found.Value!) : StockColumns.AbsentSince(found.Value!)) != entry.GetInt64("Since"))
        {
            return false;
        }

        var change = new TableEntity(found.Value!.PartitionKey, found.Value.RowKey);
        if (price)
        {
            PriceColumns.Expire(change, sequence);
        }
        else
        {
            StockColumns.Expire(change, sequence);
        }

        _ = await tables.Rows.UpsertEntityAsync(change, TableUpdateMode.Merge, cancellationToken);
        return true;
    }

    private async Task<IReadOnlyList<CatalogRow>> FindByKeyAsync(
        CatalogIndex index, string key, CancellationToken cancellationToken)
    {
        var rows = new List<CatalogRow>();
        foreach (IndexEntry entry in await index.FindAsync(key, cancellationToken))
        {
            if (await FindAsync(entry.Distributor, entry.Sku, cancellationToken) is { } row)
            {
                rows.Add(row);
            }
        }

        return rows;
    }
}
