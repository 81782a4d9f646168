using System.Text.Json;
using Pipeline.Simulators.Mirakl;
using Pipeline.Simulators.Mirakl.Faults;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>Orders from the customer's click until they may be shipped.</summary>
public sealed class OrderAcceptanceTests : IAsyncLifetime
{
    private MiraklStage stage = null!;

    public async Task InitializeAsync() => stage = await (await MiraklStage.StartAsync()).WithOffersAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task An_order_costs_what_its_offers_cost_and_takes_their_units()
    {
        string id = await stage.BuyAsync(lines: """{"sku":"A1","quantity":2},{"sku":"A2"}""");

        JsonElement order = await stage.OrderAsync(id);
        Assert.Equal(("PXT-10001-A", "PXT-10001", 219.70m, "FR_B2C"), (
            id, order.GetProperty("commercial_id").GetString(), order.GetProperty("total_price").GetDecimal(), order.GetProperty("channel").GetProperty("code").GetString()));
        Assert.Equal(40, (await stage.OfferAsync("A1")).GetProperty("quantity").GetInt32());
        Assert.Equal(14, (await stage.OfferAsync("A2")).GetProperty("quantity").GetInt32());
    }

    [Fact]
    public async Task A_Spanish_order_has_the_Spanish_price_and_address()
    {
        _ = await stage.ImportOffersAsync("A1;92.90", "sku;price[channel=ES_B2C]");
        stage.Clock.Advance(TimeSpan.FromMinutes(31));
        JsonElement order = await stage.OrderAsync(await stage.BuyPaidAsync("ES_B2C"));

        Assert.Equal(92.90m, order.GetProperty("order_lines")[0].GetProperty("price_unit").GetDecimal());
        Assert.Equal("ESP", order.GetProperty("customer").GetProperty("shipping_address").GetProperty("country_iso_code").GetString());
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_customers_and_goods()
    {
        await using MiraklStage other = await (await MiraklStage.StartAsync()).WithOffersAsync();
        string[] Orders(MiraklStage from) => [.. from.Simulator.Tenant.Shop.Orders.Select(order => $"{order.Customer} {order.Lines[0].OfferSku} {order.Lines[0].Quantity}")];
        foreach (MiraklStage each in new[] { stage, other })
        {
            for (int number = 0; number < 5; number++)
            {
                _ = await each.ControlAsync(HttpMethod.Post, "orders", "{}");
            }
        }

        Assert.Equal(Orders(stage), Orders(other));
        Assert.True(Orders(stage).Distinct().Count() > 1);
    }

    [Fact]
    public async Task Addresses_are_null_until_the_order_is_paid()
    {
        string id = await stage.BuyAsync();
        JsonElement before = (await stage.OrderAsync(id)).GetProperty("customer").GetProperty("shipping_address");
        _ = await stage.DecideAsync(id, true);
        stage.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(JsonValueKind.Null, before.ValueKind);
        Assert.Equal("Lyon", (await stage.OrderAsync(id)).GetProperty("customer").GetProperty("shipping_address").GetProperty("city").GetString());
    }

    [Fact]
    public async Task Addresses_may_be_there_at_once()
    {
        await using MiraklStage early = await (await MiraklStage.StartAsync(new MiraklOptions { LimitFactor = 0, ShowsAddressesEarly = true })).WithOffersAsync();

        Assert.Equal("Lyon", (await early.OrderAsync(await early.BuyAsync())).GetProperty("customer").GetProperty("shipping_address").GetProperty("city").GetString());
    }

    [Fact]
    public async Task An_accepted_order_is_debited_paid_and_ready_to_ship()
    {
        string id = await stage.BuyAsync();
        List<string> seen = [await stage.StateAsync(id)];
        _ = await stage.DecideAsync(id, true);
        foreach (int minutes in new[] { 0, 1, 5 })
        {
            stage.Clock.Advance(TimeSpan.FromMinutes(minutes));
            seen.Add(await stage.StateAsync(id));
        }

        Assert.Equal(["WAITING_ACCEPTANCE", "WAITING_DEBIT", "WAITING_DEBIT_PAYMENT", "SHIPPING"], seen);
        Assert.NotEqual(JsonValueKind.Null, (await stage.OrderAsync(id)).GetProperty("customer_debited_date").ValueKind);
    }

    [Theory]
    [InlineData(MiraklFault.OrderUnpaid, "CANCELED")]
    [InlineData(MiraklFault.DebitStuck, "WAITING_DEBIT")]
    public async Task An_accepted_order_may_never_be_paid(MiraklFault fault, string state)
    {
        stage.Simulator.Faults.Set(fault, 1);

        Assert.Equal(state, await stage.StateAsync(await stage.BuyPaidAsync()));
    }

    [Fact]
    public async Task An_order_that_nobody_decides_on_is_cancelled_after_5_days_and_the_shop_suspended()
    {
        string id = await stage.BuyAsync();
        stage.Clock.Advance(TimeSpan.FromDays(5) - TimeSpan.FromSeconds(1));
        string before = await stage.StateAsync(id);
        stage.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(("WAITING_ACCEPTANCE", "CANCELED"), (before, await stage.StateAsync(id)));
        Assert.Equal("SUSPENDED", (await stage.GetAsync("/api/account")).Json.GetProperty("shop_state").GetString());
        Assert.Equal(id, Assert.Single(stage.Simulator.Audit.Of("acceptance")).Subject);
        Assert.Equal("ORDER_INVALID_STATE", (await stage.DecideAsync(id, true)).Code);
    }

    [Theory]
    [InlineData("""{"order_lines":null}""", 400, "VALIDATION_ERROR")]
    [InlineData("not json", 400, "VALIDATION_ERROR")]
    [InlineData("""{"order_lines":[{"id":"PXT-10001-A-1"}]}""", 400, "VALIDATION_ERROR")]
    [InlineData("""{"order_lines":[null]}""", 400, "ORDER_LINE_NULL_ELEMENT")]
    [InlineData("""{"order_lines":[]}""", 400, "ORDER_LINE_ACCEPTANCE_DECISION_MISSING")]
    [InlineData("""{"order_lines":[{"id":"PXT-10001-A-1","accepted":true}]}""", 400, "ORDER_LINE_ACCEPTANCE_DECISION_MISSING")]
    [InlineData("""{"order_lines":[{"id":"PXT-10001-A-1","accepted":true},{"id":"PXT-10001-A-1","accepted":true}]}""", 400, "ORDER_LINE_DUPLICATE_ID")]
    [InlineData("""{"order_lines":[{"id":"PXT-10001-A-3","accepted":true}]}""", 404, "ORDER_LINE_NOT_FOUND")]
    [InlineData("""{"order_lines":[{"id":"PXT-10001-A-1","accepted":true},{"id":"PXT-10001-A-2","accepted":false}]}""", 400, "ORDER_PARTIAL_ACCEPTANCE_DISABLED")]
    public async Task A_decision_that_does_not_fit_is_refused_with_its_code(string body, int status, string code)
    {
        string id = await stage.BuyAsync(lines: """{"sku":"A1"},{"sku":"A2"}""");

        MiraklAnswered answer = await stage.PutAsync($"/api/orders/{id}/accept", body);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal("WAITING_ACCEPTANCE", await stage.StateAsync(id));
    }

    [Fact]
    public async Task An_unknown_order_and_a_second_decision_have_their_codes()
    {
        string id = await stage.BuyAsync();
        _ = await stage.DecideAsync(id, true);

        Assert.Equal((404, "ORDER_NOT_FOUND"), (await stage.DecideAsync("PXT-9-A", true)) is var unknown ? (unknown.Status, unknown.Code!) : default);
        Assert.Equal((400, "ORDER_INVALID_STATE"), (await stage.DecideAsync(id, true)) is var again ? (again.Status, again.Code!) : default);
    }

    [Fact]
    public async Task Part_of_an_order_may_be_accepted_where_the_tenant_takes_it()
    {
        await using MiraklStage partial = await (await MiraklStage.StartAsync(new MiraklOptions { LimitFactor = 0, TakesPartialAcceptance = true })).WithOffersAsync();
        string id = await partial.BuyAsync(lines: """{"sku":"A1"},{"sku":"A2"}""");
        _ = await partial.DecideAsync(id, true, false);
        partial.Clock.Advance(TimeSpan.FromMinutes(6));

        JsonElement order = await partial.OrderAsync(id);
        Assert.Equal("SHIPPING", order.GetProperty("order_state").GetString());
        Assert.Equal(["SHIPPING", "REFUSED"], order.GetProperty("order_lines").EnumerateArray().Select(line => line.GetProperty("order_line_state").GetString()));
    }

    [Fact]
    public async Task The_operator_cancels_for_the_customer_until_the_order_is_shipped()
    {
        string waiting = await stage.BuyAsync();
        _ = await stage.ControlAsync(HttpMethod.Post, $"orders/{waiting}/cancellation");
        string shipped = await stage.BuyPaidAsync();
        await stage.ShipAsync(shipped);

        Assert.Equal("CANCELED", await stage.StateAsync(waiting));
        Assert.Equal("ORDER_INVALID_STATE", (await stage.DecideAsync(waiting, true)).Code);
        using HttpClient client = new();
        Assert.Equal(409, (int)(await client.PostAsync(new Uri(stage.Simulator.Url, $"orders/{shipped}/cancellation"), null)).StatusCode);
    }

    [Fact]
    public async Task A_refused_order_is_over()
    {
        string id = await stage.BuyAsync();
        _ = await stage.DecideAsync(id, false);

        Assert.Equal("REFUSED", await stage.StateAsync(id));
    }

    [Fact]
    public async Task Rows_that_leave_the_list_between_two_pages_hide_others()
    {
        List<string> placed = [];
        for (int number = 0; number < 4; number++)
        {
            placed.Add(await stage.BuyAsync());
        }

        const string Waiting = "/api/orders?order_state_codes=WAITING_ACCEPTANCE&max=2";
        string[] Ids(MiraklAnswered page) => [.. page.Json.GetProperty("orders").EnumerateArray().Select(order => order.GetProperty("order_id").GetString()!)];
        string[] first = Ids(await stage.GetAsync(Waiting));
        _ = await stage.DecideAsync(first[0], true);
        _ = await stage.DecideAsync(first[1], true);
        string[] second = Ids(await stage.GetAsync($"{Waiting}&offset=2"));

        Assert.Equal(placed[..2], first);
        Assert.Empty(second);
    }

    [Theory]
    [InlineData("order_state_codes=WAITING_ACCEPTANCE", 1)]
    [InlineData("order_state_codes=SHIPPING,WAITING_ACCEPTANCE", 2)]
    [InlineData("channel_codes=ES_B2C", 1)]
    [InlineData("customer_debited=true", 1)]
    [InlineData("start_update_date=2026-03-10T06:07:30Z", 2)]
    [InlineData("start_update_date=2026-03-10T06:07:31Z", 1)]
    [InlineData("start_date=2026-03-10T06:01:01Z&end_date=2027-01-01T00:00:00Z", 1)]
    [InlineData("order_ids=PXT-10001-A,PXT-10002-A,PXT-9-A", 2)]
    [InlineData("order_references_for_seller=WEB1", 1)]
    [InlineData("only_null_channel=true", 0)]
    public async Task Orders_are_found_by_what_is_asked_for(string query, int count)
    {
        string paid = await stage.BuyPaidAsync();
        _ = await stage.PutAsync("/api/orders", $$$"""{"orders":[{"order_id":"{{{paid}}}","references":{"order_reference_for_seller":"WEB1"}}]}""");
        stage.Clock.Advance(TimeSpan.FromMinutes(5));
        _ = await stage.BuyAsync("ES_B2C");

        Assert.Equal(count, (await stage.GetAsync($"/api/orders?{query}")).Json.GetProperty("total_count").GetInt32());
    }

    [Theory]
    [InlineData("order_state_codes=PAID")]
    [InlineData("start_update_date=yesterday")]
    [InlineData("sort=price")]
    public async Task A_question_that_does_not_fit_is_refused(string query) => Assert.Equal(400, (await stage.GetAsync($"/api/orders?{query}")).Status);

    [Fact]
    public async Task An_order_may_come_twice_in_a_list_or_cost_too_little()
    {
        stage.Simulator.Faults.Set(MiraklFault.WrongPrice, 1);
        _ = await stage.BuyAsync();
        stage.Simulator.Faults.Set(MiraklFault.OrderTwice, 1);

        JsonElement[] orders = [.. (await stage.GetAsync("/api/orders")).Json.GetProperty("orders").EnumerateArray()];
        Assert.Equal(2, orders.Length);
        Assert.Equal(88.90m, orders[0].GetProperty("order_lines")[0].GetProperty("price_unit").GetDecimal());
    }

    [Fact]
    public async Task Our_reference_and_custom_fields_are_kept_and_what_is_unknown_is_told_in_a_good_answer()
    {
        string id = await stage.BuyAsync();
        JsonElement referred = (await stage.PutAsync("/api/orders", """{"orders":[{"order_id":"PXT-9-A"}]}""")).Json;
        JsonElement described = (await stage.PutAsync(
            $"/api/orders/{id}/additional_fields",
            """{"order_additional_fields":[{"code":"seller-note","value":"fragile","type":"STRING"},{"code":"colour","value":"red","type":"STRING"}]}""")).Json;

        Assert.Equal("ORDER_NOT_FOUND", referred.GetProperty("updated_orders")[0].GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal("colour", described.GetProperty("order_update_errors").GetProperty("errors")[0].GetProperty("field").GetString());
        Assert.Equal("fragile", (await stage.OrderAsync(id)).GetProperty("order_additional_fields")[0].GetProperty("value").GetString());
    }
}
