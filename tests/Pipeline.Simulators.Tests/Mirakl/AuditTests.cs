using System.Text.Json;
using Pipeline.Simulators.Mirakl.Faults;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>The operator's rules, and the report of what a shop did against them.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private MiraklStage stage = null!;

    public async Task InitializeAsync() => stage = await (await MiraklStage.StartAsync()).WithOffersAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task A_shop_that_keeps_the_rules_has_no_findings()
    {
        string order = await stage.BuyPaidAsync();
        _ = await stage.ControlAsync(HttpMethod.Post, $"orders/{order}/left", "{}");
        Assert.Equal(204, (await stage.PutAsync($"/api/orders/{order}/tracking", """{"carrier_code":"DHL","tracking_number":"T1"}""")).Status);
        _ = await stage.InvoiceAsync(order);
        Assert.Equal(204, (await stage.PutAsync($"/api/orders/{order}/ship")).Status);
        stage.Clock.Advance(TimeSpan.FromDays(30));

        JsonElement report = await stage.ControlAsync(HttpMethod.Get, "audit");
        Assert.Equal("CLOSED", await stage.StateAsync(order));
        Assert.Equal(18, report.GetProperty("rules").GetArrayLength());
        Assert.Equal(0, report.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public async Task A_decision_after_a_day_is_a_finding()
    {
        string order = await stage.BuyAsync();
        stage.Clock.Advance(TimeSpan.FromHours(25));
        _ = await stage.DecideAsync(order, true);

        Assert.Equal(order, Assert.Single(stage.Simulator.Audit.Of("approval-delay")).Subject);
        Assert.Equal(90_000, (await stage.GetAsync("/api/account")).Json.GetProperty("approval_delay").GetInt32());
    }

    [Fact]
    public async Task Many_refusals_are_a_finding()
    {
        for (int number = 0; number < 10; number++)
        {
            _ = await stage.DecideAsync(await stage.BuyAsync(lines: """{"sku":"A1"}"""), number > 0);
        }

        Assert.Contains("90.0 %", Assert.Single(stage.Simulator.Audit.Of("approval-rate")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_at_a_wrong_price_that_is_accepted_is_a_finding()
    {
        stage.Simulator.Faults.Set(MiraklFault.WrongPrice, 1);
        string wrong = await stage.BuyAsync();
        int before = stage.Simulator.Audit.Of("price").Count;
        _ = await stage.DecideAsync(wrong, true);

        Assert.Equal((0, wrong), (before, Assert.Single(stage.Simulator.Audit.Of("price")).Subject));
    }

    [Fact]
    public async Task A_delivery_that_costs_something_is_a_finding_once_it_is_accepted()
    {
        string order = (await stage.ControlAsync(HttpMethod.Post, "orders", """{"shippingPrice":4.90}""")).GetProperty("id").GetString()!;
        _ = await stage.DecideAsync(order, true);

        Assert.Equal(order, Assert.Single(stage.Simulator.Audit.Of("shipping-costs")).Subject);
        Assert.Equal(4.90m, (await stage.OrderAsync(order)).GetProperty("shipping_price").GetDecimal());
    }

    [Fact]
    public async Task A_promise_of_10_days_is_a_finding()
    {
        _ = await stage.ImportOffersAsync("A1;6", "sku;leadtime-to-ship");
        string order = await stage.BuyAsync();

        Assert.Equal(order, Assert.Single(stage.Simulator.Audit.Of("delivery")).Subject);
    }

    [Fact]
    public async Task A_tracking_number_before_the_goods_have_left_is_a_finding()
    {
        string order = await stage.BuyPaidAsync();
        _ = await stage.PutAsync($"/api/orders/{order}/tracking", """{"carrier_code":"DHL","tracking_number":"T1"}""");
        int silent = stage.Simulator.Audit.Of("tracking").Count;
        stage.Clock.Advance(TimeSpan.FromHours(1));
        _ = await stage.ControlAsync(HttpMethod.Post, $"orders/{order}/left", "{}");

        Assert.Equal((0, order), (silent, Assert.Single(stage.Simulator.Audit.Of("tracking")).Subject));
    }

    [Fact]
    public async Task A_tracking_number_a_day_before_the_shipment_is_a_finding_where_nobody_says_when_the_goods_left()
    {
        string order = await stage.BuyPaidAsync();
        _ = await stage.PutAsync($"/api/orders/{order}/tracking", """{"carrier_code":"DHL","tracking_number":"T1"}""");
        stage.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(order, Assert.Single(stage.Simulator.Audit.Of("tracking")).Subject);
    }

    [Fact]
    public async Task A_shipment_without_invoice_is_a_finding_until_it_is_there()
    {
        string order = await stage.BuyPaidAsync();
        await stage.ShipAsync(order);
        int before = stage.Simulator.Audit.Of("invoice").Count;
        _ = await stage.InvoiceAsync(order);

        Assert.Equal((1, 0), (before, stage.Simulator.Audit.Of("invoice").Count));
    }

    [Fact]
    public async Task More_units_than_were_offered_are_a_finding()
    {
        string order = await stage.BuyAsync(lines: """{"sku":"A2","quantity":16}""");

        Assert.Equal(order, Assert.Single(stage.Simulator.Audit.Of("stock")).Subject);
    }

    [Fact]
    public async Task Shares_of_incidents_refunds_and_late_shipments_have_their_thresholds()
    {
        for (int number = 0; number < 10; number++)
        {
            string order = await stage.BuyPaidAsync();
            if (number == 0)
            {
                _ = await stage.ControlAsync(HttpMethod.Post, $"orders/{order}/incident");
                _ = await stage.PutAsync("/api/orders/refund", $$"""{"refunds":[{"order_line_id":"{{order}}-1","amount":10,"shipping_amount":0,"reason_code":"18"}]}""");
            }
        }

        int early = stage.Simulator.Audit.Of("late-shipments").Count;
        stage.Clock.Advance(TimeSpan.FromDays(3));

        AuditCounts(1, 1);
        Assert.Equal((0, 1), (early, stage.Simulator.Audit.Of("late-shipments").Count));
    }

    [Fact]
    public async Task A_shop_that_is_not_open_is_a_finding()
    {
        _ = await stage.ControlAsync(HttpMethod.Put, "shop", """{"state":"CLOSE"}""");

        Assert.Contains("CLOSE", Assert.Single(stage.Simulator.Audit.Of("shop-state")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_replaces_is_a_finding()
    {
        _ = await stage.ImportOffersAsync("A1;2001000000012;EAN;89.90;42;11;2;", mode: "REPLACE");

        Assert.Single(stage.Simulator.Audit.Of("import-mode"));
    }

    private void AuditCounts(int incidents, int refunds) =>
        Assert.Equal((incidents, refunds), (stage.Simulator.Audit.Of("incidents").Count, stage.Simulator.Audit.Of("refunds").Count));
}
