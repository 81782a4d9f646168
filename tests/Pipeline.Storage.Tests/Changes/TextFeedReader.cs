using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Issues;

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

        ChangeKind change = before is null ? ChangeKind.Added : after is null ? ChangeKind.Removed : ChangeKind.Changed;
        return new FeedChange
        {
            Key = key,
            Kind = change,
            Fields = change is not ChangeKind.Changed ? CatalogFieldNames.FieldsOf(FeedForm.Usual(kind).Facts) : kind switch
            {
                FeedKind.Price => CatalogFields.Price,
                FeedKind.Stock => CatalogFields.Stock,
                _ => CatalogFields.Category,
            },
            Origin = new RowOrigin(1, 0, 1),
            Facts = Facts(kind, key, (after ?? before)!),
            Before = change is ChangeKind.Changed ? Facts(kind, key, before!) : default,
        };
    }

    private static FeedFacts Facts(FeedKind kind, string key, string text) => kind switch
    {
        FeedKind.Price => new FeedFacts
        {
            Sku = new DistributorSku("00" + key, key),
            Product = new ProductFacts { Category = new CategoryNames("10", []) },
            Price = new PriceFacts { Price = text == "X" ? null : decimal.Parse(text, CultureInfo.InvariantCulture), Currency = "EUR" },
        },
        FeedKind.Stock => new FeedFacts
        {
            Sku = new DistributorSku("00" + key, key), Stock = new StockFacts { Local = int.Parse(text, CultureInfo.InvariantCulture) },
        },
        _ => new FeedFacts { Category = Category(key, text) },
    };

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

        public Issue? FirstError => null;

        public long ForeignCurrencyRows => 0;

        public IEnumerable<FeedChange> Read(int bucket) => changes.Where(change => Buckets.Of(change.Key) == bucket);

        public Task WriteReportAsync(Stream destination, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
