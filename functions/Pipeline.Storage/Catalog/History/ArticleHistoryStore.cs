using System.Globalization;
using Azure.Data.Tables;
using Pipeline.Core.Catalog;
using Pipeline.Core.History;

namespace Pipeline.Storage.Catalog.History;

/// <summary>Changes of price and stock in the table <c>ArticleHistory</c>.</summary>
/// <remarks>
/// Partition = that of the article in the catalogue, so that a file's changes are few transactions; row = number, time turned
/// over, execution: the changes of an article are one range, the latest first. An empty text is a price that is not there; a
/// column that is missing did not change.
/// </remarks>
public sealed class ArticleHistoryStore(TableServiceClient service) : IArticleHistory, IDisposable
{
    private const int Writers = 4;
    private const string At = "At";
    private const string Price = "Price";
    private const string PriceBefore = "PriceBefore";
    private const string Currency = "Currency";
    private const string Stock = "Stock";
    private const string StockBefore = "StockBefore";
    private const string None = "";

    private readonly StorageTable table = new(service, StorageNames.ArticleHistoryTable);

    /// <inheritdoc />
    public async Task WriteAsync(string distributor, IReadOnlyCollection<ArticleChange> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
        {
            return;
        }

        TableClient client = await table.GetAsync(cancellationToken);
        await Parallel.ForEachAsync(
            changes.GroupBy(static change => Buckets.Of(change.Sku)),
            new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancellationToken },
            async (bucket, token) =>
            {
                TableBatch batch = new(client);

                // A file names an article once; a transaction does not take a row twice.
                foreach (ArticleChange change in bucket.DistinctBy(static change => change.Sku))
                {
                    await batch.AddAsync(TableTransactionActionType.UpsertReplace, EntityOf(distributor, bucket.Key, change), token);
                }

                await batch.SendAsync(token);
            });
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ArticleChange>> ListAsync(string distributor, string sku, DateTimeOffset since, int limit, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        string prefix = $"{CatalogKeys.Row(sku)}|";
        string query = TableClient.CreateQueryFilter($"PartitionKey eq {CatalogKeys.Partition(distributor, sku)} and RowKey ge {prefix} and RowKey lt {$"{prefix}{Turned(since)}~"}");
        List<ArticleChange> changes = [];
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(query, Math.Min(limit, 1000), null, cancellationToken))
        {
            changes.Add(ChangeOf(sku, row));
            if (changes.Count == limit)
            {
                break;
            }
        }

        return changes;
    }

    /// <inheritdoc />
    public async Task<int> RemoveAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        return await RowRemoval.RemoveAsync(
            client,
            client.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"At lt {before}"), 1000, ["PartitionKey", "RowKey"], cancellationToken),
            cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static TableEntity EntityOf(string distributor, int bucket, ArticleChange change)
    {
        TableEntity entity = new(CatalogKeys.Partition(distributor, bucket), $"{CatalogKeys.Row(change.Sku)}|{Turned(change.At)}|{change.ExecutionId}") { [At] = change.At };
        if (change.Price is { } price)
        {
            entity[Price] = Text(price.After);
            entity[PriceBefore] = Text(price.Before);
            entity[Currency] = price.Currency ?? None;
        }

        if (change.Stock is { } stock)
        {
            // A transaction cannot hold a column without a value.
            entity[Stock] = stock.After ?? -1;
            entity[StockBefore] = stock.Before ?? -1;
        }

        return entity;
    }

    private static ArticleChange ChangeOf(string sku, TableEntity row) => new()
    {
        Sku = sku,
        At = row.GetDateTimeOffset(At)!.Value,
        ExecutionId = row.RowKey[(row.RowKey.LastIndexOf('|') + 1)..],
        Price = row.GetString(Price) is { } price ? new PriceChange(Number(row.GetString(PriceBefore)), Number(price), row.GetString(Currency) is { Length: > 0 } currency ? currency : null) : null,
        Stock = row.GetInt32(Stock) is { } stock ? new StockChange(Pieces(row.GetInt32(StockBefore)), Pieces(stock)) : null,
    };

    private static string Text(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture) ?? None;

    private static decimal? Number(string? text) => text is { Length: > 0 } ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    private static int? Pieces(int? pieces) => pieces is >= 0 ? pieces : null;

    private static string Turned(DateTimeOffset at) => (DateTimeOffset.MaxValue.Ticks - at.UtcTicks).ToString("d19", CultureInfo.InvariantCulture);
}
