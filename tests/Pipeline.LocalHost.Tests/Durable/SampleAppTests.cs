using System.Net;
using System.Reflection;
using System.Text;
using Azure.Storage.Queues;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Faults;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.Durable;

/// <summary>A real app on the task hub: trigger, client, orchestrators and activities of Pipeline.Worker.</summary>
[Collection(StorageCollection.Name)]
public sealed class SampleAppTests(AzuriteServer storage) : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("sample-app-");
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task An_order_runs_from_the_queue_to_its_end_and_outlives_a_restart_of_the_host()
    {
        QueueClient queue = storage.Queues.GetQueueClient("sample-orders");
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes("o-77 3")));
        await using (FunctionsHost first = await StartAsync())
        {
            await Eventually.TrueAsync(
                async () => (string?)(await StatusAsync(first, "o-77"))?["customStatus"].At("placed") == "PO-o-77", "the order is placed");
        }

        await using FunctionsHost second = await StartAsync();
        using StringContent response = new("3", Encoding.UTF8, "application/json");
        using HttpResponseMessage raised = await _client.PostAsync(
            new Uri(second.Address, $"{DurableApp.Api}/instances/o-77/raiseEvent/Response"), response);
        Assert.Equal(HttpStatusCode.Accepted, raised.StatusCode);

        JObject? status = null;
        await Eventually.TrueAsync(
            async () => (string?)(status = await StatusAsync(second, "o-77"))?["runtimeStatus"] == "Completed", "the order is complete");
        Assert.Equal("PO-o-77: all despatched", (string?)status!["output"]);
        Assert.Equal("o-77", (string?)(await StatusAsync(second, "o-77-despatch"))?["parentInstanceId"]);
    }

    [Theory]
    [InlineData("duplicate:Place:2")]
    [InlineData("late:Place:2")]
    [InlineData("duplicate:Pack:2")]
    [InlineData("twice:Place:2")]
    [InlineData("twice:Order:3")]
    [InlineData("history:Order:1")]
    [InlineData("history:Order:4")]
    public async Task The_executor_bears_results_that_come_again_and_31_MB_of_history(string fault)
    {
        string id = $"o-{fault.Replace(':', '-')}";
        QueueClient queue = storage.Queues.GetQueueClient("sample-orders");
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id} 3")));
        await using FunctionsHost host = await StartAsync(HostFault.Parse(fault));
        await Eventually.TrueAsync(
            async () => (string?)(await StatusAsync(host, id))?["customStatus"].At("placed") == $"PO-{id}", "the order is placed");
        if (fault.StartsWith("late", StringComparison.Ordinal))
        {
            await Eventually.TrueAsync(
                async () => (await StatusAsync(host, id, "?showHistory=true"))!["historyEvents"]!.Count(
                    item => (string?)item["EventType"] == "TaskCompleted") == 2,
                "the late result has come");
        }

        using StringContent response = new("3", Encoding.UTF8, "application/json");
        using HttpResponseMessage raised = await _client.PostAsync(
            new Uri(host.Address, $"{DurableApp.Api}/instances/{id}/raiseEvent/Response"), response);

        JObject? status = null;
        await Eventually.TrueAsync(
            async () => (string?)(status = await StatusAsync(host, id))?["runtimeStatus"] is "Completed" or "Failed", "the order ends");
        Assert.Equal($"PO-{id}: all despatched", (string?)status!["output"]);
    }

    private Task<FunctionsHost> StartAsync(params HostFault[] faults) => FunctionsHost.StartAsync(
        new HostOptions
        {
            AppFolder = typeof(SampleAppTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(attribute => attribute.Key == "SampleAppFolder").Value!,
            Port = 0,
            DataFolder = _data.FullName,
            StorageConnection = storage.ConnectionString,
            StopGrace = TimeSpan.FromSeconds(2),
            Faults = faults,
        },
        CancellationToken.None);

    private async Task<JObject?> StatusAsync(FunctionsHost host, string id, string query = "")
    {
        using HttpResponseMessage answer = await _client.GetAsync(
            new Uri(host.Address, $"{DurableApp.Api}/instances/{id}{query}"));
        return answer.StatusCode == HttpStatusCode.NotFound
            ? null
            : DurableApp.Parse(await answer.Content.ReadAsStringAsync());
    }
}
