using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Tests.Catalog;

/// <summary>The accepted files of one feed, each as numbers by article, and their way into the catalogue one after another.</summary>
internal sealed class FeedHistory(FeedKind kind, FactKinds carries, params IReadOnlyDictionary<string, int>[] files)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    public FeedKind Kind => kind;

    public int Files => files.Length;

    /// <summary>Whether odd numbers are the least that there is.</summary>
    public bool HasFloors { get; init; }

    /// <summary>Time of the youngest file.</summary>
    public DateTimeOffset Time => TimeOf(files.Length);

    /// <summary>Imports a file as an accepted one: what it changes, then what is missed for the third time.</summary>
    public async Task ImportAsync(CatalogStore store, string distributor, int sequence)
    {
        FeedId feed = new(distributor, kind);
        ICatalogImport import = store.BeginImport(new CatalogWrite
        {
            Feed = feed,
            Sequence = sequence,
            File = $"{feed}/{sequence}.jsonl",
            HasEarlierRows = sequence > 1,
            PreviousFileTime = sequence > 1 ? TimeOf(sequence - 1) : null,
        });
        foreach (IGrouping<int, FeedChange> bucket in Changes(sequence).GroupBy(static change => Buckets.Of(change.Key)).OrderBy(static bucket => bucket.Key))
        {
            await import.WriteAsync(bucket.Key, bucket.OrderBy(static change => change.Key, StringComparer.Ordinal), default);
        }

        _ = await import.CompleteAsync(default);
        await foreach (CatalogRow _ in store.ExpireAbsentAsync(feed, sequence, default))
        {
        }

        await store.ForgetExpiredAsync(feed, sequence, default);
    }

    private DateTimeOffset TimeOf(int sequence) => Start.AddHours(sequence).AddMinutes((int)kind);

    private IEnumerable<FeedChange> Changes(int sequence)
    {
        IReadOnlyDictionary<string, int> before = sequence == 1 ? new Dictionary<string, int>() : files[sequence - 2];
        IReadOnlyDictionary<string, int> after = files[sequence - 1];
        foreach (string sku in before.Keys.Union(after.Keys))
        {
            FeedFacts? was = before.TryGetValue(sku, out int old) ? Facts(sku, old) : null;
            FeedFacts? now = after.TryGetValue(sku, out int current) ? Facts(sku, current) : null;
            if (was != now)
            {
                yield return new FeedChange
                {
                    Key = sku,
                    Kind = was is null ? ChangeKind.Added : now is null ? ChangeKind.Removed : ChangeKind.Changed,
                    Fields = was is { } a && now is { } b ? FeedFacts.Difference(a, b) : CatalogFieldNames.FieldsOf(carries),
                    Origin = RowOrigin.OnPage(sequence, current),
                    Facts = now ?? was!.Value,
                    Before = was is not null && now is not null ? was.Value : default,
                };
            }
        }
    }

    private FeedFacts Facts(string sku, int number) => new()
    {
        Sku = new DistributorSku($"0{sku}", sku),
        Product = carries.HasFlag(FactKinds.Product) ? new ProductFacts { Description = $"Article {number}", Brand = "ZENTARO", Gtin = $"400000000{number:D4}" } : null,
        Price = carries.HasFlag(FactKinds.Price) ? new PriceFacts { Price = number, Currency = "USD", VatPercent = number % 2 } : null,
        Stock = carries.HasFlag(FactKinds.Stock) ? new StockFacts { Local = number, Floor = HasFloors && number % 2 == 1 } : null,
        Content = carries.HasFlag(FactKinds.Content) ? new ContentFacts { Images = [new ArticleImage($"https://images.example/{number}.jpg", true, null, null)] } : null,
    };
}
