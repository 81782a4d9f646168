using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Findings;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Storage.Tests.Changes;

/// <summary>Compares small files: <c>sku=price</c>, <c>sku=stock</c> or <c>code=name</c>, parted by blanks.</summary>
internal sealed class TextFeedReader : IFeedReader
{
    public Task<IFeedChangeSet> CompareAsync(
        FeedComparison comparison, IProgress<FeedProgress>? progress, CancellationToken cancellationToken)
    {
        Dictionary<string, string> before = Read(comparison.PreviousFile);
        Dictionary<string, string> after = Read(comparison.File);
        FeedChange[] changes =
        [
            .. before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
                .Select(key => Compare(comparison.Feed.Kind, key, before.GetValueOrDefault(key), after.GetValueOrDefault(key))).OfType<FeedChange>(),
        ];
        return Task.FromResult<IFeedChangeSet>(new Changes(changes, after.Count));
    }

    private static Dictionary<string, string> Read(string? path) => path is null
        ? []
        : File.ReadAllText(path).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static row => row.Split('='))
            .ToDictionary(static row => row[0], static row => row[1], StringComparer.Ordinal);

    private static FeedChange? Compare(FeedKind kind, string key, string? before, string? after)
    {
        if (before == after)
        {
            return null;
        }

        string shown = (after ?? before)!;
        ChangeKind change = before is null ? ChangeKind.Added : after is null ? ChangeKind.Removed : ChangeKind.Changed;
        string? earlier = change is ChangeKind.Changed ? before : null;
        return new FeedChange
        {
            Key = key,
            Kind = change,
            Fields = change is not ChangeKind.Changed ? CatalogFields.All : kind switch
            {
                FeedKind.Price => CatalogFields.Price,
                FeedKind.Stock => CatalogFields.Stock,
                _ => CatalogFields.Category,
            },
            Origin = new RowOrigin(1, 0, 1),
            Price = kind is FeedKind.Price ? Price(key, shown) : null,
            PriceBefore = kind is FeedKind.Price && earlier is not null ? Price(key, earlier) : null,
            Stock = kind is FeedKind.Stock ? Stock(key, shown) : null,
            StockBefore = kind is FeedKind.Stock && earlier is not null ? Stock(key, earlier) : null,
            Category = kind is FeedKind.Category ? Category(key, shown) : null,
            CategoryBefore = kind is FeedKind.Category && earlier is not null ? Category(key, earlier) : null,
        };
    }

    private static PriceFacts Price(string key, string text) => new()
    {
        Sku = new DistributorSku("00" + key, key),
        Price = text == "X" ? null : decimal.Parse(text, CultureInfo.InvariantCulture),
        Currency = "EUR",
        Category = new CategoryNames("10", []),
    };

    private static StockFacts Stock(string key, string text) =>
        new() { Sku = new DistributorSku("00" + key, key), Local = int.Parse(text, CultureInfo.InvariantCulture) };

    private static CategoryPath Category(string code, string name) => new([new Category(code, name)]);

    private sealed class Changes(FeedChange[] changes, int rows) : IFeedChangeSet
    {
        public FeedCounts Counts { get; } = new()
        {
            Read = rows,
            Created = changes.Count(static change => change.Kind is ChangeKind.Added),
            Updated = changes.Count(static change => change.Kind is ChangeKind.Changed),
            Removed = changes.Count(static change => change.Kind is ChangeKind.Removed),
            Unchanged = rows - changes.Count(static change => change.Kind is not ChangeKind.Removed),
        };

        public FeedStatistics Statistics { get; } = new() { Rows = rows, Articles = rows };

        public Finding? FirstError => null;

        public long ForeignCurrencyRows => 0;

        public IEnumerable<FeedChange> Read(int bucket) => changes.Where(change => Buckets.Of(change.Key) == bucket);

        public Task WriteReportAsync(Stream destination, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
