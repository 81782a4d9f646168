using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Storage.Catalog.Columns;
using Pipeline.Storage.Catalog.Index;

namespace Pipeline.Storage.Catalog;

/// <summary>The catalogue in Table storage; keys as in <see cref="CatalogKeys"/>.</summary>
public sealed class CatalogStore(CatalogTables tables) : ICatalogStore
{
    // Above so many in one partition it is read through instead.
    private const int SingleReads = 100;
    private const int ReadsAtOnce = 16;

    private readonly CatalogIndex byGtin = new(tables.ByGtin);
    private readonly CatalogIndex byMpn = new(tables.ByMpn);

    /// <inheritdoc/>
    public ICatalogImport BeginImport(CatalogWrite write) => new CatalogImport(tables, write);

    /// <inheritdoc/>
    public async IAsyncEnumerable<CatalogRow> ExpireAbsentAsync(
        FeedId feed, long sequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (TableEntity entry in AbsentForLongAsync(feed, sequence, cancellationToken))
        {
            if (await ExpireAsync(feed, sequence, entry, cancellationToken) is { } row)
            {
                yield return row;
            }
        }
    }

    /// <inheritdoc/>
    public async Task ForgetExpiredAsync(FeedId feed, long sequence, CancellationToken cancellationToken)
    {
        await foreach (TableEntity entry in AbsentForLongAsync(feed, sequence, cancellationToken))
        {
            _ = await tables.Absent.DeleteEntityAsync(entry.PartitionKey, entry.RowKey, ETag.All, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<CatalogRow?> FindAsync(string distributor, string sku, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await tables.Rows.GetEntityIfExistsAsync<TableEntity>(
            CatalogKeys.Partition(distributor, sku), CatalogKeys.Row(sku), cancellationToken: cancellationToken);
        return found.HasValue ? CatalogColumns.Read(found.Value!) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CatalogRow>> FindManyAsync(
        string distributor, IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var found = new ConcurrentDictionary<string, CatalogRow>(StringComparer.Ordinal);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken };
        foreach (IGrouping<string, string> own in skus.GroupBy(sku => CatalogKeys.Partition(distributor, sku), StringComparer.Ordinal)
            .Where(static own => own.Count() > SingleReads))
        {
            await ReadPartitionAsync(own, found, cancellationToken);
        }

        await Parallel.ForEachAsync(skus.Where(sku => !found.ContainsKey(sku)), parallel, async (sku, token) =>
        {
            if (await FindAsync(distributor, sku, token) is { } row)
            {
                found[sku] = row;
            }
        });
        return [.. skus.Select(sku => found.GetValueOrDefault(sku)).OfType<CatalogRow>()];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CatalogRow>> FindByGtinAsync(string gtin, CancellationToken cancellationToken)
    {
        IReadOnlyList<CatalogRow> rows = await FindByKeyAsync(byGtin, gtin, cancellationToken);
        return [.. rows.Where(row => row.Product?.Gtin == gtin)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CatalogRow>> FindByMpnAsync(string mpn, CancellationToken cancellationToken)
    {
        string key = CatalogKeys.MpnKey(mpn);
        IReadOnlyList<CatalogRow> rows = await FindByKeyAsync(byMpn, key, cancellationToken);
        return [.. rows.Where(row => row.Product?.Mpn is { } known && CatalogKeys.MpnKey(known) == key)];
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

    private async Task ReadPartitionAsync(
        IGrouping<string, string> skus, ConcurrentDictionary<string, CatalogRow> found, CancellationToken cancellationToken)
    {
        Dictionary<string, string> wanted = skus.ToDictionary(CatalogKeys.Row, StringComparer.Ordinal);
        string first = wanted.Keys.Min(StringComparer.Ordinal)!;
        string last = wanted.Keys.Max(StringComparer.Ordinal)!;
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {skus.Key} and RowKey ge {first} and RowKey le {last}");
        await foreach (TableEntity entity in tables.Rows.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (wanted.TryGetValue(entity.RowKey, out string? sku))
            {
                found[sku] = CatalogColumns.Read(entity);
            }
        }
    }

    private async IAsyncEnumerable<TableEntity> AbsentForLongAsync(
        FeedId feed, long sequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int FilesMissed = 3;
        if (feed.Kind is FeedKind.Category or FeedKind.Content || sequence < FilesMissed)
        {
            yield break;
        }

        await tables.CreateAsync(cancellationToken);
        string last = CatalogKeys.AbsentRow(sequence - FilesMissed + 2, string.Empty);
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {CatalogKeys.AbsentPartition(feed)} and RowKey lt {last}");
        await foreach (TableEntity entry in tables.Absent.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return entry;
        }
    }

    /// <summary>Marks a row that has been absent for too long.</summary>
    /// <returns>The row as it was, or null when it is not marked by this file: its article has come back, or another file has marked it.</returns>
    private async Task<CatalogRow?> ExpireAsync(
        FeedId feed, long sequence, TableEntity entry, CancellationToken cancellationToken)
    {
        string sku = entry.GetString("Sku")!;
        NullableResponse<TableEntity> found = await tables.Rows.GetEntityIfExistsAsync<TableEntity>(
            CatalogKeys.Partition(feed.Distributor, sku), CatalogKeys.Row(sku), cancellationToken: cancellationToken);
        ListState state = ListState.Of(feed.Kind);
        if (!found.HasValue || state.AbsentSince(found.Value!) != entry.GetInt64("Since"))
        {
            return null;
        }

        CatalogRow row = CatalogColumns.Read(found.Value!);
        if (state.IsExpired(found.Value!))
        {
            return state.SequenceOf(found.Value!) == sequence ? row : null;
        }

        var change = new TableEntity(found.Value!.PartitionKey, found.Value.RowKey);
        state.Expire(change, sequence);
        _ = await tables.Rows.UpsertEntityAsync(change, TableUpdateMode.Merge, cancellationToken);
        return row;
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
