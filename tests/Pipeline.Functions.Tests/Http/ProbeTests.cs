using System.Net;
using System.Text.Json;
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
                "ingram.price ok", "ingram.stock ok", "ingram.category notConfigured",
            ],
            ready.GetProperty("checks").EnumerateArray().Select(static check => $"{check.GetProperty("name")} {check.GetProperty("status")}"));
    }

    [Fact]
    public async Task A_request_without_storage_is_answered_503()
    {
        await using PipelineApp app = await PipelineApp.StartOnAsync(Nowhere, static services =>
            Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(services, TimeProvider.System));

        await ProblemAssert.IsAsync(
            await app.GetAsync("/api/flows"), HttpStatusCode.ServiceUnavailable, "STORAGE_UNAVAILABLE");
    }
}
