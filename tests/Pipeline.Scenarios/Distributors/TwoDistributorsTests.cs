using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Scenarios.Orders;
using Pipeline.Simulators.Intcomex;
using Pipeline.Simulators.Intcomex.Faults;
using Pipeline.Simulators.Intcomex.Orders;
using Pipeline.Simulators.IngramMicro;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Distributors;

/// <summary>One product, two distributors: who gets the order, and what happens when the chosen one does not bring it.</summary>
public sealed class TwoDistributorsTests
{
    private const string Gtin = "2007100230014";
    private const string Sku = "NB101ZTR01";

    [Fact]
    public async Task An_order_goes_to_the_cheaper_one_to_the_other_without_stock_and_to_the_other_after_a_cancellation_and_is_never_bought_twice()
    {
        await using IntcomexSimulator intcomex = await IntcomexSimulator.StartAsync(
            new IntcomexOptions { Cadence = TimeSpan.Zero, Pace = OrderPace.Each(TimeSpan.FromSeconds(1)) });
        await using OrderSystem system = await OrderSystem.StartAsync("c1", [.. OrderSystem.Soon, .. Settings(intcomex)]);
        system.Pipeline.Upload(FeedKind.Stock, SampleFiles.Read(FeedKind.Stock), TimeProvider.System.GetUtcNow());
        _ = await system.Pipeline.RunFlowAsync("ingram.stock", "succeeded");
        // The same prices as before, of today: older ones do not count where there is another distributor.
        system.Pipeline.Upload(FeedKind.Price, SampleFiles.Read(FeedKind.Price), TimeProvider.System.GetUtcNow());
        _ = await system.Pipeline.RunFlowAsync("ingram.price", "nothingToDo");
        foreach (string feed in new[] { "catalog", "price", "stock", "content" })
        {
            await ReadAsync(system, feed);
        }

        JsonNode found = await system.Pipeline.GetAsync($"/api/catalog?gtin={Gtin}");
        Assert.Equal(["ingram-micro", "intcomex"], found["items"]!.AsArray().Select(static item => (string)item!["distributor"]!));
        Assert.Single(found["products"]!.AsArray());

        // 574.50 USD are less than 612.40 EUR.
        JsonNode cheaper = await system.UntilAsync(await PlaceAsync(system, "cheaper"), "complete");
        Assert.Equal(["intcomex"], Bought(cheaper));
        Assert.NotEmpty(cheaper["purchaseOrders"]![0]!["serialNumbers"]!.AsArray());
        Assert.Single(cheaper["purchaseOrders"]![0]!["invoices"]!.AsArray());

        // Killed while the answer to placeorder is on its way.
        intcomex.Faults.Set(new IwsFaultSwitch(IwsFault.Slow) { On = "placeorder", Count = 1, Delay = TimeSpan.FromSeconds(20) });
        JsonNode interrupted = await PlaceAsync(system, "interrupted");
        await WaitFor.TrueAsync(() => intcomex.Orders.All.Count == 2, TimeSpan.FromSeconds(30), "the order has arrived");
        Assert.True(system.Pipeline.KillWorker());
        Assert.Equal(["intcomex"], Bought(await system.UntilAsync((string)interrupted["orderId"]!, "complete", TimeSpan.FromMinutes(4))));
        Assert.All(intcomex.Orders.Counts, static count => Assert.Equal(1, count.Value));

        intcomex.Shelf.SetStock(Sku, 0);
        await ReadAsync(system, "stock");
        Assert.Equal(["ingram-micro"], Bought(await system.UntilAsync(await PlaceAsync(system, "sold-out"), "complete")));

        intcomex.Shelf.SetStock(Sku, 30);
        await ReadAsync(system, "stock");
        intcomex.Faults.Set(IwsFault.OrderRejected, 1);
        JsonNode cancelled = await PlaceAsync(system, "cancelled");
        JsonNode ended = await system.UntilAsync(cancelled, "complete");
        Assert.Equal(["intcomex", "ingram-micro"], Bought(ended));
        Assert.Contains(
            "intcomex does not bring 1 piece of line 1; another distributor is looked for.",
            (await system.TimelineAsync(cancelled)).Select(static entry => (string)entry!["summary"]!));
        Assert.All(intcomex.Orders.Counts, static count => Assert.Equal(1, count.Value));
        Assert.All(system.Ingram.Ledger.Orders, static entry => Assert.Equal(1, entry.TimesBought));
        Assert.DoesNotContain(new IntcomexOptions().AccessKey, system.Pipeline.Log, StringComparison.Ordinal);
    }

    private static (string Name, string Value)[] Settings(IntcomexSimulator intcomex)
    {
        const string distributor = "Distributors__Intcomex__";
        return
        [
            (distributor + "Services__Url", intcomex.Url.ToString()),
            (distributor + "Services__ApiKey", new IntcomexOptions().ApiKey),
            (distributor + "Services__AccessKey", new IntcomexOptions().AccessKey),
            (distributor + "Services__ShipTo__0__AddressId", "3"),
            (distributor + "Services__ShipTo__0__LocationId", "xzzq1"),
            (distributor + "Services__ShipTo__0__Street", "5 quai Exemple"),
            (distributor + "Services__ShipTo__0__PostalCode", "69007"),
            (distributor + "Services__ShipTo__0__City", "Lyon"),
            (distributor + "Services__ShipTo__0__Country", "FR"),
            (distributor + "Polling__FastSeconds", "5"),
            (distributor + "Recovery__Seconds", "0,5,10"),
            ("Currencies__Rates__USD__Rate", "1.08"),
            ("Currencies__Rates__USD__Date", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ];
    }

    private static async Task ReadAsync(OrderSystem system, string feed)
    {
        using HttpResponseMessage started = await system.Pipeline.PostAsync($"/api/flows/intcomex.{feed}/run?override=true");
        Assert.True(started.StatusCode == HttpStatusCode.Accepted, await started.Content.ReadAsStringAsync());
        JsonNode execution = await system.Pipeline.FollowAsync(started.Headers.Location!);
        Assert.True((string?)execution["status"] is "succeeded" or "partial" or "nothingToDo", execution.ToJsonString());
    }

    private static async Task<JsonNode> PlaceAsync(OrderSystem system, string key)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/orders")
        {
            Content = new StringContent(
                $$"""
                {"shipTo":{"name":"Exemple","street":"5, Quai Exemple","postalCode":"69007","city":"LYON","country":"FR"},
                 "lines":[{"lineNumber":1,"gtin":"{{Gtin}}","quantity":1}]}
                """,
                Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key);
        using HttpResponseMessage answer = await system.Pipeline.Http.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonNode.Parse(text)!;
    }

    private static string[] Bought(JsonNode order) => [.. order["purchaseOrders"]!.AsArray().Select(static purchase => (string)purchase!["distributor"]!)];
}
