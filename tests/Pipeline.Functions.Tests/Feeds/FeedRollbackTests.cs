using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Flows.Running;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;
using Pipeline.Storage;

namespace Pipeline.Functions.Tests.Feeds;

/// <summary>The way back to the file before: asked over HTTP, done by the import, on real storage.</summary>
[Collection(StorageCollection.Name)]
public sealed class FeedRollbackTests(StorageEmulator storage) : IAsyncLifetime
{
    private static readonly FeedId Price = new("ingram-micro", FeedKind.Price);

    private PipelineApp app = null!;

    public async Task InitializeAsync()
    {
        app = await PipelineApp.StartAsync(storage, static services => services.AddSingleton<IFlowExecutor, FeedFetcher>());
        await AcceptAsync("612.40");
        app.Clock.Advance(TimeSpan.FromHours(1));
        await AcceptAsync("1.00");
        Assert.Equal(1.00m, await PriceAsync());
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task It_goes_to_the_import_without_a_run_of_the_flow()
    {
        string id = await RollBackAsync();

        Assert.Equal("queued rollback", await StateAsync(id));
        Assert.Empty(await app.TakeMessagesAsync());
        await ImportAsync(Assert.Single(await TakeRequestsAsync()));
        Assert.Equal("succeeded rollback", await StateAsync(id));
        Assert.Equal(612.40m, await PriceAsync());
    }

    [Fact]
    public async Task A_request_that_never_came_is_sent_again_and_one_that_comes_twice_changes_nothing()
    {
        string id = await RollBackAsync();
        string lost = Assert.Single(await TakeRequestsAsync());

        app.Clock.Advance(TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(1));
        _ = await app.Get<FlowSweep>().SweepAsync(default);
        Assert.Null(await app.DeliverAsync("RunFlow", Assert.Single(await app.TakeMessagesAsync())));
        Assert.Equal(lost, Assert.Single(await TakeRequestsAsync()));
        await ImportAsync(lost);
        await AcceptAsync("2.00");
        await ImportAsync(lost);

        Assert.Equal("succeeded rollback", await StateAsync(id));
        Assert.Equal(2.00m, await PriceAsync());
    }

    [Fact]
    public async Task One_that_is_cancelled_before_it_begins_changes_nothing()
    {
        string id = await RollBackAsync();

        using HttpResponseMessage cancelled = await app.PostAsync($"/api/executions/{id}/cancel");
        await ImportAsync(Assert.Single(await TakeRequestsAsync()));

        Assert.Equal("cancelled rollback", await StateAsync(id));
        Assert.Equal(1.00m, await PriceAsync());
    }

    private async Task<string> RollBackAsync()
    {
        using HttpResponseMessage accepted = await app.PostAsync("/api/feeds/ingram-micro/price/rollback");
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        return (await accepted.JsonAsync()).GetProperty("id").GetString()!;
    }

    private async Task AcceptAsync(string price)
    {
        string sample = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Feeds", "price.csv"));
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, sample.Replace("612.40", price, StringComparison.Ordinal));
        DateTimeOffset now = app.Clock.GetUtcNow();
        FeedFile file = new()
        {
            Feed = Price,
            Blob = LandingNames.Of(Price, now, new string('a', 64), "price.csv"),
            FileTime = now,
            LandedAt = now,
            Size = new FileInfo(path).Length,
        };
        await app.Get<ILandingStore>().LandAsync(file, path, default);
        File.Delete(path);
        await ImportAsync(JsonSerializer.Serialize(
            new FeedImportRequest(file.Blob, ExecutionId: null, Rollback: false), JsonSerializerOptions.Web));
    }

    private async Task ImportAsync(string request) => Assert.Null(await app.CallAsync("NormaliseFeedOnRequest", request));

    private async Task<IReadOnlyList<string>> TakeRequestsAsync()
    {
        QueueClient queue = app.Get<QueueServiceClient>().GetQueueClient(StorageNames.FeedFilesQueue);
        QueueMessage[] messages = await queue.ReceiveMessagesAsync(maxMessages: 32);
        _ = await queue.ClearMessagesAsync();
        return [.. messages.Select(static message => Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText)))];
    }

    private async Task<string> StateAsync(string id)
    {
        JsonElement execution = await app.GetJsonAsync($"/api/executions/{id}");
        return $"{execution.GetProperty("status").GetString()} {execution.GetProperty("trigger").GetString()}";
    }

    private async Task<decimal> PriceAsync() =>
        (await app.GetJsonAsync("/api/catalog/ingram-micro/7100231")).GetProperty("price").GetProperty("amount").GetDecimal();
}
