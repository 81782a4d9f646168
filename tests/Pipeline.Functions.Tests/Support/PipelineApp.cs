using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Flows.Running;
using Pipeline.Storage;
using Pipeline.TestSupport;

namespace Pipeline.Functions.Tests.Support;

/// <summary>The whole app in this process, on a free port, with a clock moved by hand and a runner that does as told.</summary>
public sealed class PipelineApp : IAsyncDisposable
{
    private readonly WorkerHost app;

    private PipelineApp(WorkerHost app, TestClock clock, ScriptedRunner runner, HttpClient http) =>
        (this.app, Clock, Runner, Http) = (app, clock, runner, http);

    public TestClock Clock { get; }

    public ScriptedRunner Runner { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>Starts it with a price and a stock feed configured and no category feed; storage is empty.</summary>
    public static async Task<PipelineApp> StartAsync(
        StorageEmulator storage, Action<IServiceCollection>? change = null, params string[] settings)
    {
        await storage.EmptyAsync();
        return await StartOnAsync(storage.ConnectionString, change, settings);
    }

    public static async Task<PipelineApp> StartOnAsync(
        string connection, Action<IServiceCollection>? change = null, params string[] settings)
    {
        string[] args =
        [
            "--AzureWebJobsStorage", connection,
            "--Distributors:IngramMicro:Feeds:Price:Url", "ftp://127.0.0.1/PRICE.TXT",
            "--Distributors:IngramMicro:Feeds:Stock:Url", "ftp://127.0.0.1/STOCK.TXT",
            .. settings,
        ];
        TestClock clock = new();
        ScriptedRunner runner = new();
        WorkerHost started = await WorkerHost.StartAsync(args, services =>
        {
            _ = services.AddSingleton<TimeProvider>(clock).AddSingleton<IFlowExecutor>(runner);
            change?.Invoke(services);
        });
        return new PipelineApp(started, clock, runner, new HttpClient { BaseAddress = started.Address });
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Takes all messages off the queue of executions.</summary>
    public async Task<IReadOnlyList<FlowExecutionMessage>> TakeMessagesAsync()
    {
        QueueClient queue = Get<QueueServiceClient>().GetQueueClient(StorageNames.FlowRunsQueue);
        if (!await queue.ExistsAsync())
        {
            return [];
        }

        QueueMessage[] messages = await queue.ReceiveMessagesAsync(maxMessages: 32);
        _ = await queue.ClearMessagesAsync();
        return [.. messages.Select(static message => JsonSerializer.Deserialize<FlowExecutionMessage>(
            Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText)), JsonSerializerOptions.Web)!)];
    }

    /// <summary>Calls a queue or timer function as the Functions host does.</summary>
    /// <returns>Why it failed; null when it did not.</returns>
    public Task<string?> CallAsync(string function, string trigger) => app.CallAsync(function, trigger);

    /// <summary>Delivers a message to its function.</summary>
    public Task<string?> DeliverAsync(string function, FlowExecutionMessage message) =>
        CallAsync(function, JsonSerializer.Serialize(message, JsonSerializerOptions.Web));

    public async Task<JsonElement> GetJsonAsync(string path) =>
        await Http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative));

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(new Uri(path, UriKind.Relative));

    public Task<HttpResponseMessage> PostAsync(string path) => Http.PostAsync(new Uri(path, UriKind.Relative), null);

    public Task<HttpResponseMessage> PatchAsync(string path, string json) =>
        Http.PatchAsync(new Uri(path, UriKind.Relative), new StringContent(json, Encoding.UTF8, "application/json"));

    public async ValueTask DisposeAsync()
    {
        Runner.Release();
        Http.Dispose();
        await app.DisposeAsync();
    }
}
