using Azure.Data.Tables;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Storage.Catalog.Columns;
using Pipeline.Storage.Catalog.Index;

namespace Pipeline.Storage.Catalog;

/// <summary>Writes one file's changes to the catalogue's tables.</summary>
internal sealed class CatalogImport(CatalogTables tables, CatalogWrite write) : ICatalogImport
{
    // A partition is unpacked whole while its pages are written: few at a time keep a large import small.
    private const int IndexWriters = 1;
    private const int LargeTransactions = 2;

    private readonly IndexImport byGtin = new(new CatalogIndex(tables.ByGtin), write.Feed.Distributor);
    private readonly IndexImport byMpn = new(new CatalogIndex(tables.ByMpn), write.Feed.Distributor);

    // The first file of a feed adds rows, which costs the storage less than merging; the other feed of the distributor, or
    // this one in an import that broke off, may have written them.
    private volatile bool merges = write.HasEarlierRows;
    private long written;

    private SemaphoreSlim Large { get; } = new(LargeTransactions, LargeTransactions);

    /// <inheritdoc/>
    public async Task WriteAsync(int bucket, IEnumerable<FeedChange> changes, CancellationToken cancellationToken)
    {
        await tables.CreateAsync(cancellationToken);
        var rows = new TableBatch(write.Feed.Kind is FeedKind.Category ? tables.Categories : tables.Rows, mergesKnown: true, Large);
        var absent = new TableBatch(tables.Absent);
        foreach (FeedChange change in changes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (change.Kind is ChangeKind.Removed && write.Feed.Kind is (FeedKind.Category or FeedKind.Content))
            {
                // A category missing from the newer file is orphaned, not deleted: articles may still name it. Content stays too.
                continue;
            }

            if (write.Feed.Kind is FeedKind.Category)
            {
                TableEntity category = CategoryColumns.Entity(write.Feed.Distributor, change.Facts.Category!);
                await rows.AddAsync(TableTransactionActionType.UpsertReplace, category, cancellationToken);
                continue;
            }

            await IndexAsync(change, cancellationToken);
            TableEntity entity = write.Feed.Kind switch
            {
                FeedKind.Stock => StockColumns.Entity(change, write),
                FeedKind.Content => ContentColumns.Entity(change, write),
                _ => ListColumns.Entity(change, write),
            };
            TableTransactionActionType action = merges || rows.HasMetRows ? TableTransactionActionType.UpsertMerge : TableTransactionActionType.Add;
            await rows.AddAsync(action, entity, cancellationToken);
            if (change.Kind is ChangeKind.Removed)
            {
                await absent.AddAsync(TableTransactionActionType.UpsertReplace, Absent(change.Key), cancellationToken);
            }
        }

        // Absence first: a row marked absent whose entry is missing would never expire, an entry too many is ignored.
        await absent.SendAsync(cancellationToken);
        await rows.SendAsync(cancellationToken);
        if (rows.HasMetRows)
        {
            merges = true;
        }

        _ = Interlocked.Add(ref written, rows.Written + absent.Written);
    }

    /// <inheritdoc/>
    public async Task<long> CompleteAsync(CancellationToken cancellationToken)
    {
        await byGtin.CompleteAsync(IndexWriters, cancellationToken);
        await byMpn.CompleteAsync(IndexWriters, cancellationToken);
        return Interlocked.Read(ref written) + byGtin.Written + byMpn.Written;
    }

    private TableEntity Absent(string sku) => new(
        CatalogKeys.AbsentPartition(write.Feed), CatalogKeys.AbsentRow(write.Sequence, sku))
    {
        ["Sku"] = sku,
        ["Since"] = write.Sequence,
    };

    private async Task IndexAsync(FeedChange change, CancellationToken cancellationToken)
    {
        if (change.Kind is ChangeKind.Removed)
        {
            return;
        }

        (ProductFacts? before, ProductFacts? after) = (change.Before.Product, change.Facts.Product);
        await IndexAsync(byGtin, change, CatalogFields.Gtin, before?.Gtin, after?.Gtin, cancellationToken);
        await IndexAsync(byMpn, change, CatalogFields.Mpn, MpnKey(before?.Mpn), MpnKey(after?.Mpn), cancellationToken);
    }

    private static string? MpnKey(string? mpn) =>
        mpn is null || CatalogKeys.MpnKey(mpn) is not { Length: > 0 } key ? null : key;

    private static async Task IndexAsync(
        IndexImport index,
        FeedChange change,
        CatalogFields field,
        string? before,
        string? after,
        CancellationToken cancellationToken)
    {
        if (!change.Fields.HasFlag(field))
        {
            return;
        }

        if (after is not null)
        {
            await index.ChangeAsync(after, change.Key, isAdded: true, cancellationToken);
        }

        if (before is not null && before != after)
        {
            await index.ChangeAsync(before, change.Key, isAdded: false, cancellationToken);
        }
    }
}
