using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Orders;

/// <summary>Which versions of the orchestration the host runs: those up to its own; it says nothing about others, but the app does.</summary>
[Collection(MessageCollection.Name)]
public sealed class OrderVersionTests(OrderFixture fixture)
{
    [Fact]
    public async Task Versions_up_to_the_hosts_own_end_and_a_newer_one_waits_until_somebody_looks_at_the_alarm()
    {
        PipelineSystem system = (await fixture.WithoutOrdersAsync()).Pipeline;
        string newer = await StartAsync(system, "2.0");
        string[] older = [await StartAsync(system, ""), await StartAsync(system, "1"), await StartAsync(system, "1.0")];

        foreach (string instance in older)
        {
            JsonNode ended = await WaitFor.ValueAsync(
                async () => await InstanceAsync(system, instance) is { } found && (string?)found["runtimeStatus"] == "Completed" ? found : null,
                TimeSpan.FromMinutes(1),
                $"{instance} ends");
            Assert.Equal("There is no such order.", (string?)ended["customStatus"]!["reason"]);
        }

        Assert.Equal("Pending", (string?)(await InstanceAsync(system, newer))!["runtimeStatus"]);
        await system.RunNowAsync("WatchOrderInstances");
        await WaitFor.TrueAsync(
            () => system.Log.Contains("1 orchestrations have not started for 0 minutes; the oldest is order-2.0", StringComparison.Ordinal),
            TimeSpan.FromSeconds(30),
            "the alarm is in the log");
    }

    /// <summary>Starts an instance for an order that does not exist, by the engine's own management interface.</summary>
    private static async Task<string> StartAsync(PipelineSystem system, string version)
    {
        string instance = $"order-{version}";
        using HttpResponseMessage answer = await system.Http.PostAsync(
            new Uri($"/runtime/webhooks/durabletask/orchestrators/OrderLifecycle/{instance}?version={version}", UriKind.Relative),
            new StringContent("\"none\"", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return instance;
    }

    // 202 while it runs, 200 when it has ended.
    private static Task<JsonNode?> InstanceAsync(PipelineSystem system, string instance) =>
        system.TryGetAsync($"/runtime/webhooks/durabletask/instances/{instance}");
}
