using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Simulators.IngramMicro;
using Pipeline.Storage;
using Pipeline.Storage.Changes;
using FeedKind = Pipeline.Simulators.IngramMicro.FeedKind;

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
        ExpectedCatalog expected = ExpectedCatalog.FromPriceFile(catalog);
        await AssertCatalogAsync(system, expected);
        await AssertChangeSetAsync(system, expected);
    }

    private static async Task AssertChangeSetAsync(PipelineSystem system, ExpectedCatalog expected)
    {
        ChangeSetStore sets = new(new BlobServiceClient(system.Storage.ConnectionString));
        StoredChangeSet set = Assert.Single(await sets.ListAsync(new FeedId("ingram-micro", Pipeline.Core.Catalog.Facts.FeedKind.Price), default).ToArrayAsync());
        string[] articles = await sets.ReadArticlesAsync(set.Blob, default).ToArrayAsync();
        Assert.True(set.IsPublished);
        Assert.Equal(expected.Articles.Keys.Order(StringComparer.Ordinal), articles.Order(StringComparer.Ordinal));

        QueueClient queue = new(system.Storage.ConnectionString, StorageNames.CatalogChangesQueue);
        PeekedMessage[] announced = await queue.PeekMessagesAsync(32);
        Assert.NotEmpty(announced);
        Assert.All(announced, message => Assert.Contains(
            set.Blob, Encoding.UTF8.GetString(Convert.FromBase64String(message.Body.ToString())), StringComparison.Ordinal));
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
