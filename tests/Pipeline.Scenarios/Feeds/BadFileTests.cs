using System.Text.Json.Nodes;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Scenarios.Feeds;

/// <summary>Files that must not reach the catalogue, one after the other on one system of 400 articles.</summary>
[Collection(FeedCollection.Name)]
public sealed class BadFileTests(FeedFixture fixture)
{
    [Fact]
    public async Task Unreadable_files_are_refused_suspicious_ones_wait_and_the_catalogue_stays_as_it_was()
    {
        PipelineSystem system = await fixture.EmptyAsync();
        var catalog = new CatalogGenerator(7, 400);
        byte[] price = Write(catalog, PriceFileWriter.Write);
        byte[] stock = Write(catalog, StockFileWriter.Write);
        system.Upload(FeedKind.Price, price, catalog.PriceFileTime);
        _ = await system.RunFlowAsync("ingram.price");
        system.Upload(FeedKind.Stock, stock, catalog.StockFileTime);
        _ = await system.RunFlowAsync("ingram.stock");
        string[] before = await system.CatalogLinesAsync();
        Assert.NotEmpty(before);

        DateTimeOffset time = catalog.PriceFileTime;
        (FileFault Fault, string Status, string Code)[] cases =
        [
            (FileFault.Empty, "refused", "FEED_EMPTY"),
            (FileFault.HeaderOnly, "refused", "FEED_EMPTY"),
            (FileFault.TruncatedMidRow, "refused", "FEED_TRUNCATED"),
            (FileFault.OtherColumns, "refused", "FEED_COLUMNS"),
            (FileFault.BinaryGarbage, "refused", "FEED_BINARY"),
            (FileFault.ZipBomb, "refused", "FEED_BOMB"),
            (FileFault.OtherCurrency, "refused", "FEED_CURRENCY"),
        ];
        foreach ((FileFault fault, string status, string code) in cases)
        {
            time = time.AddHours(1);
            system.Upload(FeedKind.Price, FaultyFile.Make(FeedKind.Price, price, fault), time);
            await AssertStoppedAsync(system, "ingram.price", fault.ToString(), status, code, before);
        }

        system.Upload(FeedKind.Price, FaultyFile.Make(FeedKind.Price, price, FileFault.RowsGone, 70), time.AddHours(1));
        await AssertStoppedAsync(system, "ingram.price", "70 % smaller", "held", "GUARD_ROWS", before);
        system.Upload(FeedKind.Stock, FaultyFile.Make(FeedKind.Stock, stock, FileFault.AllStockZero), time.AddHours(2));
        await AssertStoppedAsync(system, "ingram.stock", "all zero", "held", "GUARD_ZERO_STOCK", before);
        system.Upload(FeedKind.Stock, stock[..^40].Concat("\r\n"u8.ToArray()).ToArray(), catalog.StockFileTime.AddHours(-2));
        await AssertStoppedAsync(system, "ingram.stock", "older", "refused", "FEED_OLDER", before);

        // The next good file recovers by itself.
        _ = catalog.NextDay();
        system.Upload(FeedKind.Price, Write(catalog, PriceFileWriter.Write), time.AddDays(1));
        JsonNode good = await system.RunFlowAsync("ingram.price");
        Assert.Contains((string?)good["status"], new[] { "succeeded", "partial" });
        Assert.NotEqual(before, await system.CatalogLinesAsync());
    }

    [Fact]
    public async Task A_held_file_is_applied_when_approved_and_dropped_when_rejected()
    {
        PipelineSystem system = await fixture.EmptyAsync();
        var catalog = new CatalogGenerator(8, 300);
        byte[] price = Write(catalog, PriceFileWriter.Write);
        system.Upload(FeedKind.Price, price, catalog.PriceFileTime);
        _ = await system.RunFlowAsync("ingram.price");
        byte[] small = FaultyFile.Make(FeedKind.Price, price, FileFault.RowsGone, 70);

        system.Upload(FeedKind.Price, small, catalog.PriceFileTime.AddHours(1));
        JsonNode held = await system.RunFlowAsync("ingram.price", "held");
        using HttpResponseMessage rejected = await system.PostAsync($"/api/executions/{held["id"]}/reject");
        Assert.True(rejected.IsSuccessStatusCode, await rejected.Content.ReadAsStringAsync());
        Assert.Equal("refused", (string?)(await system.GetAsync($"/api/executions/{held["id"]}"))["status"]);

        system.Upload(FeedKind.Price, [.. small, .. "\r\n"u8], catalog.PriceFileTime.AddHours(2));
        JsonNode second = await system.RunFlowAsync("ingram.price", "held");
        Assert.Equal("GUARD_ROWS", (string?)second["firstError"]!["code"]);
        using HttpResponseMessage approved = await system.PostAsync($"/api/executions/{second["id"]}/approve");
        Assert.True(approved.IsSuccessStatusCode, await approved.Content.ReadAsStringAsync());
        JsonNode applied = await system.FollowAsync(new Uri($"/api/executions/{second["id"]}", UriKind.Relative));
        Assert.Contains((string?)applied["status"], new[] { "succeeded", "partial" });
        Assert.True((int)applied["counts"]!["removed"]! > 100, applied.ToJsonString());
    }

    [Fact]
    public async Task A_missing_file_ends_in_a_plain_sentence_and_the_next_run_recovers()
    {
        PipelineSystem system = await fixture.EmptyAsync();

        JsonNode missing = await system.RunFlowAsync("ingram.price", "failed");
        Assert.Equal("FEED_FILE_MISSING", (string?)missing["firstError"]!["code"]);
        Assert.Equal("retry", (string?)missing["firstError"]!["severity"]);

        system.Upload(FeedKind.Price, SampleFiles.Read(FeedKind.Price), new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero));
        _ = await system.RunFlowAsync("ingram.price", "succeeded");
    }

    private static byte[] Write(CatalogGenerator catalog, Action<CatalogGenerator, Stream> write)
    {
        using var stream = new MemoryStream();
        write(catalog, stream);
        return stream.ToArray();
    }

    private static async Task AssertStoppedAsync(
        PipelineSystem system, string flow, string what, string status, string code, string[] before)
    {
        JsonNode execution = await system.RunFlowAsync(flow);
        Assert.True((string?)execution["status"] == status, $"{what}: {execution}\n{system.Log}");
        Assert.True((string?)execution["firstError"]?["code"] == code, $"{what}: {execution}");
        Assert.NotNull(execution["firstError"]!["remedy"]);
        Assert.Equal(before, await system.CatalogLinesAsync());
    }
}
