using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;
using Pipeline.Storage;
using Pipeline.TestSupport;

namespace Pipeline.Functions.Tests.Subscriptions;

/// <summary>Another system is told of events: over HTTP, through the queues, to its address.</summary>
[Collection(StorageCollection.Name)]
public sealed class SubscriptionHttpTests(StorageEmulator storage) : IAsyncLifetime
{
    private static readonly string[] Settings = ["--Subscriptions:SigningKey", "0123456789abcdef0123456789abcdef", "--Subscriptions:AllowPrivateAddresses", "true"];
    private readonly WebhookReceiver receiver = new();
    private PipelineApp app = null!;

    public async Task InitializeAsync() => app = await PipelineApp.StartAsync(storage, null, Settings);

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task An_orders_timeline_is_told_entry_by_entry()
    {
        _ = await SubscribeAsync("order.changed");

        string id = await app.PlaceAsync();
        _ = await app.PostAsync($"/api/orders/{id}/cancel");
        await WorkAsync();

        Assert.Equal(
            ["1 received", "2 cancelRequested", "3 ended"],
            receiver.Received.Select(static one => one.Json.GetProperty("data")).Select(static data => $"{data.GetProperty("sequence")} {data.GetProperty("step").GetString()}"));
        JsonElement last = receiver.Received[^1].Json;
        Assert.Equal(("order.changed", $"order:{id}"), (last.GetProperty("type").GetString(), last.GetProperty("subject").GetString()));
        Assert.Equal($"/api/orders/{id}", last.GetProperty("data").GetProperty("href").GetString());
        Assert.DoesNotContain("Dupont", string.Concat(receiver.Received.Select(static one => one.Body)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_other_system_did_not_take_is_shown_with_its_answers_and_sent_again_on_request()
    {
        string subscription = await SubscribeAsync("order.changed");
        receiver.Status = 503;
        _ = await app.PlaceAsync();
        await WorkAsync();
        for (int tries = 0; tries < 20; tries++)
        {
            // The notices wait in the queue, whose clock is the real one; the sweep makes up for what is late.
            app.Clock.Advance(TimeSpan.FromHours(12));
            Assert.Null(await app.CallAsync("SweepDeliveries", "{}"));
            await WorkAsync();
        }

        JsonElement setAside = Assert.Single(await ItemsAsync($"/api/subscriptions/{subscription}/deliveries?state=setAside"));
        Assert.Equal(503, setAside.GetProperty("attempts")[0].GetProperty("status").GetInt32());
        string happened = setAside.GetProperty("event").GetString()!;
        Assert.All(receiver.Received, one => Assert.Equal(happened, one.Id));
        receiver.Status = 200;
        HttpResponseMessage again = await SendAsync(HttpMethod.Post, $"/api/subscriptions/{subscription}/replay", $$"""{"event":"{{happened}}"}""");
        Assert.Equal("""{"events":1,"skipped":0}""", await again.Content.ReadAsStringAsync());
        await WorkAsync();

        Assert.Equal("delivered", Assert.Single(await ItemsAsync($"/api/subscriptions/{subscription}/deliveries")).GetProperty("state").GetString());
        HttpResponseMessage span = await SendAsync(HttpMethod.Post, $"/api/subscriptions/{subscription}/replay", """{"from":"2026-03-10T00:00:00Z","setAsideOnly":true}""");
        Assert.Equal("""{"events":0,"skipped":1}""", await span.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_change_of_the_catalogue_names_where_to_read_it()
    {
        _ = await SubscribeAsync("catalog.changed");

        await app.Get<IChangeQueue>().AnnounceAsync(
            new ChangeAnnouncement("changes/acme/price/1.jsonl.gz", "acme", ["price"], 12, app.Clock.GetUtcNow()), default);
        await WorkAsync();

        JsonElement data = Assert.Single(receiver.Received).Json.GetProperty("data");
        Assert.Equal("/api/catalog.jsonl?distributor=acme&changedSince=2026-03-10T06:00:00.0000000Z", data.GetProperty("href").GetString());
        Assert.Equal((12, "price"), (data.GetProperty("count").GetInt32(), data.GetProperty("kinds")[0].GetString()));
    }

    [Fact]
    public async Task An_execution_that_failed_is_told_once_with_cause_and_remedy()
    {
        _ = await SubscribeAsync("execution.failed");
        DateTimeOffset now = app.Clock.GetUtcNow();
        _ = await app.Get<IExecutionStore>().TryAddAsync(
            new Execution
            {
                Id = ExecutionId.New(now), Flow = "ingram.price", Status = ExecutionStatus.Failed, Trigger = "schedule", QueuedAt = now, FinishedAt = now,
                FirstError = new Issue(IssueCodes.CallTimedOut, null, null).With("reason", "no answer"),
            },
            default);

        foreach (int minute in Enumerable.Range(0, 3))
        {
            Assert.Null(await app.CallAsync("SweepDeliveries", "{}"));
            await WorkAsync();
            app.Clock.Advance(TimeSpan.FromMinutes(minute));
        }

        JsonElement data = Assert.Single(receiver.Received).Json.GetProperty("data");
        Assert.Equal(("ingram.price", "failed", "CALL_TIMED_OUT"), (data.GetProperty("flow").GetString(), data.GetProperty("status").GetString(), data.GetProperty("code").GetString()));
        Assert.NotEqual(JsonValueKind.Null, data.GetProperty("remedy").ValueKind);
    }

    [Fact]
    public async Task The_secret_is_shown_when_it_is_new_and_never_again()
    {
        string id = await SubscribeAsync("order.changed");
        string first = (await (await SendAsync(HttpMethod.Post, $"/api/subscriptions/{id}/secret", null)).JsonAsync()).GetProperty("secret").GetString()!;

        Assert.StartsWith("whsec_", first, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await app.GetJsonAsync($"/api/subscriptions/{id}")).GetProperty("secret").ValueKind);
        Assert.DoesNotContain("whsec_", await (await app.GetAsync("/api/subscriptions")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", await (await app.GetAsync("/api/audit")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_arrives_and_an_ended_subscription_is_told_nothing()
    {
        string id = await SubscribeAsync("order.changed");
        _ = await SendAsync(HttpMethod.Post, $"/api/subscriptions/{id}/test", null);
        await WorkAsync();
        Assert.Equal("subscription.test", Assert.Single(receiver.Received).Json.GetProperty("type").GetString());

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Delete, $"/api/subscriptions/{id}", null)).StatusCode);
        _ = await app.PlaceAsync();
        await WorkAsync();

        _ = Assert.Single(receiver.Received);
        _ = await ProblemAssert.IsAsync(await app.GetAsync($"/api/subscriptions/{id}/deliveries"), HttpStatusCode.NotFound, "SUBSCRIPTION_UNKNOWN");
        _ = await ProblemAssert.IsAsync(await SendAsync(HttpMethod.Delete, $"/api/subscriptions/{id}", null), HttpStatusCode.NotFound, "SUBSCRIPTION_UNKNOWN");
    }

    [Theory]
    [InlineData("""{"url":"ftp://example.com","kinds":["order.changed"]}""", "SUBSCRIPTION_URL")]
    [InlineData("""{"url":"nowhere","kinds":["order.changed"]}""", "SUBSCRIPTION_URL")]
    [InlineData("""{"kinds":["order.changed"]}""", "SUBSCRIPTION_URL")]
    [InlineData("""{"url":"https://example.com","kinds":["order.eaten"]}""", "EVENT_KIND_UNKNOWN")]
    [InlineData("""{"url":"https://example.com"}""", "EVENT_KIND_UNKNOWN")]
    public async Task A_wish_that_cannot_be_met_says_why(string body, string code) => _ = await ProblemAssert.IsAsync(
        await SendAsync(HttpMethod.Post, "/api/subscriptions", body), HttpStatusCode.UnprocessableEntity, code);

    [Fact]
    public async Task A_replay_without_bounds_is_refused()
    {
        string id = await SubscribeAsync("order.changed");

        _ = await ProblemAssert.IsAsync(await SendAsync(HttpMethod.Post, $"/api/subscriptions/{id}/replay", "{}"), HttpStatusCode.UnprocessableEntity, "REPLAY_UNBOUNDED");
    }

    [Fact]
    public async Task Without_a_signing_key_and_inside_the_network_nothing_is_sent()
    {
        await using PipelineApp bare = await PipelineApp.StartOnAsync(storage.ConnectionString, null);
        using StringContent body = new("""{"url":"https://example.com","kinds":["order.changed"]}""", Encoding.UTF8, "application/json");
        using StringContent inside = new("""{"url":"https://10.0.0.1","kinds":["order.changed"]}""", Encoding.UTF8, "application/json");

        _ = await ProblemAssert.IsAsync(await bare.Http.PostAsync(new Uri("/api/subscriptions", UriKind.Relative), body), HttpStatusCode.Conflict, "SIGNING_KEY_MISSING");
        _ = await ProblemAssert.IsAsync(await bare.Http.PostAsync(new Uri("/api/subscriptions", UriKind.Relative), inside), HttpStatusCode.UnprocessableEntity, "SUBSCRIPTION_URL");
    }

    private async Task<string> SubscribeAsync(string kind)
    {
        HttpResponseMessage made = await SendAsync(HttpMethod.Post, "/api/subscriptions", $$"""{"url":"{{receiver.Address}}","kinds":["{{kind}}"],"name":"ERP"}""");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (await made.JsonAsync()).GetProperty("id").GetString()!;
    }

    private async Task<IReadOnlyList<JsonElement>> ItemsAsync(string path) => [.. (await app.GetJsonAsync(path)).GetProperty("items").EnumerateArray()];

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json) => app.Http.SendAsync(new HttpRequestMessage(method, path)
    {
        Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
    });

    /// <summary>Hands the queues' messages to their functions, those that are delayed too, each once.</summary>
    private async Task WorkAsync()
    {
        await HandAsync(StorageNames.OrderEventsQueue, "TellOrderEvents");
        await HandAsync(StorageNames.DeliveriesQueue, "DeliverEvents");
    }

    private async Task HandAsync(string name, string function)
    {
        QueueClient queue = app.Get<QueueServiceClient>().GetQueueClient(name);
        if (!await queue.ExistsAsync())
        {
            return;
        }

        // A delayed message cannot be taken before its time; the app's clock is not the queue's.
        QueueMessage[] messages;
        do
        {
            messages = await queue.ReceiveMessagesAsync(maxMessages: 32);
            foreach (QueueMessage message in messages)
            {
                _ = await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
                Assert.Null(await app.CallAsync(function, Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText))));
            }
        }
        while (messages.Length > 0 || (name == StorageNames.OrderEventsQueue && (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount > 0));
    }
}
