using System.Net;
using System.Text.Json;
using Azure.Storage.Blobs;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Http;

[Collection(StorageCollection.Name)]
public sealed class ProbeTests(StorageEmulator storage)
{
    private const string Nowhere =
        "DefaultEndpointsProtocol=http;AccountName=shop;AccountKey=aHVudGVyMg==;BlobEndpoint=http://127.0.0.1:1/shop;" +
        "QueueEndpoint=http://127.0.0.1:1/shop;TableEndpoint=http://127.0.0.1:1/shop;";

    [Fact]
    public async Task A_process_without_storage_is_healthy_but_not_ready()
    {
        await using PipelineApp app = await PipelineApp.StartOnAsync(Nowhere, static services =>
            Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(services, TimeProvider.System));

        HttpResponseMessage health = await app.GetAsync("/api/health");
        HttpResponseMessage ready = await app.GetAsync("/api/ready");

        Assert.Equal("""{"status":"healthy"}""", await health.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        string text = await ready.Content.ReadAsStringAsync();
        Assert.StartsWith("""{"status":"notReady",""", text, StringComparison.Ordinal);
        Assert.DoesNotContain("aHVudGVyMg", text, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_with_storage_is_ready_and_says_what_is_not_configured()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        JsonElement ready = await app.GetJsonAsync("/api/ready");

        Assert.Equal("ready", ready.GetProperty("status").GetString());
        Assert.Equal(
            [
                "settings ok", "tables ok", "blobs ok", "queues ok", "schema ok", "poisonQueues ok",
                "ingram.price ok", "ingram.stock ok", "ingram.category notConfigured", "ingram.reconcile notConfigured",
            ],
            ready.GetProperty("checks").EnumerateArray().Select(static check => $"{check.GetProperty("name")} {check.GetProperty("status")}"));
    }

    [Fact]
    public async Task A_feed_whose_profile_is_not_valid_needs_a_person()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        BlobContainerClient config = app.Get<BlobServiceClient>().GetBlobContainerClient("config");
        _ = await config.CreateIfNotExistsAsync();
        _ = await config.UploadBlobAsync("ingram-micro/nl-price.json", BinaryData.FromString("[]"));

        (string? status, string? detail) = await CheckAsync(app, "ingram.price");

        Assert.Equal(
            ("attention", "PROFILE_INVALID: The profile nl-price is not valid: a JSON object is expected."), (status, detail));
        Assert.Equal(("ok", null), await CheckAsync(app, "ingram.stock"));
    }

    [Theory]
    [InlineData(FeedFileStatus.Refused, "attention", "FEED_EMPTY: the last file, landing/ingram-micro/stock/2026/03/10/060000-bbbbbbbb.csv, was refused.")]
    [InlineData(FeedFileStatus.Held, "attention", "FEED_EMPTY: the last file, landing/ingram-micro/stock/2026/03/10/060000-bbbbbbbb.csv, was held.")]
    [InlineData(FeedFileStatus.Accepted, "ok", null)]
    [InlineData(FeedFileStatus.Landed, "ok", null)]
    public async Task A_feed_whose_last_file_went_no_further_needs_a_person(FeedFileStatus last, string status, string? detail)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        await NoteAsync(app, new DateTimeOffset(2026, 3, 10, 5, 0, 0, TimeSpan.Zero), 'a', FeedFileStatus.Accepted);
        await NoteAsync(app, new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero), 'b', last);

        Assert.Equal((status, detail), await CheckAsync(app, "ingram.stock"));
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/api/ready")).StatusCode);
    }

    [Fact]
    public async Task A_request_without_storage_is_answered_503()
    {
        await using PipelineApp app = await PipelineApp.StartOnAsync(Nowhere, static services =>
            Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(services, TimeProvider.System));

        await ProblemAssert.IsAsync(
            await app.GetAsync("/api/flows"), HttpStatusCode.ServiceUnavailable, "STORAGE_UNAVAILABLE");
    }

    private static async Task<(string? Status, string? Detail)> CheckAsync(PipelineApp app, string name)
    {
        JsonElement check = (await app.GetJsonAsync("/api/ready")).GetProperty("checks").EnumerateArray()
            .Single(check => check.GetProperty("name").GetString() == name);
        return (check.GetProperty("status").GetString(), check.GetProperty("detail").GetString());
    }

    private static Task NoteAsync(PipelineApp app, DateTimeOffset fileTime, char hash, FeedFileStatus status)
    {
        FeedId feed = new("ingram-micro", FeedKind.Stock);
        return app.Get<IFeedStore>().WriteFileAsync(
            new FeedFile
            {
                Feed = feed,
                Blob = LandingNames.Of(feed, fileTime, new string(hash, 64), "stock.csv"),
                FileTime = fileTime,
                LandedAt = fileTime,
                Size = 0,
                Status = status,
                ReasonCode = "FEED_EMPTY",
            },
            default);
    }
}
