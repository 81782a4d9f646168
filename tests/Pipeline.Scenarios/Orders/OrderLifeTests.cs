using System.Net;
using System.Text.Json.Nodes;
using Pipeline.Simulators.IngramMicro.Services;
using Pipeline.Simulators.IngramMicro.Services.Faults;
using Pipeline.Simulators.IngramMicro.Services.Orders;

namespace Pipeline.Scenarios.Orders;

/// <summary>An order from the HTTP request to the invoice, against the simulated services of Ingram Micro.</summary>
[Collection(OrderCollection.Name)]
public sealed class OrderLifeTests(OrderFixture fixture)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task An_order_is_checked_placed_answered_shipped_billed_and_complete() =>
        await AssertLifeAsync(await fixture.WithoutOrdersAsync());

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_order_and_another_body_is_refused()
    {
        OrderSystem system = await fixture.WithoutOrdersAsync();
        JsonNode first = await system.PlaceAsync("one-key", ("7100231", 1));
        JsonNode second = await system.PlaceAsync("one-key", HttpStatusCode.OK, ("7100231", 1));
        Assert.Equal((string?)first["orderId"], (string?)second["orderId"]);

        JsonNode refused = await system.PlaceAsync("one-key", HttpStatusCode.Conflict, ("7100231", 2));
        Assert.NotNull(refused["code"]);

        _ = await system.UntilAsync(first, "complete");
        Assert.Equal(1, system.Ingram.Ledger.Orders.Sum(entry => entry.TimesBought));
    }

    [Fact]
    public async Task A_partial_rejection_a_back_order_and_a_substitute_come_to_their_end()
    {
        OrderSystem system = await fixture.WithoutOrdersAsync();
        system.Ingram.Rules =
        [
            new DecisionRule { Sku = "7100231", Decision = LineDecision.Reject, ReasonCode = "DISCONTINUED" },
            new DecisionRule { Sku = "7100552", Decision = LineDecision.Partial, Confirmed = 1, Cartons = 1 },
        ];

        JsonNode placed = await system.PlaceAsync("mixed", ("7100231", 1), ("7100552", 3));
        JsonNode order = await system.UntilToldAsync(placed, Limit);

        Assert.Equal(["rejected", "invoiced"], order["lines"]!.AsArray().Select(line => (string?)line!["state"]));
        Assert.Equal(3, (int)order["lines"]![1]!["shipped"]!);
        Assert.Equal(2, order["purchaseOrders"]![0]!["deliveries"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_answer_lost_after_acceptance_is_made_up_for_by_the_messages_and_nothing_is_bought_twice()
    {
        OrderSystem system = await fixture.WithoutOrdersAsync();
        system.Ingram.Faults.Set(new FaultSwitch(FaultKind.AnswerLost) { Count = 1, On = ServiceTransaction.OrderCreate });

        JsonNode placed = await system.PlaceAsync("lost-answer", ("7100231", 1));
        _ = await system.UntilAsync(placed, "complete");

        JsonArray timeline = await system.TimelineAsync(placed);
        JsonNode create = Assert.Single(timeline, entry => (string?)entry!["step"] == "orderCreate")!;
        Assert.Contains("no clear answer", (string?)create["summary"], StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(system.Ingram.Ledger.Orders).TimesBought);
    }

    /// <summary>Lets an order of two articles live its life.</summary>
    internal static async Task AssertLifeAsync(OrderSystem system)
    {
        JsonNode placed = await system.PlaceAsync("two-articles", ("7100231", 2), ("7100552", 1));
        JsonNode order = await system.UntilToldAsync(placed, Limit);

        Assert.Equal(
            ["1 7100231 invoiced 2 2 2", "2 7100552 invoiced 1 1 1"],
            order["lines"]!.AsArray().Select(line =>
                $"{line!["lineNumber"]} {line["sku"]} {line["state"]} {line["confirmed"]} {line["shipped"]} {line["invoiced"]}"));
        JsonNode purchase = Assert.Single(order["purchaseOrders"]!.AsArray())!;
        Assert.Equal("complete", (string?)purchase["state"]);
        Assert.NotEmpty(purchase["distributorOrderNumbers"]!.AsArray());
        JsonNode delivery = Assert.Single(purchase["deliveries"]!.AsArray())!;
        Assert.NotEmpty(delivery["tracking"]!.AsArray());
        Assert.All(delivery["lines"]!.AsArray(), line => Assert.Equal((int)line!["quantity"]!, line["serialNumbers"]!.AsArray().Count));
        JsonNode invoice = Assert.Single(purchase["invoices"]!.AsArray())!;
        Assert.NotEmpty(invoice["vat"]!.AsArray());

        JsonArray timeline = await system.TimelineAsync(placed);
        string[] partners = ["priceAndAvailability", "orderCreate", "acknowledgement", "orderResponse", "orderStatus", "despatchAdvice", "invoice"];
        foreach (string step in partners)
        {
            JsonNode item = timeline.First(entry => (string?)entry!["step"] == step)!;
            string exchange = (string?)item["exchangeId"] ?? throw new InvalidOperationException($"{step} has no exchange: {timeline}");
            string body = await system.TextAsync($"/api/exchanges/{exchange}/request");
            Assert.Contains("<", body, StringComparison.Ordinal);
            Assert.DoesNotContain(OrderSystem.Password, body, StringComparison.Ordinal);
        }

        Assert.Equal(1, system.Ingram.Ledger.Find((string)purchase["purchaseOrderNumber"]!)!.TimesBought);
        JsonNode bill = Assert.Single(
            (await system.Pipeline.GetAsync("/api/invoices"))["items"]!.AsArray(),
            bill => (string?)bill!["invoiceNumber"] == (string?)invoice["invoiceNumber"])!;
        JsonNode details = await system.Pipeline.GetAsync($"/api/invoices/{bill["id"]}");
        Assert.Equal((string?)invoice["invoiceNumber"], (string?)details["invoiceNumber"]);
        Assert.Empty(system.Pipeline.FailedCalls);
        Assert.DoesNotContain(OrderSystem.Password, system.Pipeline.Log, StringComparison.Ordinal);
    }
}
