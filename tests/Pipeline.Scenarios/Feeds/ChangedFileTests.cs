using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Simulators.IngramMicro;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Feeds;

/// <summary>A second file of the same feed.</summary>
[Collection(FeedCollection.Name)]
public sealed class ChangedFileTests(FeedFixture fixture)
{
    private static readonly DateTimeOffset First = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_changed_price_file_changes_only_the_changed_rows_and_the_same_file_again_writes_none()
    {
        PipelineSystem system = await fixture.EmptyAsync();
        byte[] sample = SampleFiles.Read(FeedKind.Price);
        system.Upload(FeedKind.Price, sample, First);
        _ = await system.RunFlowAsync("ingram.price", "succeeded");
        string[] before = await system.CatalogLinesAsync();
        DateTimeOffset since = await NextSecondAsync();

        system.Upload(FeedKind.Price, Replace(sample, "94.10,Y", "99.90,Y"), First.AddDays(1));
        JsonNode changed = await system.RunFlowAsync("ingram.price", "succeeded");

        Assert.Equal(
            """{"read":9,"created":0,"updated":1,"unchanged":7,"removed":0,"skipped":1,"failed":0,"warnings":1,"setAside":0,"retried":0}""",
            changed["counts"]!.ToJsonString());
        JsonNode article = await system.ArticleAsync("7100487");
        Assert.Equal(99.90m, (decimal)article["price"]!["amount"]!);
        Assert.Contains("/2026/03/11/", (string?)article["provenance"]!["price"]!["file"], StringComparison.Ordinal);
        Assert.Contains("/2026/03/10/", (string?)article["provenance"]!["brand"]!["file"], StringComparison.Ordinal);
        Assert.Equal(2, (int)article["version"]!);

        Assert.Contains("\"sku\":\"7100487\"", Assert.Single(await ChangedSinceAsync(system, since)), StringComparison.Ordinal);

        JsonNode again = await system.RunFlowAsync("ingram.price", "nothingToDo");

        Assert.Contains("has not changed", (string?)again["summary"], StringComparison.Ordinal);
        JsonNode untouched = await system.ArticleAsync("7100231");
        Assert.Equal(1, (int)untouched["version"]!);
        Assert.Equal(8, before.Length);
    }

    [Fact]
    public async Task A_touched_file_with_the_same_bytes_is_not_landed_again_but_the_catalogue_is_fresher()
    {
        PipelineSystem system = await fixture.EmptyAsync();
        byte[] sample = SampleFiles.Read(FeedKind.Price);
        system.Upload(FeedKind.Price, sample, First);
        _ = await system.RunFlowAsync("ingram.price", "succeeded");

        system.Upload(FeedKind.Price, sample, First.AddDays(1));
        _ = await system.RunFlowAsync("ingram.price", "nothingToDo");

        JsonNode files = await system.GetAsync("/api/feeds/ingram-micro/price/files");
        Assert.Single(files["items"]!.AsArray());
        Assert.Equal("2026-03-11T06:00:00Z", (string?)(await system.ArticleAsync("7100231"))["freshness"]!["price"]);
    }

    [Fact]
    public async Task A_rollback_brings_back_the_previous_accepted_file_with_one_command()
    {
        PipelineSystem system = await fixture.EmptyAsync();
        byte[] sample = SampleFiles.Read(FeedKind.Price);
        system.Upload(FeedKind.Price, sample, First);
        _ = await system.RunFlowAsync("ingram.price", "succeeded");
        using (HttpResponseMessage none = await system.PostAsync("/api/feeds/ingram-micro/price/rollback"))
        {
            Assert.Equal(409, (int)none.StatusCode);
        }

        system.Upload(FeedKind.Price, Replace(sample, "612.40", "1.00"), First.AddDays(1));
        _ = await system.RunFlowAsync("ingram.price", "succeeded");

        using HttpResponseMessage accepted = await system.PostAsync("/api/feeds/ingram-micro/price/rollback");
        JsonNode rollback = await system.FollowAsync(accepted.Headers.Location!);

        Assert.Equal("succeeded", (string?)rollback["status"]);
        Assert.Equal(1, (int)rollback["counts"]!["updated"]!);
        JsonNode article = await system.ArticleAsync("7100231");
        Assert.Equal(612.40m, (decimal)article["price"]!["amount"]!);
        Assert.Equal("2026-03-10T06:00:00Z", (string?)article["freshness"]!["price"]);
    }

    [Fact]
    public async Task A_missing_article_loses_its_stock_at_once_and_is_inactive_after_three_files_until_it_returns()
    {
        PipelineSystem system = await fixture.EmptyAsync();
        byte[] sample = SampleFiles.Read(FeedKind.Price);
        byte[] without = WithoutLine(sample, "000000000007100487");
        system.Upload(FeedKind.Price, sample, First);
        _ = await system.RunFlowAsync("ingram.price", "succeeded");

        system.Upload(FeedKind.Price, without, First.AddDays(1));
        JsonNode missed = await system.RunFlowAsync("ingram.price", "succeeded");
        Assert.Equal(1, (int)missed["counts"]!["removed"]!);
        await AssertArticleAsync(system, "7100487", local: 0, active: true);

        system.Upload(FeedKind.Price, Replace(without, "612.40", "613.40"), First.AddDays(2));
        _ = await system.RunFlowAsync("ingram.price", "succeeded");
        await AssertArticleAsync(system, "7100487", local: 0, active: true);

        system.Upload(FeedKind.Price, Replace(without, "612.40", "614.40"), First.AddDays(3));
        _ = await system.RunFlowAsync("ingram.price", "succeeded");
        await AssertArticleAsync(system, "7100487", local: 0, active: false);

        system.Upload(FeedKind.Price, sample, First.AddDays(4));
        JsonNode back = await system.RunFlowAsync("ingram.price", "succeeded");
        Assert.Equal(1, (int)back["counts"]!["created"]!);
        await AssertArticleAsync(system, "7100487", local: 3, active: true);
    }

    private static async Task<string[]> ChangedSinceAsync(PipelineSystem system, DateTimeOffset since) =>
        (await system.Http.GetStringAsync(new Uri($"/api/catalog.jsonl?changedSince={since.UtcDateTime:O}", UriKind.Relative)))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A time that differs, in seconds, from that of everything so far: change sets have no finer times.</summary>
    private static async Task<DateTimeOffset> NextSecondAsync()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await WaitFor.TrueAsync(
            () => Task.FromResult(TimeProvider.System.GetUtcNow() > now.AddSeconds(2)), TimeSpan.FromSeconds(10), "the next second");
        return now.AddSeconds(1);
    }

    private static async Task AssertArticleAsync(PipelineSystem system, string sku, int local, bool active)
    {
        JsonNode article = await system.ArticleAsync(sku);
        Assert.Equal(local, (int)article["stock"]!["local"]!);
        Assert.Equal(active, (bool)article["active"]!);
    }

    private static byte[] Replace(byte[] file, string old, string replacement)
    {
        string text = Encoding.Latin1.GetString(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text.Replace(old, replacement, StringComparison.Ordinal));
    }

    private static byte[] WithoutLine(byte[] file, string start)
    {
        string[] lines = Encoding.Latin1.GetString(file).Split("\r\n");
        return Encoding.Latin1.GetBytes(string.Join("\r\n", lines.Where(line => !line.StartsWith(start, StringComparison.Ordinal))));
    }
}
