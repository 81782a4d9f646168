using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Distributors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Flows.Running;
using Pipeline.Functions.Orders;
using Pipeline.Functions.Tests.Distributors;
using Pipeline.Functions.Tests.Notifications;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;
using Pipeline.Partners.Distributors;
using Pipeline.Storage;
using Pipeline.TestSupport;

namespace Pipeline.Functions.Tests.Monitoring;

/// <summary>What one event sets in motion is one trace, through queues, blobs and orchestrations.</summary>
[Collection(StorageCollection.Name)]
public sealed class TraceTests(StorageEmulator storage)
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Timer = """{"Schedule":{"AdjustForDST":true},"IsPastDue":false}""";

    [Fact]
    public async Task A_push_its_handling_and_the_call_that_it_leads_to_are_one_trace()
    {
        await using PipelineApp app = await StartTalkingAsync();
        TalkingDistributor distributor = Talking(app);
        using HeardSpans spans = new();
        string order = await app.PlaceAsync("{" + OrderCalls.ShipTo + ",\"lines\":[{\"distributor\":\"talk\",\"sku\":\"T1\",\"quantity\":2}]}");
        OrderActivities activities = ActivatorUtilities.CreateInstance<OrderActivities>(app.Services);
        _ = await activities.ReviewAsync(order, CancellationToken.None);

        using HttpRequestMessage push = PushApp.Request(
            "/api/notifications/talk", Encoding.UTF8.GetBytes($"<confirmed order=\"{distributor.Placed}\" number=\"T-7\"/>"));
        push.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");
        _ = await (await app.Http.SendAsync(push)).JsonAsync();
        Assert.Null(await app.CallAsync("HandleNotification", await TakeAsync(app, StorageNames.NotificationsQueue)));
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        _ = await activities.ReviewAsync(order, CancellationToken.None);

        Assert.Equal(["ReceiveNotification", "talk orderResponse", "message.handle", "talk orderStatus", "order.advance"], spans.Of(Trace));
        Activity call = spans.All.Single(static span => span.OperationName == "talk orderStatus");
        Assert.Equal((ActivityKind.Client, ActivityStatusCode.Error, TimeSpan.FromMilliseconds(250)), (call.Kind, call.Status, call.Duration));
        Assert.Equal(distributor.Placed, call.GetTagItem("exchange.subject"));
    }

    [Fact]
    public async Task An_order_its_orchestration_and_the_purchase_are_one_trace()
    {
        await using PipelineApp app = await StartTalkingAsync();
        using HeardSpans spans = new();

        string order = await app.PlaceAsync("{" + OrderCalls.ShipTo + ",\"lines\":[{\"distributor\":\"talk\",\"sku\":\"T1\",\"quantity\":2}]}");
        string signal = await TakeAsync(app, StorageNames.OrderSignalsQueue);
        _ = await ActivatorUtilities.CreateInstance<OrderActivities>(app.Services).ReviewAsync(order, CancellationToken.None);

        string trace = spans.TraceOf("PlaceOrder");
        Assert.Equal(["PlaceOrder", "talk orderCreate", "order.advance"], spans.Of(trace));
        Assert.Contains(trace, JsonDocument.Parse(signal).RootElement.GetProperty("traceParent").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timer_the_run_that_it_starts_and_the_import_of_what_landed_are_one_trace()
    {
        await using WebApplication files = await ServeAsync("Article;Text;EAN;Price\nT100;A toy;4006381333931;9,90\n");
        await using PipelineApp app = await PipelineApp.StartAsync(
            storage,
            static services => services.AddDistributor<ToyDistributor>().AddSingleton<IFlowExecutor, FeedFetcher>(),
            "--Distributors:Toy:Price:Url", $"{files.Urls.First()}/PRICE.CSV", "--Distributors:Toy:Price:Schedule", "0 0 * * * *");
        Assert.Null(await app.CallAsync("StartDueFlows", Timer));
        _ = await app.TakeMessagesAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        using HeardSpans spans = new();

        Assert.Null(await app.CallAsync("StartDueFlows", Timer));
        string run = await TakeAsync(app, StorageNames.FlowRunsQueue, "toy.price");
        Assert.Null(await app.CallAsync("RunFlow", run));
        JsonElement execution = await app.GetJsonAsync($"/api/executions/{JsonDocument.Parse(run).RootElement.GetProperty("executionId").GetString()}");
        string blob = LandingNames.WithoutContainer(execution.GetProperty("file").GetString())!;
        // As the blob's event says it: its name and nothing else.
        Assert.Null(await app.CallAsync("NormaliseFeedOnRequest", $$"""{"blob":"{{blob}}"}"""));

        Assert.Equal(["StartDueFlows", "feed.fetch", "RunFlow", "feed.import"], spans.Of(spans.TraceOf("StartDueFlows")));
        Activity import = spans.All.Single(static span => span.OperationName == "feed.import");
        Assert.Equal(spans.TraceOf("NormaliseFeedOnRequest"), Assert.Single(import.Links).Context.TraceId.ToHexString());
    }

    [Fact]
    public async Task Without_a_listener_messages_are_as_they_were()
    {
        await using PipelineApp app = await StartTalkingAsync();

        string order = await app.PlaceAsync("{" + OrderCalls.ShipTo + ",\"lines\":[{\"distributor\":\"talk\",\"sku\":\"T1\",\"quantity\":2}]}");

        Assert.Equal($$"""{"orderId":"{{order}}"}""", await TakeAsync(app, StorageNames.OrderSignalsQueue));
    }

    [Fact]
    public async Task A_context_that_is_none_does_no_harm()
    {
        await using PipelineApp app = await StartTalkingAsync();
        using HeardSpans spans = new();

        Assert.Null(await app.CallAsync("HandleNotification", """{"ids":["0195799c000070008000000000000001"],"traces":["nonsense",null],"traceParent":"00-0-0-0"}"""));

        Assert.Equal(2, spans.Of(spans.TraceOf("HandleNotification")).Length);
    }

    private static TalkingDistributor Talking(PipelineApp app) => app.Services.GetServices<IDistributor>().OfType<TalkingDistributor>().Single();

    private static async Task<WebApplication> ServeAsync(string file)
    {
        WebApplication files = WebApplication.CreateSlimBuilder().Build();
        files.Urls.Add("http://127.0.0.1:0");
        _ = files.MapMethods("/PRICE.CSV", ["GET", "HEAD"], () => Results.Text(file, "text/csv"));
        await files.StartAsync();
        return files;
    }

    /// <summary>The text of the first message that holds some text, as soon as there is one.</summary>
    private static async Task<string> TakeAsync(PipelineApp app, string queue, string text = "")
    {
        QueueClient client = app.Get<QueueServiceClient>().GetQueueClient(queue);
        return await WaitFor.ValueAsync(async () =>
        {
            QueueMessage? message = await client.ExistsAsync() ? (await client.ReceiveMessageAsync()).Value : null;
            string? body = message is null ? null : Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText));
            return body?.Contains(text, StringComparison.Ordinal) is true ? body : null;
        });
    }

    private async Task<PipelineApp> StartTalkingAsync()
    {
        PipelineApp app = await PipelineApp.StartAsync(
            storage, static services => services.AddSingleton<IDistributor>(static provider => new TalkingDistributor(provider.GetRequiredService<TimeProvider>())));
        Talking(app).Log = app.Get<IExchangeLog>();
        return app;
    }
}
