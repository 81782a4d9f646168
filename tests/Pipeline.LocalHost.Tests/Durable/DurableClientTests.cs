using System.Net;
using System.Text;
using Azure.Storage.Queues;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.Durable;

/// <summary>What functions with a durableClient binding are given, and what they may return.</summary>
[Collection(StorageCollection.Name)]
public sealed class DurableClientTests(AzuriteServer storage)
{
    [Fact]
    public async Task A_queue_function_is_told_where_the_management_API_is_and_reaches_it()
    {
        (DurableApp app, QueueClient queue) = await AppAsync("in");
        await using DurableApp disposed = app;
        JObject? seen = null;
        app.Handler.Orchestrator("Order", turn => turn.Complete(0, turn.Input));
        app.Handler.Function("Starter", async body =>
        {
            seen = DurableApp.Parse(JToken.Parse((string)body["Data"]!["client"]!).ToString());
            using HttpClient client = new();
            using StringContent input = new("\"from queue\"", Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await client.PostAsync(
                new Uri($"{seen["httpBaseUrl"]}/orchestrators/Order/from-queue?{seen["requiredQueryStringParameters"]}"), input);
            return answer.StatusCode == HttpStatusCode.Accepted ? ScriptedHandler.Answer(null) : ScriptedHandler.Crash();
        });
        await app.StartAsync(options => options with { UseKeys = true });

        await queue.SendMessageAsync(Convert.ToBase64String("go"u8));

        await Eventually.TrueAsync(() => app.Handler.CountOf("Order") == 1, "the orchestration runs");
        Assert.Equal(
            ["taskHubName", "connectionName", "creationUrls", "managementUrls", "baseUrl", "requiredQueryStringParameters", "rpcBaseUrl", "httpBaseUrl", "useForwardedHost", "maxGrpcMessageSizeInBytes", "grpcHttpClientTimeout"],
            seen!.Properties().Select(property => property.Name));
        Assert.Equal((string?)app.App.HostJson["extensions"]!["durableTask"]!["hubName"], (string?)seen["taskHubName"]);
        Assert.StartsWith("code=", (string?)seen["requiredQueryStringParameters"], StringComparison.Ordinal);
        Assert.Equal(4194304, (int)seen["maxGrpcMessageSizeInBytes"]!);
        Assert.Equal("\"00:01:40\"", (string?)seen["grpcHttpClientTimeout"]);
    }

    [Fact]
    public async Task A_queue_function_starts_orchestrations_through_its_output()
    {
        (DurableApp app, QueueClient queue) = await AppAsync("out");
        await using DurableApp disposed = app;
        app.Handler.Orchestrator("Order", turn => turn.Complete(0, turn.Input));
        app.Handler.Function("Starter", _ => Task.FromResult(Microsoft.AspNetCore.Http.Results.Text(
            """{"Outputs":{"client":[{"FunctionName":"Order","InstanceId":"out-1","Input":{"n":1}},{"FunctionName":"order","InstanceId":"out-2"}]}}""",
            "application/json")));
        await app.StartAsync();

        await queue.SendMessageAsync(Convert.ToBase64String("go"u8));

        await Eventually.TrueAsync(() => app.Handler.CountOf("Order") == 2, "both orchestrations run");
        Assert.Equal(1, (int)(await app.WaitAsync("out-1", "Completed"))["output"]!["n"]!);
        Assert.Equal(JTokenType.Null, (await app.WaitAsync("out-2", "Completed"))["output"]!.Type);
    }

    private async Task<(DurableApp App, QueueClient Queue)> AppAsync(string direction)
    {
        DurableApp app = await DurableApp.CreateAsync(storage, "Order");
        QueueClient queue = storage.Queues.GetQueueClient($"q{Guid.NewGuid():N}");
        await queue.CreateAsync();
        app.App.WithFunction(
            "Starter",
            $$"""{"type":"queueTrigger","direction":"in","name":"message","queueName":"{{queue.Name}}"},{"type":"durableClient","direction":"{{direction}}","name":"client"}""");
        return (app, queue);
    }
}
