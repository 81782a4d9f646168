using System.Net;
using System.Text.Json;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Catalog;

/// <summary><c>changedSince</c> over HTTP, as a list and as exports.</summary>
[Collection(StorageCollection.Name)]
public sealed class ChangedSinceHttpTests(StorageEmulator storage) : IAsyncLifetime
{
    private const string Distributor = "toy";
    private static readonly FeedId Feed = new(Distributor, FeedKind.Price);

    private PipelineApp app = null!;

    public async Task InitializeAsync()
    {
        app = await PipelineApp.StartAsync(storage);
        await storage.EmptyBlobsAsync();
        FeedChange[] articles = [.. Enumerable.Range(1, 3).Select(static number => Added($"{number}"))];
        ICatalogImport import = app.Get<ICatalogStore>().BeginImport(
            new CatalogWrite { Feed = Feed, Sequence = 1, File = "toy/price/1", HasEarlierRows = true });
        foreach (IGrouping<int, FeedChange> bucket in articles.GroupBy(static article => Buckets.Of(article.Key)))
        {
            await import.WriteAsync(bucket.Key, bucket, default);
        }

        _ = await import.CompleteAsync(default);
    }

    public async Task DisposeAsync()
    {
        await app.Get<IFeedStore>().UpdateAsync(Feed, static _ => new FeedRecord { Feed = Feed }, default);
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_list_shows_what_a_published_change_set_names_page_by_page()
    {
        await AcceptAsync(expiredBefore: null);
        await PublishAsync("1", "3");
        const string Path = "/api/catalog?distributor=toy&changedSince=2026-03-10T06:00:00Z&limit=1";

        JsonElement first = await app.GetJsonAsync(Path);
        JsonElement second = await app.GetJsonAsync($"{Path}&cursor={first.GetProperty("cursor").GetString()}");
        JsonElement third = await app.GetJsonAsync($"{Path}&cursor={second.GetProperty("cursor").GetString()}");

        Assert.Equal(
            ["1", "3"],
            new[] { first, second }.Select(static page => page.GetProperty("items")[0].GetProperty("sku").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(0, third.GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, third.GetProperty("cursor").ValueKind);
    }

    [Fact]
    public async Task Exports_hold_what_a_published_change_set_names()
    {
        await AcceptAsync(expiredBefore: null);
        await PublishAsync("2");

        string lines = await (await app.GetAsync("/api/catalog.jsonl?distributor=toy&changedSince=2026-03-10T06:00:00Z")).Content.ReadAsStringAsync();
        string csv = await (await app.GetAsync("/api/catalog.csv?distributor=toy&changedSince=2026-03-10T06:00:00Z")).Content.ReadAsStringAsync();

        Assert.StartsWith("""{"distributor":"toy","sku":"2",""", Assert.Single(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.StartsWith("toy,2,", Assert.Single(csv.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/catalog")]
    [InlineData("/api/catalog.csv")]
    [InlineData("/api/catalog.jsonl")]
    public async Task Changes_that_are_not_kept_any_more_are_410(string path)
    {
        await AcceptAsync(new DateTimeOffset(2026, 3, 1, 3, 40, 0, TimeSpan.Zero));

        JsonElement problem = await ProblemAssert.IsAsync(
            await app.GetAsync($"{path}?changedSince=2026-02-28T12:00:00Z"), HttpStatusCode.Gone, "CHANGES_EXPIRED");

        Assert.StartsWith(
            "Changes are known from 2026-03-01T03:40:00Z on; earlier ones, such as those since 2026-02-28T12:00:00Z, are not kept. ",
            problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        JsonElement error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal("changedSince", error.GetProperty("field").GetString());
        Assert.Equal("2026-02-28T12:00:00Z", error.GetProperty("text").GetString());
        Assert.StartsWith("Take the whole catalogue", error.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync($"{path}?changedSince=2026-03-01T03:40:00Z")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync($"{path}?distributor=other&changedSince=2026-02-28T12:00:00Z")).StatusCode);
    }

    private static FeedChange Added(string sku) => new()
    {
        Key = sku,
        Kind = ChangeKind.Added,
        Fields = CatalogFields.Product | CatalogFields.Prices,
        Origin = new RowOrigin(2, 0, 9),
        Facts = new FeedFacts
        {
            Sku = new DistributorSku(sku, sku), Product = new ProductFacts(), Price = new PriceFacts { Price = 12.50m, Currency = "EUR" },
        },
    };

    private Task AcceptAsync(DateTimeOffset? expiredBefore)
    {
        DateTimeOffset now = app.Clock.GetUtcNow();
        return app.Get<IFeedStore>().UpdateAsync(
            Feed,
            record => record with
            {
                Accepted = new AcceptedFile
                {
                    Blob = "toy/price/1",
                    FileTime = now,
                    Sha256 = "",
                    Sequence = 1,
                    AcceptedAt = now,
                    ChangedSequence = 1,
                    ChangedAt = now,
                    ExecutionId = "",
                    Counts = new FeedCounts(),
                    Detail = "",
                    ChangesKeptSince = DateTimeOffset.MinValue,
                },
                ChangesExpiredBefore = expiredBefore,
            },
            default);
    }

    private async Task PublishAsync(params string[] skus)
    {
        const string Blob = "toy/price/2026/03/10/060000-x.jsonl.gz";
        IChangeSetStore sets = app.Get<IChangeSetStore>();
        await using IChangeSetWriter writer = sets.Begin(Blob, Path.GetTempFileName());
        foreach (string sku in skus)
        {
            writer.Add(new ChangeLine { Sku = sku, Change = "changed", Kinds = ["price"] });
        }

        _ = await writer.CompleteAsync(default);
        Assert.True(await sets.PublishAsync(Blob, default));
    }
}
