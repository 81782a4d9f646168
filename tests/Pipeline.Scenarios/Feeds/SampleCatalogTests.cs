using System.Text.Json.Nodes;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Scenarios.Feeds;

/// <summary>The sample files of Ingram Micro, from the FTP server to the catalogue.</summary>
[Collection(FeedCollection.Name)]
public sealed class SampleCatalogTests(FeedFixture fixture)
{
    private static readonly DateTimeOffset PriceTime = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset StockTime = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_price_file_fills_the_catalogue_and_stock_and_category_files_complete_it()
    {
        PipelineSystem system = await fixture.EmptyAsync();
        system.Upload(FeedKind.Price, SampleFiles.Read(FeedKind.Price), PriceTime);

        JsonNode price = await system.RunFlowAsync("ingram.price", "succeeded");

        Assert.Equal("""{"read":9,"created":8,"updated":0,"unchanged":0,"removed":0,"skipped":1,"failed":0,"warnings":1,"setAside":0,"retried":0}""", price["counts"]!.ToJsonString());
        Assert.Equal((14, 14, 120), await StockAsync(system, "7100231"));
        Assert.Equal((41, 41, 300), await StockAsync(system, "7100552"));
        Assert.Equal("NO_PRICE", (string?)(await system.ArticleAsync("7100999"))["notSellableReason"]);
        Assert.Equal("ZERO_PRICE", (string?)(await system.ArticleAsync("7100710"))["notSellableReason"]);
        Assert.True((bool)(await system.ArticleAsync("7100700"))["sellable"]!);
        JsonNode damaged = await system.ArticleAsync("7100720");
        Assert.True((bool)damaged["sellable"]!);
        Assert.Null(damaged["gtin"]);
        string errors = await system.Http.GetStringAsync(new Uri($"/api/executions/{price["id"]}/errors.csv", UriKind.Relative));
        Assert.Contains("warning,EAN_INVALID,10,EANUPC Code,2.00710E+12,", errors, StringComparison.Ordinal);
        Assert.Equal(2, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        system.Upload(FeedKind.Stock, SampleFiles.Read(FeedKind.Stock), StockTime);
        await system.RunFlowAsync("ingram.stock", "succeeded");

        Assert.Equal((13, 13, 120), await StockAsync(system, "7100231"));
        Assert.Equal((38, 38, 300), await StockAsync(system, "7100552"));
        Assert.Equal((0, 0, 0), await StockAsync(system, "7100720"));

        system.Upload(FeedKind.Category, SampleFiles.Read(FeedKind.Category), PriceTime);
        await system.RunFlowAsync("ingram.category", "succeeded");

        JsonNode article = await system.ArticleAsync("7100231");
        Assert.Equal(
            """[{"code":"10","name":"Informatique"},{"code":"1010","name":"Ordinateurs portables"},{"code":"101010","name":"Portables professionnels"}]""",
            article["category"]!.ToJsonString());
        Assert.Equal("000000000007100231", (string?)article["skuAsShown"]);
        Assert.Equal("2007100230014", (string?)article["gtin"]);
        Assert.Equal("""{"amount":612.40,"currency":"EUR"}""", article["price"]!.ToJsonString());
        Assert.Equal("""{"price":"2026-03-10T06:00:00Z","stock":"2026-03-10T09:00:00Z","product":"2026-03-10T06:00:00Z","content":null}""", article["freshness"]!.ToJsonString());
        Assert.Equal(3, (int)article["version"]!);
        Assert.StartsWith("landing/ingram-micro/price/2026/03/10/060000-", (string?)article["provenance"]!["price"]!["file"], StringComparison.Ordinal);
        Assert.Equal(2, (int)article["provenance"]!["price"]!["line"]!);
        Assert.StartsWith("landing/ingram-micro/stock/2026/03/10/090000-", (string?)article["provenance"]!["stock"]!["file"], StringComparison.Ordinal);
        Assert.Equal(1, (int)article["provenance"]!["stock"]!["line"]!);
        Assert.Empty(system.FailedCalls);
        string page = await system.Http.GetStringAsync(new Uri("/ops/flows", UriKind.Relative));
        Assert.Contains("ingram.price", page, StringComparison.Ordinal);
        Assert.Contains("Succeeded", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stock_file_first_and_the_price_file_second_give_the_same_catalogue()
    {
        string[] usual = await CatalogAsync(FeedKind.Price, FeedKind.Stock, FeedKind.Category);
        string[] other = await CatalogAsync(FeedKind.Category, FeedKind.Stock, FeedKind.Price);

        Assert.Equal(8, usual.Length);
        Assert.Equal(usual, other);
    }

    private async Task<string[]> CatalogAsync(params FeedKind[] order)
    {
        PipelineSystem system = await fixture.EmptyAsync();
        foreach (FeedKind kind in order)
        {
            DateTimeOffset time = kind is FeedKind.Stock ? StockTime : PriceTime;
            system.Upload(kind, SampleFiles.Read(kind), time);
            _ = await system.RunFlowAsync($"ingram.{kind.ToString().ToLowerInvariant()}", "succeeded");
        }

        return await system.CatalogLinesAsync();
    }

    private static async Task<(int Available, int Local, int Central)> StockAsync(PipelineSystem system, string sku)
    {
        JsonNode stock = (await system.ArticleAsync(sku))["stock"]!;
        return ((int)stock["available"]!, (int)stock["local"]!, (int)stock["central"]!);
    }
}
