using Pipeline.Core.Catalog.Facts;
using System.Runtime.CompilerServices;
using Pipeline.Core.History;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds.Changes;

namespace Pipeline.Core.Tests.Catalog.History;

/// <summary>The history of price and stock, as change sets give it.</summary>
public sealed class ArticleHistoryWriterTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 10, 6, 0, 5, TimeSpan.Zero);
    private static readonly string Blob = ChangeSetNames.Of(new FeedId("acme", FeedKind.Price), At, "run-7");
    private readonly Kept kept = new();

    [Fact]
    public async Task An_article_that_is_named_for_the_first_time_has_no_history()
    {
        kept.Lines.Add(new ChangeLine { Sku = "1", Change = "added", Kinds = ["product", "price", "stock"], To = new ChangeValues { Price = 10, Currency = "EUR", Local = 4 } });

        await WriteAsync();

        Assert.Empty(kept.Written);
    }

    [Fact]
    public async Task A_changed_price_and_stock_are_one_row_with_what_was_before()
    {
        kept.Lines.Add(Changed("1", ["price", "stock"], new ChangeValues { Price = 10, Currency = "EUR", Local = 4, Central = 1 }, new ChangeValues { Price = 12.5m, Currency = "EUR", Local = 3, Central = 1 }));

        await WriteAsync();

        Assert.Equal(
            ("acme", new ArticleChange { Sku = "1", At = At, ExecutionId = "run-7", Price = new PriceChange(10, 12.5m, "EUR"), Stock = new StockChange(5, 4) }),
            Assert.Single(kept.Written));
    }

    [Fact]
    public async Task What_is_not_changed_is_left_out_of_the_row()
    {
        kept.Lines.Add(Changed("1", ["stock"], new ChangeValues { Local = 4 }, new ChangeValues { Local = 0 }));
        kept.Lines.Add(Changed("2", ["price"], new ChangeValues { Price = 10, Currency = "EUR" }, null));

        await WriteAsync();

        Assert.Equal([(null, new StockChange(4, 0)), (new PriceChange(10, null, "EUR"), null)], kept.Written.Select(static one => (one.Change.Price, one.Change.Stock)));
    }

    [Theory]
    [InlineData("description")]
    [InlineData("nextDelivery")]
    [InlineData("stock")] // Other plants, as many pieces.
    public async Task What_changes_neither_price_nor_pieces_writes_nothing(string field)
    {
        kept.Lines.Add(Changed("1", [field], new ChangeValues { Local = 4 }, new ChangeValues { Local = 4 }));

        await WriteAsync();

        Assert.Empty(kept.Written);
    }

    [Fact]
    public async Task A_change_set_that_is_gone_or_none_is_passed_over()
    {
        kept.IsGone = true;
        await WriteAsync();
        await new ArticleHistoryWriter(kept, kept).WriteAsync("somewhere/else", default);

        Assert.Empty(kept.Written);
    }

    [Theory]
    [InlineData("price", true)]
    [InlineData("stock", true)]
    [InlineData("category", false)]
    public async Task A_change_set_of_price_or_stock_is_asked_for_after_it_is_announced(string kind, bool isAsked)
    {
        await new NotedChangeQueue(kept, kept).AnnounceAsync(new ChangeAnnouncement(ChangeSetNames.WithContainer(Blob), "acme", [kind], 1, At), default);

        Assert.Equal(isAsked ? ["announced", Blob] : ["announced"], kept.Told);
    }

    [Fact]
    public async Task Written_anew_is_what_is_published_of_prices_and_stock()
    {
        kept.Sets.AddRange([new StoredChangeSet("a", At, IsPublished: true), new StoredChangeSet("b", At, IsPublished: false)]);

        int asked = await new ArticleHistoryRebuild(new FeedConfiguration(new DistributorCatalog([new Acme()])), kept, kept).StartAsync(default);

        Assert.Equal(1, asked);
        Assert.Equal(["a"], kept.Told);
    }

    private static ChangeLine Changed(string sku, string[] fields, ChangeValues? from, ChangeValues? to) => new() { Sku = sku, Change = "changed", Kinds = ["price"], Fields = fields, From = from, To = to };

    private Task WriteAsync() => new ArticleHistoryWriter(kept, kept).WriteAsync(Blob, default);

    /// <summary>A distributor of prices and categories.</summary>
    private sealed class Acme : IDistributor
    {
        public string Code => "acme";

        public string Name => "Acme";

        public string TimeZone => "UTC";

        public string Currency => "EUR";

        public IReadOnlyList<DistributorFeed> Feeds { get; } =
        [
            new() { Kind = FeedKind.Price, Title = "Prices", Profile = "p", Schedule = "0 0 6 * * *" },
            new() { Kind = FeedKind.Category, Title = "Categories", Profile = "c", Schedule = "0 0 6 * * *" },
        ];
    }

    /// <summary>One change set, and what is written and told of it.</summary>
    private sealed class Kept : IChangeSetStore, IArticleHistory, IChangeQueue, IHistoryQueue
    {
        public List<ChangeLine> Lines { get; } = [];

        public List<(string Distributor, ArticleChange Change)> Written { get; } = [];

        public List<string> Told { get; } = [];

        public List<StoredChangeSet> Sets { get; } = [];

        public bool IsGone { get; set; }

        public async IAsyncEnumerable<ChangeLine> ReadLinesAsync(string blob, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            foreach (ChangeLine line in IsGone ? throw new FileNotFoundException() : Lines)
            {
                yield return line;
            }
        }

        public Task WriteAsync(string distributor, IReadOnlyCollection<ArticleChange> changes, CancellationToken cancellationToken)
        {
            Written.AddRange(changes.Select(change => (distributor, change)));
            return Task.CompletedTask;
        }

        public Task AnnounceAsync(ChangeAnnouncement announcement, CancellationToken cancellationToken)
        {
            Told.Add("announced");
            return Task.CompletedTask;
        }

        public Task SendAsync(HistoryNotice notice, CancellationToken cancellationToken)
        {
            Told.Add(notice.Blob);
            return Task.CompletedTask;
        }

        public IChangeSetWriter Begin(string blob, string localPath) => throw new NotSupportedException();

        public Task<bool> PublishAsync(string blob, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<StoredChangeSet> ListAsync(FeedId feed, CancellationToken cancellationToken) => Sets.ToAsyncEnumerable();

        public IAsyncEnumerable<string> ReadArticlesAsync(string blob, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DeleteAsync(string blob, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<ArticleChange>> ListAsync(string distributor, string sku, DateTimeOffset since, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> RemoveAsync(DateTimeOffset before, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
