using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Flows.Running;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Feeds;

/// <summary>The app with a scripted source for its price feed; runs end as the host would end them: the landed blob is imported.</summary>
internal sealed class FeedStage : IAsyncDisposable
{
    private readonly StorageEmulator storage;
    private string[] settings = [];
    private int slots;

    private FeedStage(StorageEmulator storage) => this.storage = storage;

    public PipelineApp App { get; private set; } = null!;

    public ScriptedSource Source { get; } = new();

    public DateTimeOffset Now => App.Clock.GetUtcNow();

    public static byte[] File(string name) => System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Feeds", "samples", name));

    public static async Task<FeedStage> StartAsync(StorageEmulator storage, params string[] settings)
    {
        FeedStage stage = new(storage) { settings = settings };
        await storage.EmptyAsync();
        await stage.OpenAsync(after: TimeSpan.Zero);
        return stage;
    }

    /// <summary>The app starts again an hour later, with other settings.</summary>
    public async Task RestartAsync(params string[] others)
    {
        TimeSpan gone = Now - new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);
        await App.DisposeAsync();
        settings = others;
        await OpenAsync(gone + TimeSpan.FromHours(1));
    }

    /// <summary>A person runs the flow now.</summary>
    /// <returns>The execution, when the file it landed has been imported.</returns>
    public async Task<JsonElement> RunNowAsync() => await FinishAsync(await IdAsync(await App.PostAsync("/api/flows/ingram.price/run")));

    /// <summary>A person repeats what failed in an execution.</summary>
    public async Task<JsonElement> RerunFailedAsync(JsonElement execution) =>
        await FinishAsync(await IdAsync(await App.PostAsync($"/api/executions/{Text(execution, "id")}/rerun-failed")));

    /// <summary>The schedule runs the flow, a minute later.</summary>
    public async Task<JsonElement> RunOnScheduleAsync()
    {
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        return await FinishAsync((await App.Get<FlowStarter>().StartSlotAsync("ingram.price", Now.AddSeconds(++slots), missed: false, default))!.Id);
    }

    /// <summary>The price of an article, or null when it is not in the catalogue.</summary>
    public async Task<decimal?> PriceAsync(string sku)
    {
        using HttpResponseMessage answer = await App.GetAsync($"/api/catalog/ingram-micro/{sku}");
        return answer.StatusCode == HttpStatusCode.NotFound ? null : (await answer.JsonAsync()).GetProperty("price").GetProperty("amount").GetDecimal();
    }

    /// <summary>The landed files, youngest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> FilesAsync() =>
        [.. (await App.GetJsonAsync("/api/feeds/ingram-micro/price/files")).GetProperty("items").EnumerateArray()];

    public static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    /// <summary>Status of an execution, with the code of its first error where there is one.</summary>
    public static string Outcome(JsonElement execution) =>
        execution.GetProperty("firstError") is { ValueKind: JsonValueKind.Object } error ? $"{Text(execution, "status")} {Text(error, "code")}" : Text(execution, "status")!;

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>Begins a run whose landed file is not imported yet.</summary>
    public async Task<string> LandAsync()
    {
        string id = await IdAsync(await App.PostAsync("/api/flows/ingram.price/run"));
        await DeliverAsync(id);
        return id;
    }

    /// <summary>Delivers a run's message, as often as one likes.</summary>
    public async Task DeliverAsync(string id)
    {
        _ = await App.TakeMessagesAsync();
        Assert.Null(await App.DeliverAsync("RunFlow", new FlowExecutionMessage(id, "ingram.price")));
    }

    /// <summary>Imports what an execution landed, and tells how it stands.</summary>
    public async Task<JsonElement> ImportAsync(string id)
    {
        JsonElement execution = await App.GetJsonAsync($"/api/executions/{id}");
        if (Text(execution, "status") == "running" && LandingNames.WithoutContainer(Text(execution, "file")) is { } blob)
        {
            // The blob's own event names no execution.
            FeedImportRequest request = new(blob, ExecutionId: null, Rollback: false);
            Assert.Null(await App.CallAsync("NormaliseFeedOnRequest", JsonSerializer.Serialize(request, JsonSerializerOptions.Web)));
        }

        return await App.GetJsonAsync($"/api/executions/{id}");
    }

    private async Task<JsonElement> FinishAsync(string id)
    {
        await DeliverAsync(id);
        return await ImportAsync(id);
    }

    private async Task OpenAsync(TimeSpan after)
    {
        App = await PipelineApp.StartOnAsync(
            storage.ConnectionString,
            services => services.AddSingleton<IFlowExecutor, FeedFetcher>().AddSingleton<IFeedSourceFactory>(Source),
            settings);
        App.Clock.Advance(after);
    }

    private static async Task<string> IdAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            return Text(await answer.JsonAsync(), "id")!;
        }
    }
}
