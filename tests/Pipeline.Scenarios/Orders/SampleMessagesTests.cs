using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Orders;

/// <summary>The sample messages of Ingram Micro, pushed by hand for two orders that were placed by other means.</summary>
[Collection(MessageCollection.Name)]
public sealed class SampleMessagesTests(OrderFixture fixture)
{
    private static readonly string[] Messages =
        ["order-response", "order-status", "despatch-advice", "invoice", "order-response-rejected"];

    [Theory]
    [InlineData("order-response order-status despatch-advice invoice order-response-rejected", false)]
    [InlineData("invoice despatch-advice order-response-rejected order-status order-response", false)]
    [InlineData("despatch-advice invoice order-response order-response-rejected order-status", true)]
    public async Task In_any_order_and_before_or_after_the_take_over_they_end_in_the_same_state(string order, bool isBefore)
    {
        PipelineSystem system = (await fixture.WithoutOrdersAsync()).Pipeline;
        string[] orders = isBefore ? [] : await TakeOverAsync(system);
        foreach (string message in order.Split(' '))
        {
            await PushAsync(system, message);
        }

        if (isBefore)
        {
            await WaitForInboxAsync(system, "parked", 5);
            orders = await TakeOverAsync(system);
        }

        await WaitForInboxAsync(system, "accepted", 5);
        JsonNode first = await OrderAsync(system, orders[0], "partlyShipped", invoices: 1);
        JsonNode second = await OrderAsync(system, orders[1], "rejected", invoices: 0);

        Assert.Equal(
            ["1 invoiced 2/2/2", "2 partlyShipped 5/3/3", "3 invoiced 4/4/4", "4 invoiced 2/2/2", "5 rejected 0/0/0"],
            first["lines"]!.AsArray().Select(Line));
        JsonNode purchase = Assert.Single(first["purchaseOrders"]!.AsArray())!;
        Assert.Equal("""["8003124571"]""", purchase["distributorOrderNumbers"]!.ToJsonString());
        JsonNode delivery = Assert.Single(purchase["deliveries"]!.AsArray())!;
        Assert.NotEmpty(delivery["tracking"]!.AsArray());
        JsonNode invoice = Assert.Single(purchase["invoices"]!.AsArray())!;
        Assert.Equal(2217.79m, (decimal)invoice["due"]!);
        Assert.Equal(
            """[{"rate":20.00,"taxable":1831.45,"amount":366.29},{"rate":5.50,"taxable":19.00,"amount":1.05}]""",
            invoice["vat"]!.ToJsonString());
        Assert.Contains("LINES_REJECTED", await TimelineAsync(system, orders[1]), StringComparison.Ordinal);

        // Everything once more: nothing changes.
        string before = await StateAsync(system, orders);
        foreach (string message in Messages)
        {
            await PushAsync(system, message);
        }

        await WaitForInboxAsync(system, "duplicate", 5);
        Assert.Equal(before, await StateAsync(system, orders));
        await WaitForInboxAsync(system, "parked", 0);
        Assert.Empty(system.FailedCalls);
    }

    private static async Task<string[]> TakeOverAsync(PipelineSystem system) =>
    [
        await TakeOverAsync(system, "PX26000187", ("7100231", 2, 612.40m), ("7100487", 5, 94.10m), ("7100552", 4, 71.85m), ("7100610", 2, 9.50m), ("7100999", 1, 79.00m)),
        await TakeOverAsync(system, "PX26000188", ("7100231", 1, 519.00m), ("7100710", 3, 20.00m)),
    ];

    private static async Task<string> TakeOverAsync(
        PipelineSystem system, string number, params (string Sku, int Quantity, decimal Price)[] lines)
    {
        var body = new JsonObject
        {
            ["placedElsewhere"] = new JsonObject { ["distributor"] = "ingram-micro", ["purchaseOrderNumber"] = number },
            ["shipTo"] = new JsonObject
            {
                ["name"] = "Example SARL", ["street"] = "1 rue de l'Exemple", ["postalCode"] = "69002", ["city"] = "Lyon", ["country"] = "FR",
            },
            ["shipment"] = "partial",
            ["lines"] = new JsonArray([.. lines.Select((line, index) => new JsonObject
            {
                ["lineNumber"] = index + 1, ["distributor"] = "ingram-micro", ["sku"] = line.Sku, ["quantity"] = line.Quantity, ["maxUnitPrice"] = line.Price,
            })]),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/orders")
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", $"take-over-{number}");
        using HttpResponseMessage answer = await system.Http.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return (string)JsonNode.Parse(text)!["orderId"]!;
    }

    private static async Task PushAsync(PipelineSystem system, string message)
    {
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "samples", $"{message}.xml")));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/xml");
        using HttpResponseMessage answer = await system.Http.PostAsync(new Uri($"/api/notifications/ingram-micro/{OrderSystem.PushKey}", UriKind.Relative), content);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        Assert.Contains("Envelope", text, StringComparison.Ordinal);
    }

    private static Task WaitForInboxAsync(PipelineSystem system, string state, int count) => WaitFor.TrueAsync(
        async () => (await system.TryGetAsync($"/api/notifications?state={state}"))?["items"]!.AsArray() is { } items
            && items.Count == count && items.All(item => item!["handledAt"] is not null),
        TimeSpan.FromSeconds(60),
        $"{count} messages are {state}");

    private static Task<JsonNode> OrderAsync(PipelineSystem system, string id, string state, int invoices) => WaitFor.ValueAsync(
        async () => await system.TryGetAsync($"/api/orders/{id}") is { } order
            && (string?)order["state"] == state
            && order["purchaseOrders"]![0]!["invoices"]!.AsArray().Count == invoices
            && order["purchaseOrders"]![0]!["deliveries"]!.AsArray().Count == invoices
                ? order
                : null,
        TimeSpan.FromSeconds(60),
        $"order {id} is {state}");

    private static async Task<string> TimelineAsync(PipelineSystem system, string id) =>
        (await system.GetAsync($"/api/orders/{id}/timeline")).ToJsonString();

    private static async Task<string> StateAsync(PipelineSystem system, string[] orders)
    {
        var text = new StringBuilder();
        foreach (string id in orders)
        {
            JsonObject order = (await system.GetAsync($"/api/orders/{id}")).AsObject();
            _ = order.Remove("changedAt");
            _ = text.AppendLine(order.ToJsonString()).AppendLine(await TimelineAsync(system, id));
        }

        return text.ToString();
    }

    private static string Line(JsonNode? line) =>
        $"{line!["lineNumber"]} {line["state"]} {(int)line["confirmed"]! + (int)line["backordered"]!}/{line["shipped"]}/{line["invoiced"]}";
}
