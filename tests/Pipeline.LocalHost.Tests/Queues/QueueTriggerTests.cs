using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.Queues;

[Collection(StorageCollection.Name)]
public sealed class QueueTriggerTests(AzuriteServer storage) : IAsyncLifetime
{
    private readonly string _name = $"q{Guid.NewGuid():N}";
    private QueueClient _queue = null!;

    public async Task InitializeAsync()
    {
        _queue = storage.Queues.GetQueueClient(_name);
        await _queue.CreateAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_message_reaches_the_handler_and_leaves_the_queue()
    {
        using TestApp app = App();
        await SendAsync("""{"orderId":"o-1"}""");

        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);

        await Eventually.TrueAsync(() => IsEmptyAsync(_queue), "the queue is empty");
        JObject call = Assert.Single(app.Calls("Ingest"));
        Assert.Equal("\"{\\\"orderId\\\":\\\"o-1\\\"}\"", (string?)call["data"]!["message"]);
        Assert.Equal("1", (string?)call["metadata"]!["DequeueCount"]);
        Assert.Equal("\"o-1\"", (string?)call["metadata"]!["orderId"]);
        Assert.Null(call["metadata"]!["QueueTrigger"]);
    }

    [Fact]
    public async Task A_message_that_fails_five_times_goes_to_the_poison_queue_unchanged()
    {
        using TestApp app = App().WithRule("Ingest", """{"status":500}""");
        await SendAsync("bad order");

        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);

        QueueClient poison = storage.Queues.GetQueueClient($"{_name}-poison");
        await Eventually.TrueAsync(() => HoldsOneAsync(poison), "the poison queue holds the message");
        await Eventually.TrueAsync(() => IsEmptyAsync(_queue), "the queue is empty");
        Assert.Equal(
            ["1", "2", "3", "4", "5"], app.Calls("Ingest").Select(call => (string)call["metadata"]!["DequeueCount"]!));
        PeekedMessage message = (await poison.PeekMessageAsync()).Value;
        Assert.Equal("YmFkIG9yZGVy", message.Body.ToString());
    }

    [Fact]
    public async Task A_message_that_is_not_base64_becomes_poison_without_a_call()
    {
        using TestApp app = App();
        await _queue.SendMessageAsync("<not base64>");

        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);

        QueueClient poison = storage.Queues.GetQueueClient($"{_name}-poison");
        await Eventually.TrueAsync(() => HoldsOneAsync(poison), "the poison queue holds the message");
        Assert.Empty(app.Calls("Ingest"));
        Assert.Equal("<not base64>", (await poison.PeekMessageAsync()).Value.Body.ToString());
    }

    [Fact]
    public async Task A_call_longer_than_the_lease_keeps_its_message()
    {
        using TestApp app = App().WithRule("Ingest", """{"delayMs":5000}""");
        await SendAsync("slow");

        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);

        await Eventually.TrueAsync(() => IsEmptyAsync(_queue), "the queue is empty");
        Assert.Single(app.Calls("Ingest"));
    }

    [Fact]
    public async Task A_message_survives_the_death_of_the_host()
    {
        using TestApp app = App().WithRule("Ingest", """{"delayMs":60000}""");
        await SendAsync("precious");
        using (HostProcess first = HostProcess.Start(app, 0))
        {
            await Eventually.TrueAsync(() => app.Calls("Ingest").Count == 1, "the call begins");
            await first.KillAsync();
        }

        app.WithRule("Ingest", "{}");
        using HostProcess second = HostProcess.Start(app, 0);

        await Eventually.TrueAsync(() => app.Calls("Ingest", "end").Count == 1, "the call ends");
        await Eventually.TrueAsync(() => IsEmptyAsync(_queue), "the queue is empty");
        Assert.Equal("2", (string?)app.Calls("Ingest")[1]["metadata"]!["DequeueCount"]);
    }

    [Fact]
    public async Task No_more_than_a_batch_and_its_threshold_run_together()
    {
        using TestApp app = App().WithRule("Ingest", """{"delayMs":150}""");
        app.HostJson["extensions"]!["queues"]!["batchSize"] = 2;
        app.HostJson["extensions"]!["queues"]!["newBatchThreshold"] = 1;
        app.Write();
        for (int number = 0; number < 12; number++)
        {
            await SendAsync($"m{number}");
        }

        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);

        await Eventually.TrueAsync(() => app.Calls("Ingest", "end").Count == 12, "all calls end");
        Assert.InRange(MostAtOnce(app), 2, 3);
    }

    private static int MostAtOnce(TestApp app)
    {
        int running = 0;
        return app.Calls("Ingest").Select(call => (At: (long)call["at"]!, Step: 1))
            .Concat(app.Calls("Ingest", "end").Select(call => (At: (long)call["at"]!, Step: -1)))
            .OrderBy(change => change.At).ThenBy(change => change.Step)
            .Max(change => running += change.Step);
    }

    private TestApp App() => new TestApp(storage)
        .WithFunction("Ingest", $$"""{"type":"queueTrigger","direction":"in","name":"message","queueName":"{{_name}}"}""")
        .Write();

    private async Task SendAsync(string text) =>
        await _queue.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));

    private static async Task<bool> IsEmptyAsync(QueueClient queue) =>
        (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0;

    private static async Task<bool> HoldsOneAsync(QueueClient queue) =>
        await queue.ExistsAsync() && (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 1;
}
