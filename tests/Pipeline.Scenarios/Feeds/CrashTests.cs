using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Scenarios.Feeds;

/// <summary>Processes killed in the middle of an import.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task An_import_of_200000_rows_killed_at_several_points_gives_the_catalogue_that_the_file_says()
    {
        await using PipelineSystem system = await PipelineSystem.StartAsync();
        var catalog = new CatalogGenerator(41, 200_000);
        using (var file = new MemoryStream())
        {
            PriceFileWriter.Write(catalog, file);
            system.Upload(FeedKind.Price, file.ToArray(), catalog.PriceFileTime);
        }

        Uri execution = await system.StartFlowAsync("ingram.price");
        await ReachAsync(system, execution, 5);
        system.KillApp();
        await ReachAsync(system, execution, 15);
        await system.KillHostAsync();
        await ReachAsync(system, execution, 30);
        system.KillApp();

        JsonNode ended = await system.FollowAsync(execution, TimeSpan.FromMinutes(25));
        Assert.True((string?)ended["status"] is "partial" or "succeeded", $"{ended}\n{system.Log}");
        await AssertCatalogAsync(system, ExpectedCatalog.FromPriceFile(catalog));
    }

    [Fact]
    public async Task A_changed_file_killed_while_it_is_applied_gives_the_same_catalogue_as_undisturbed()
    {
        string[] undisturbed = await TwoFilesAsync(kills: false);
        string[] killed = await TwoFilesAsync(kills: true);

        Assert.True(undisturbed.Length > 15_000);
        Assert.Equal(undisturbed, killed);
    }

    private static async Task<string[]> TwoFilesAsync(bool kills)
    {
        await using PipelineSystem system = await PipelineSystem.StartAsync();
        var catalog = new CatalogGenerator(42, 20_000);
        foreach (int file in Enumerable.Range(0, 2))
        {
            using var bytes = new MemoryStream();
            PriceFileWriter.Write(catalog, bytes);
            system.Upload(FeedKind.Price, bytes.ToArray(), catalog.PriceFileTime);
            Uri execution = await system.StartFlowAsync("ingram.price");
            if (kills)
            {
                await KillAsync(system, execution, file);
            }

            JsonNode ended = await system.FollowAsync(execution, TimeSpan.FromMinutes(15));
            Assert.True((string?)ended["status"] is "partial" or "succeeded", $"{ended}\n{system.Log}");
            _ = catalog.NextHour(0.3);
            _ = catalog.NextDay();
        }

        return await system.CatalogLinesAsync();
    }

    private static async Task KillAsync(PipelineSystem system, Uri execution, int file)
    {
        if (file == 0)
        {
            // While landing or reading: the execution has only just begun.
            await system.KillHostAsync();
        }

        await ReachAsync(system, execution, 10);
        system.KillApp();
        await ReachAsync(system, execution, 50);
        await system.KillHostAsync();
    }

    // Progress starts anew after a kill; an execution that has ended has passed every point.
    private static Task ReachAsync(PipelineSystem system, Uri execution, int percent) => TestSupport.WaitFor.TrueAsync(
        async () =>
        {
            JsonNode? state = await system.TryGetAsync(execution.ToString());
            JsonNode? progress = state?["progress"];
            bool applying = (string?)progress?["step"] == "applying";
            return (string?)state?["status"] is "partial" or "succeeded"
                || (applying && (long)progress!["done"]! * 100 >= (long)progress["expected"]! * percent);
        },
        TimeSpan.FromMinutes(15),
        string.Create(CultureInfo.InvariantCulture, $"{execution} reaches {percent} %"));

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
