using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Scenarios.Feeds;

/// <summary>Processes killed in the middle of a first import.</summary>
public sealed class CrashTests
{
    /// <summary>Rows of the price file; 20,000 unless this variable says more (200,000 takes about 5 minutes).</summary>
    private const string RowsVariable = "PIPELINE_CRASH_ROWS";

    [Fact]
    public async Task An_import_killed_at_several_points_gives_the_catalogue_that_the_file_says()
    {
        int rows = int.Parse(Environment.GetEnvironmentVariable(RowsVariable) ?? "20000", CultureInfo.InvariantCulture);
        await using PipelineSystem system = await PipelineSystem.StartAsync();
        await using var sweeps = FrequentSweeps.Start(system, "SweepLandedFiles");
        var catalog = new CatalogGenerator(41, rows);
        using (var file = new MemoryStream())
        {
            PriceFileWriter.Write(catalog, file);
            system.Upload(FeedKind.Price, file.ToArray(), catalog.PriceFileTime);
        }

        Uri execution = await system.StartFlowAsync("ingram.price");
        await ImportProgress.ReachAsync(system, execution, 5);
        _ = system.KillWorker();
        await ImportProgress.ReachAsync(system, execution, 15);
        await system.KillHostAsync();
        await ImportProgress.ReachAsync(system, execution, 30);
        _ = system.KillWorker();

        JsonNode ended = await system.FollowAsync(execution, TimeSpan.FromMinutes(25));
        Assert.True((string?)ended["status"] is "partial" or "succeeded", $"{ended}\n{system.Log}");
        await AssertCatalogAsync(system, ExpectedCatalog.FromPriceFile(catalog));
    }

    private static async Task AssertCatalogAsync(PipelineSystem system, ExpectedCatalog expected)
    {
        string[] lines = await system.CatalogLinesAsync();
        Dictionary<string, JsonNode> articles = lines.Select(line => JsonNode.Parse(line)!)
            .ToDictionary(article => (string)article["sku"]!, StringComparer.Ordinal);
        Assert.Equal(expected.Articles.Count, articles.Count);
        foreach ((string sku, ExpectedArticle says) in expected.Articles)
        {
            Assert.True(articles.TryGetValue(sku, out JsonNode? article), $"{sku} is missing");
            // The generator calls a price of zero no price; the reason tells the two apart.
            decimal? amount = (decimal?)article["price"]?["amount"];
            var found = (
                amount is 0 ? null : amount,
                (string?)article["gtin"],
                (int)article["stock"]!["local"]!,
                (int)article["stock"]!["central"]!,
                (string?)article["notSellableReason"]);
            var wanted = (says.Price, says.Gtin, says.LocalStock, says.CentralStock, says.NotSellableReason);
            Assert.True(found.Equals(wanted), $"{sku}: {found} instead of {wanted}");
        }
    }
}
