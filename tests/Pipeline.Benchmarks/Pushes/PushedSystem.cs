using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Storage;
using Pipeline.TestSupport;

namespace Pipeline.Benchmarks.Pushes;

/// <summary>The whole system with orders that it follows, and a distributor that pushes messages about them.</summary>
/// <remarks>Needs the published app and the local host, as the scenarios do (./test.sh builds both).</remarks>
internal sealed class PushedSystem : IAsyncDisposable
{
    private const string Key = "benchmark";
    private static readonly TimeSpan QuietLimit = TimeSpan.FromMinutes(5);

    private readonly FollowedOrders orders;
    private readonly ConcurrentDictionary<string, DateTimeOffset> acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> numbers = new(StringComparer.Ordinal);

    private PushedSystem(PipelineSystem pipeline, FollowedOrders orders) => (Pipeline, this.orders) = (pipeline, orders);

    /// <summary>The system.</summary>
    public PipelineSystem Pipeline { get; }

    /// <summary>When each message was acknowledged, by the id that the app gave it.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Acknowledged => acknowledged;

    /// <summary>Starts it with as many orders as the messages are about, and waits until nothing is to be done.</summary>
    public static async Task<PushedSystem> StartAsync(int messages)
    {
        // Logged is what host.json says: scenarios log more.
        PipelineSystem pipeline = await PipelineSystem.StartAsync(
            ("Distributors__IngramMicro__Push__Key", Key),
            (PipelineSystem.HostJson + "logging__logLevel__Function", "Warning"),
            (PipelineSystem.HostJson + "logging__logLevel__Host.Triggers.DurableTask", "Warning"));
        try
        {
            PushedSystem system = new(pipeline, await FollowedOrders.TakeOverAsync(pipeline.Http, FollowedOrders.CountFor(messages)));
            await system.WaitUntilQuietAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{system.orders.Ids.Count} orders are followed"));
            return system;
        }
        catch
        {
            await pipeline.DisposeAsync();
            throw;
        }
    }

    /// <summary>Seconds of processor time that sender, emulator, host and worker have taken.</summary>
    public double[] Used()
    {
        int worker = Pipeline.WorkerId;
        return
        [
            Environment.CpuUsage.TotalTime.TotalSeconds, ProcessorTime.Of(Pipeline.Storage.ProcessId),
            ProcessorTime.Of(ProcessorTime.ParentOf(worker)), ProcessorTime.Of(worker),
        ];
    }

    /// <summary>Pushes a message.</summary>
    /// <returns>Whether it was acknowledged.</returns>
    public async Task<bool> PushAsync(int number)
    {
        using ByteArrayContent content = new(orders.Message(number));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/xml");
        try
        {
            using HttpResponseMessage answer = await Pipeline.Http.PostAsync(new Uri($"/api/notifications/ingram-micro/{Key}", UriKind.Relative), content);
            if (!answer.IsSuccessStatusCode)
            {
                return false;
            }

            string id = IdIn(await answer.Content.ReadAsStringAsync());
            numbers[id] = number;
            acknowledged[id] = TimeProvider.System.GetUtcNow();
            return true;
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
        {
            // App or host is being killed.
            return false;
        }
    }

    /// <summary>Waits until every message that was stored has been handled.</summary>
    public Task WaitUntilHandledAsync()
    {
        TableClient table = new TableServiceClient(Pipeline.Storage.ConnectionString).GetTableClient(StorageNames.NotificationsTable);
        return WaitFor.TrueAsync(
            async () => !await table.QueryAsync<TableEntity>("PartitionKey eq 'arrivals'", 1, ["RowKey"]).AnyAsync(),
            QuietLimit,
            "every message is handled");
    }

    /// <summary>All messages that the app shows, by id.</summary>
    public async Task<Dictionary<string, JsonNode>> MessagesAsync()
    {
        Dictionary<string, JsonNode> messages = new(StringComparer.Ordinal);
        string? cursor = null;
        do
        {
            JsonNode page = await Pipeline.GetAsync($"/api/notifications?limit=500{(cursor is null ? "" : $"&cursor={cursor}")}");
            foreach (JsonNode? message in page["items"]!.AsArray())
            {
                messages[(string)message!["id"]!] = message;
            }

            cursor = (string?)page["cursor"];
        }
        while (cursor is not null);
        return messages;
    }

    /// <summary>The messages that the timelines of all orders show, and those statuses that a later one shown there has overtaken.</summary>
    public async Task<HashSet<string>> ShownAsync()
    {
        HashSet<string> shown = new(StringComparer.Ordinal);
        foreach (string id in orders.Ids)
        {
            JsonNode timeline = await Pipeline.GetAsync($"/api/orders/{id}/timeline");
            shown.UnionWith(timeline["items"]!.AsArray().Select(static item => (string?)item!["exchangeId"]).OfType<string>());
        }

        int[] latest = [.. Enumerable.Repeat(-1, orders.Ids.Count)];
        foreach (int number in shown.Where(numbers.ContainsKey).Select(id => numbers[id]).Where(orders.IsStatus))
        {
            latest[number % latest.Length] = Math.Max(latest[number % latest.Length], number);
        }

        shown.UnionWith(numbers.Where(each => orders.IsStatus(each.Value) && each.Value < latest[each.Value % latest.Length]).Select(static each => each.Key));
        return shown;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Pipeline.DisposeAsync();

    // The acknowledgement is SOAP, as the push is.
    private static string IdIn(string answer) =>
        XDocument.Parse(answer).Descendants().First(static element => element.Name.LocalName == "Id").Value;

    private async Task WaitUntilQuietAsync()
    {
        QueueServiceClient queues = new(Pipeline.Storage.ConnectionString);
        foreach (string name in (string[])[StorageNames.OrderSignalsQueue, "pipeline-workitems"])
        {
            QueueClient queue = queues.GetQueueClient(name);
            await WaitFor.TrueAsync(
                async () => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0, QuietLimit, $"{name} is empty");
        }
    }
}
