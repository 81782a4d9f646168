using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core.Catalog;
using Pipeline.Core.Offers.Listings;

namespace Pipeline.Storage.Offers;

/// <summary>Keeps listings in the table <c>Listings</c>, a partition for each store, many in one row.</summary>
/// <remarks>
/// Rows: <c>l-</c> and the bucket of the GTIN, three digits: the listings of that bucket as one gzipped document, with their counts in
/// columns. <c>b-</c> and the bucket of the number: which product each number belongs to, to which entries are only added. A row is
/// changed under its ETag; a document too large for it is a blob in the container <c>listings</c>.
/// </remarks>
public sealed class ListingStore(TableServiceClient service, BlobServiceClient blobs) : IListingStore, IDisposable
{
    /// <summary>Container of documents that are too large for a row.</summary>
    public const string Container = "listings";

    private const string CountsColumn = "Counts";

    private readonly StorageTable table = new(service, StorageNames.ListingsTable);
    private readonly RowDocumentStore documents = new(blobs, Container);

    /// <inheritdoc />
    public async Task<ListingBucket> FindAsync(string store, int bucket, CancellationToken cancellationToken) =>
        await ReadBucketAsync(store, bucket, cancellationToken);

    /// <inheritdoc />
    public Task<ListingBucket> UpdateAsync(
        string store, int bucket, Func<ListingBucket, ListingBucket> change, CancellationToken cancellationToken) =>
        UpdateAsync(store, bucket, null, change, cancellationToken);

    /// <inheritdoc />
    public Task<ListingBucket> UpdateAsync(
        string store, ListingBucket known, Func<ListingBucket, ListingBucket> change, CancellationToken cancellationToken) =>
        UpdateAsync(store, known.Number, known, change, cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<int, ListingCounts>> CountAsync(string store, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        Dictionary<int, ListingCounts> counts = [];
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {store} and RowKey ge {"l-"} and RowKey lt {"l-~"}"), null, ["RowKey", CountsColumn], cancellationToken))
        {
            int[] numbers = [.. row.GetString(CountsColumn).Split(' ').Select(static number => int.Parse(number, CultureInfo.InvariantCulture))];
            counts[int.Parse(row.RowKey.AsSpan(2), CultureInfo.InvariantCulture)] = new ListingCounts
            {
                Due = numbers[0], Active = numbers[1], Sent = numbers[2], ByState = numbers[3..],
            };
        }

        return counts;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<string, string>> BindAsync(
        string store, IReadOnlyDictionary<string, string> gtinBySku, CancellationToken cancellationToken)
    {
        Dictionary<string, string> bound = new(StringComparer.Ordinal);
        foreach (IGrouping<int, KeyValuePair<string, string>> own in gtinBySku.GroupBy(static pair => Buckets.Of(pair.Key)))
        {
            Dictionary<string, string> after = await OptimisticWrite.RunAsync(async _ =>
            {
                (TableEntity? row, Dictionary<string, string> known) = await ReadBindingsAsync(store, own.Key, cancellationToken);
                int before = known.Count;
                foreach ((string sku, string gtin) in own)
                {
                    known.TryAdd(sku, gtin);
                }

                if (known.Count > before)
                {
                    await WriteAsync(new TableEntity(store, BindingRow(own.Key)), known, ListingJson.Default.DictionaryStringString, row?.ETag, cancellationToken);
                }

                return known;
            });
            foreach ((string sku, _) in own)
            {
                bound[sku] = after[sku];
            }
        }

        return bound;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<string, string>> FindBoundAsync(
        string store, IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        Dictionary<string, string> bound = new(StringComparer.Ordinal);
        foreach (IGrouping<int, string> own in skus.GroupBy(static sku => Buckets.Of(sku)))
        {
            (_, Dictionary<string, string> known) = await ReadBindingsAsync(store, own.Key, cancellationToken);
            foreach (string sku in own)
            {
                if (known.TryGetValue(sku, out string? gtin))
                {
                    bound[sku] = gtin;
                }
            }
        }

        return bound;
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static string ListingRow(int bucket) => string.Create(CultureInfo.InvariantCulture, $"l-{bucket:000}");

    private static string BindingRow(int bucket) => string.Create(CultureInfo.InvariantCulture, $"b-{bucket:000}");

    private Task<ListingBucket> UpdateAsync(
        string store, int bucket, ListingBucket? known, Func<ListingBucket, ListingBucket> change, CancellationToken cancellationToken) => OptimisticWrite.RunAsync(async conflicts =>
    {
        ListingBucket before = conflicts == 0 && known is not null ? known : await ReadBucketAsync(store, bucket, cancellationToken);
        ListingBucket after = change(before);
        if (ReferenceEquals(after, before))
        {
            return before;
        }

        ListingCounts counts = after.Count();
        TableEntity row = new(store, ListingRow(bucket))
        {
            [CountsColumn] = string.Create(CultureInfo.InvariantCulture, $"{counts.Due} {counts.Active} {counts.Sent} {string.Join(' ', counts.ByState)}"),
        };
        string? version = await WriteAsync(
            row, [.. after.Listings.Values.Select(KeptListing.Of)], ListingJson.Default.KeptArray, before.Version is { } tag ? new ETag(tag) : null, cancellationToken);
        return after with { Version = version };
    });

    private async Task<ListingBucket> ReadBucketAsync(string store, int bucket, CancellationToken cancellationToken)
    {
        (TableEntity? row, KeptListing[]? kept) = await ReadAsync(store, ListingRow(bucket), ListingJson.Default.KeptArray, cancellationToken);
        return row is null
            ? ListingBucket.Empty(bucket)
            : new ListingBucket(bucket, kept!.Select(static one => one.Whole()).ToDictionary(static listing => listing.Gtin, StringComparer.Ordinal)) { Version = row.ETag.ToString() };
    }

    private async Task<(TableEntity? Row, Dictionary<string, string> Bindings)> ReadBindingsAsync(string store, int bucket, CancellationToken cancellationToken)
    {
        (TableEntity? row, Dictionary<string, string>? known) = await ReadAsync(store, BindingRow(bucket), ListingJson.Default.DictionaryStringString, cancellationToken);
        return (row, known ?? []);
    }

    private async Task<(TableEntity? Row, T? Document)> ReadAsync<T>(string store, string key, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        TableClient client = await table.GetAsync(cancellationToken);
        while (true)
        {
            NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(store, key, null, cancellationToken);
            if (!found.HasValue)
            {
                return (null, null);
            }

            // A blob that is gone was replaced since the row was read.
            if (await documents.UnpackAsync(found.Value!, cancellationToken) is { } document)
            {
                return (found.Value, JsonSerializer.Deserialize(document, type));
            }
        }
    }

    private async Task<string?> WriteAsync<T>(TableEntity row, T document, JsonTypeInfo<T> type, ETag? version, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        string? blob = await documents.PackAsync(
            row, $"{row.PartitionKey}/{row.RowKey}/{Guid.NewGuid():N}", JsonSerializer.SerializeToUtf8Bytes(document, type), cancellationToken);
        try
        {
            Response written = version is { } known
                ? await client.UpdateEntityAsync(row, known, TableUpdateMode.Replace, cancellationToken)
                : await client.AddEntityAsync(row, cancellationToken);
            await RemoveOthersAsync(row, blob, cancellationToken);
            return written.Headers.ETag?.ToString();
        }
        catch (RequestFailedException)
        {
            await documents.RemoveAsync(blob, CancellationToken.None);
            throw;
        }
    }

    private async Task RemoveOthersAsync(TableEntity row, string? blob, CancellationToken cancellationToken)
    {
        if (blob is null)
        {
            return;
        }

        foreach (string other in (await documents.ListAsync($"{row.PartitionKey}/{row.RowKey}/", cancellationToken)).Where(name => name != blob))
        {
            await documents.RemoveAsync(other, cancellationToken);
        }
    }
}
