using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using Pipeline.Scenarios.Orders;
using Pipeline.Simulators.IngramMicro.Services;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.Simulators.IngramMicro.Services.Pushes;
using Pipeline.Storage.Orders;
using Pipeline.TestSupport;

namespace Pipeline.Benchmarks.Orders;

/// <summary>The steps of an order's life, far apart as in life: none begins before the one before it has settled.</summary>
internal sealed class OrderSteps
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly OrderSystem system;
    private readonly CountedStorage storage;
    private readonly PushOptions postback;

    /// <summary>From now on the distributor makes its messages and sends none: <see cref="LiveAsync"/> does.</summary>
    public OrderSteps(OrderSystem system, CountedStorage storage)
    {
        (this.system, this.storage, postback) = (system, storage, system.Ingram.Push);
        system.Ingram.Push = postback with { Url = null };
        system.Ingram.Delays = ServiceDelays.Each(TimeSpan.FromMilliseconds(10));
    }

    /// <summary>Names of the steps of <see cref="LiveAsync"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["placing", "response", "status", "despatch", "invoice"];

    /// <summary>Signals an order that waits, so that it is looked at although nothing has changed.</summary>
    public async Task LookAsync(string key)
    {
        JsonNode placed = await PlaceAsync(key);
        _ = storage.Take();
        DateTimeOffset began = TimeProvider.System.GetUtcNow();
        await new OrderSignalQueue(new QueueServiceClient(storage.ConnectionString)).SendAsync((string)placed["orderId"]!, CancellationToken.None);
        await SettleAsync(began);
    }

    /// <summary>Places an order of two lines and pushes a response, a status, a despatch advice and an invoice about it.</summary>
    /// <param name="key">Of the order; no other has it.</param>
    /// <param name="settled">Told the number of each step once it has settled.</param>
    public async Task LiveAsync(string key, Action<int> settled)
    {
        int before = system.Ingram.Ledger.Orders.Count;
        JsonNode placed = await PlaceAsync(key);
        settled(0);
        string number = system.Ingram.Ledger.Orders[before].PurchaseOrderNumber;
        await WaitFor.TrueAsync(() => PurchaseOf(number).IsFinished, Limit, "the distributor has made its messages");
        int step = 0;
        foreach (PushRecord message in PurchaseOf(number).Messages.DistinctBy(static message => message.Kind))
        {
            DateTimeOffset began = TimeProvider.System.GetUtcNow();
            await PushAsync(message);
            await SettleAsync(began);
            settled(++step);
        }

        string? state = (string?)(await system.Pipeline.GetAsync($"/api/orders/{placed["orderId"]}"))["state"];
        _ = storage.Take();
        if (state != "complete" || step != Names.Count - 1)
        {
            throw new InvalidOperationException($"After {step} messages the order is {state}.");
        }
    }

    private async Task<JsonNode> PlaceAsync(string key)
    {
        int before = system.Ingram.Ledger.Orders.Count;
        DateTimeOffset began = TimeProvider.System.GetUtcNow();
        JsonNode placed = await system.PlaceAsync(key, ("7100231", 2), ("7100552", 1));
        await WaitFor.TrueAsync(() => system.Ingram.Ledger.Orders.Count > before, Limit, "the order is placed at the distributor");
        await SettleAsync(began);
        return placed;
    }

    private LedgerPurchase PurchaseOf(string number) => system.Ingram.Ledger.Find(number)!.Purchases.Single();

    private async Task PushAsync(PushRecord message)
    {
        using ByteArrayContent content = new(message.Body.ToArray());
        content.Headers.ContentType = new("text/xml");
        using HttpResponseMessage answer = await system.Pipeline.Http.PostAsync(new Uri($"{postback.Url}/{postback.Key}"), content);
        _ = answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until the queues have been quiet for a while after what began at a time.</summary>
    private Task SettleAsync(DateTimeOffset began) => WaitFor.TrueAsync(
        () => storage.LastMessageAt > began && TimeProvider.System.GetUtcNow() - storage.LastMessageAt > Quiet, Limit, "nothing more is done");
}
