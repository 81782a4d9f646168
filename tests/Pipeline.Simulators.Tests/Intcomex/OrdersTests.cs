using System.Text.Json;
using Pipeline.Simulators.Intcomex;
using Pipeline.Simulators.Intcomex.Faults;

namespace Pipeline.Simulators.Tests.Intcomex;

/// <summary>Placing, the life of an order, invoices and cancellation.</summary>
public sealed class OrdersTests : IAsyncLifetime
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(2);

    private IwsStage stage = null!;

    public async Task InitializeAsync() => stage = await IwsStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task An_order_takes_stock_and_credit_at_once_and_comes_back_open()
    {
        IwsAnswered answer = await stage.OrderAsync("WEB1");

        JsonElement order = answer.Json;
        Assert.Equal("1", order.GetProperty("Status").GetProperty("StatusCode").GetString());
        Assert.Equal("2026-03-10T00:00:00", order.GetProperty("OrderDate").GetString());
        Assert.Equal(1149.00m, order.GetProperty("Subtotal").GetProperty("Amount").GetDecimal());
        Assert.Equal(137.88m, order.GetProperty("Tax").GetProperty("Amount").GetDecimal());
        Assert.Equal(1286.88m, order.GetProperty("Total").GetProperty("Amount").GetDecimal());
        Assert.Equal(33, stage.Simulator.Shelf.Stock("NB101ZTR01"));
        Assert.Equal(998_713.12m, stage.Simulator.Orders.Credit);
        Assert.False(order.TryGetProperty("SerialNumbers", out _));
    }

    [Fact]
    public async Task A_bare_array_with_quoted_quantities_is_an_order_too()
    {
        IwsAnswered answer = await stage.PostAsync("placeorder?customerOrderNumber=WEB1&tag=shop", """[{"Sku":"nb101ztr01","Quantity":"2"}]""");

        Assert.Equal("200/-", answer.Verdict);
        Assert.Equal("shop", answer.Json.GetProperty("Tag").GetString());
    }

    [Theory]
    [InlineData("WEB1", "", "400/31")]
    [InlineData("WEB1", "7", "400/31")]
    [InlineData("WEB1", """{"Colour":"red","Items":[]}""", "400/31")]
    [InlineData("WEB1", """{"AddressId":3}""", "400/32")]
    [InlineData("WEB1", "[]", "400/32")]
    [InlineData("WEB1", """[{"Quantity":1}]""", "400/33")]
    [InlineData("WEB1", """[{"Sku":"NB101ZTR01","Quantity":0}]""", "400/34")]
    [InlineData("WEB1", """[{"Sku":"NB101ZTR01"}]""", "400/34")]
    [InlineData("", """[{"Sku":"NB101ZTR01","Quantity":1}]""", "400/91")]
    [InlineData("WEB_1", """[{"Sku":"NB101ZTR01","Quantity":1}]""", "400/101")]
    [InlineData("A23456789012345678901", """[{"Sku":"NB101ZTR01","Quantity":1}]""", "400/101")]
    [InlineData("WEB1", """{"CustomerOrderNumber":"WEB2","Items":[{"Sku":"NB101ZTR01","Quantity":1}]}""", "400/101")]
    [InlineData("WEB1", """{"AddressId":99,"Items":[{"Sku":"NB101ZTR01","Quantity":1}]}""", "400/101")]
    [InlineData("WEB1", """{"LocationId":"moon","Items":[{"Sku":"NB101ZTR01","Quantity":1}]}""", "400/101")]
    [InlineData("WEB1", """[{"Sku":"AA000AAA00","Quantity":1}]""", "404/20")]
    [InlineData("WEB1", """[{"Sku":"XX111ZZZ11","Quantity":1}]""", "401/21")]
    [InlineData("WEB1", """[{"Sku":"XX222ZZZ22","Quantity":1}]""", "404/720")]
    [InlineData("WEB1", """[{"Sku":"NB101ZTR01","Quantity":20},{"Sku":"NB101ZTR01","Quantity":16}]""", "404/23")]
    [InlineData("WEB1", """[{"Sku":"NW808QUX05","Quantity":11}]""", "401/665")]
    [InlineData("WEB1", """[{"Sku":"SF505ORV01","Quantity":1},{"Sku":"NB101ZTR01","Quantity":1}]""", "400/54")]
    public async Task A_wrong_order_is_refused_whole(string number, string body, string verdict)
    {
        IwsAnswered answer = await stage.PostAsync(number.Length > 0 ? $"placeorder?customerOrderNumber={number}" : "placeorder", body);

        Assert.Equal(verdict, answer.Verdict);
        Assert.Empty(stage.Simulator.Orders.All);
        Assert.Equal(35, stage.Simulator.Shelf.Stock("NB101ZTR01"));
    }

    [Fact]
    public async Task Too_little_stock_names_what_was_wanted_and_what_is_there()
    {
        JsonElement error = (await stage.OrderAsync("WEB1", """{"Sku":"AD707KVS03","Quantity":4}""")).Json;

        Assert.Equal("AD707KVS03", error.GetProperty("Sku").GetString());
        Assert.Equal(("4", "1"), (error.GetProperty("QuantityAttempted").GetString(), error.GetProperty("CurrentStock").GetString()));
    }

    [Fact]
    public async Task More_may_be_there_than_a_figure_shows_that_is_not_real()
    {
        JsonElement product = (await stage.GetAsync("getproduct?sku=SD303KVS02")).Json;

        Assert.Equal((20, false), (product.GetProperty("InStock").GetInt32(), product.GetProperty("RealStockValue").GetBoolean()));
        Assert.Equal("200/-", (await stage.OrderAsync("WEB1", """{"Sku":"SD303KVS02","Quantity":45}""")).Verdict);
        Assert.Equal("404/23", (await stage.OrderAsync("WEB2", """{"Sku":"SD303KVS02","Quantity":16}""")).Verdict);
    }

    [Fact]
    public async Task An_exhausted_credit_line_is_660_under_500()
    {
        await using IwsStage poor = await IwsStage.StartAsync(new IntcomexOptions { Credit = 2000 });

        Assert.Equal("200/-", (await poor.OrderAsync("WEB1")).Verdict);
        Assert.Equal("500/660", (await poor.OrderAsync("WEB2")).Verdict);
        Assert.Equal(33, poor.Simulator.Shelf.Stock("NB101ZTR01"));
    }

    [Fact]
    public async Task A_number_that_has_an_order_is_90_and_buys_nothing()
    {
        _ = await stage.OrderAsync("WEB1");

        IwsAnswered again = await stage.OrderAsync("WEB1");

        Assert.Equal("400/90", again.Verdict);
        Assert.Contains("7003141", again.Json.GetProperty("Message").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, stage.Simulator.Orders.Counts["WEB1"]);
    }

    [Fact]
    public async Task A_refused_number_may_be_used_again()
    {
        _ = await stage.OrderAsync("WEB1", """{"Sku":"AD707KVS03","Quantity":4}""");

        Assert.Equal("200/-", (await stage.OrderAsync("WEB1")).Verdict);
    }

    [Fact]
    public async Task A_number_that_another_request_holds_is_92()
    {
        stage.Simulator.Faults.Set(new IwsFaultSwitch(IwsFault.Slow) { On = "placeorder", Count = 1 });
        int timers = stage.Clock.TimersMade;

        Task<IwsAnswered> first = stage.OrderAsync("WEB1");
        await TestSupport.WaitFor.TrueAsync(() => stage.Clock.TimersMade > timers);
        IwsAnswered second = await stage.OrderAsync("WEB1");
        stage.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("400/92", second.Verdict);
        Assert.Equal("200/-", (await first).Verdict);
        Assert.Equal("400/90", (await stage.OrderAsync("WEB1")).Verdict);
    }

    [Fact]
    public async Task Of_many_requests_at_once_under_one_number_one_buys()
    {
        IwsAnswered[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => stage.OrderAsync("WEB1")));

        _ = Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers, answer => Assert.Contains(answer.Verdict, new[] { "200/-", "400/90", "400/92" }));
        Assert.Equal(1, stage.Simulator.Orders.Counts["WEB1"]);
        Assert.Equal(33, stage.Simulator.Shelf.Stock("NB101ZTR01"));
    }

    [Fact]
    public async Task Where_numbers_are_not_unique_a_repeat_buys_twice_and_the_book_counts_it()
    {
        await using IwsStage lax = await IwsStage.StartAsync(new IntcomexOptions { AllowsRepeatedNumbers = true, Cadence = TimeSpan.Zero });
        _ = await lax.OrderAsync("WEB1");

        Assert.Equal("200/-", (await lax.OrderAsync("WEB1")).Verdict);
        Assert.Equal(2, lax.Simulator.Orders.Counts["WEB1"]);
    }

    [Fact]
    public async Task An_order_is_found_by_either_number_but_its_status_by_theirs_only()
    {
        _ = await stage.OrderAsync("WEB1");

        Assert.Equal("7003141", (await stage.GetAsync("getorder?orderNumber=WEB1")).Json.GetProperty("OrderNumber").GetString());
        Assert.Equal("WEB1", (await stage.GetAsync("getorder?orderNumber=7003141")).Json.GetProperty("CustomerOrderNumber").GetString());
        Assert.Equal("200/-", (await stage.GetAsync("getorderstatus?orderNumber=7003141")).Verdict);
        Assert.Equal("404/30", (await stage.GetAsync("getorderstatus?orderNumber=WEB1")).Verdict);
        Assert.Equal("404/30", (await stage.GetAsync("getorder?orderNumber=WEB2")).Verdict);
        Assert.Equal("400/36", (await stage.GetAsync("getorder")).Verdict);
    }

    [Fact]
    public async Task An_ESD_order_has_no_status_of_its_own()
    {
        _ = await stage.OrderAsync("WEB1", """{"Sku":"SF505ORV01","Quantity":500}""");

        Assert.Equal("404/30", (await stage.GetAsync("getorderstatus?orderNumber=7003141")).Verdict);
        Assert.Equal("200/-", (await stage.GetAsync("getorder?orderNumber=7003141")).Verdict);
        Assert.Equal(0, stage.Simulator.Shelf.Stock("SF505ORV01"));
    }

    [Fact]
    public async Task The_clock_moves_an_order_from_1_over_2_4_and_5_to_7()
    {
        _ = await stage.OrderAsync("WEB1");
        List<string> seen = [];
        for (int second = 0; second <= 9; second += 2)
        {
            seen.Add(await StatusAsync());
            stage.Clock.Advance(Step);
        }

        Assert.Equal(["1", "2", "4", "5", "7"], seen);
    }

    [Fact]
    public async Task Invoice_and_serial_numbers_come_with_status_5()
    {
        _ = await stage.OrderAsync("WEB1");
        IwsAnswered before = await stage.GetAsync("getinvoice?orderNumber=7003141");
        stage.Clock.Advance(3 * Step);
        IwsAnswered invoice = await stage.GetAsync("getinvoice?orderNumber=7003141");
        JsonElement order = (await stage.GetAsync("getorder?orderNumber=WEB1")).Json;

        Assert.Equal("404/571", before.Verdict);
        Assert.Equal("500921", invoice.Json.GetProperty("InvoiceNumber").GetString());
        Assert.Equal(1286.88m, invoice.Json.GetProperty("TransactionAmount").GetProperty("Amount").GetDecimal());
        Assert.Equal("T001-0500921", order.GetProperty("PrintedInvoiceNumber").GetString());
        Assert.Equal(["ZTB148512FR700314101001", "ZTB148512FR700314101002"], order.GetProperty("SerialNumbers").EnumerateArray().Select(serial => serial.GetString()));
        Assert.Equal("200/-", (await stage.GetAsync("getinvoice?invoiceNumber=500921")).Verdict);
    }

    [Theory]
    [InlineData("getinvoice", "400/572")]
    [InlineData("getinvoice?invoiceNumber=1", "404/570")]
    [InlineData("getinvoice?orderNumber=1", "404/30")]
    [InlineData("getorders?startDate=10/03/2026", "400/850")]
    [InlineData("getorders?startDate=2026-03-10&endDate=2026-03-09", "400/851")]
    [InlineData("getorders?statusCode=open", "400/101")]
    [InlineData("getcurrency", "400/101")]
    [InlineData("GetCurrency?countryId=fr", "500/900")]
    public async Task A_wrong_question_has_its_code(string question, string verdict) =>
        Assert.Equal(verdict, (await stage.GetAsync(question)).Verdict);

    [Fact]
    public async Task Orders_are_listed_by_the_day_of_the_house_by_status_and_by_tag()
    {
        // 01:00 UTC is still the day before in the house.
        _ = await stage.OrderAsync("WEB1");
        stage.Clock.Advance(TimeSpan.FromHours(19));
        _ = await stage.PostAsync("placeorder?customerOrderNumber=WEB2&tag=shop", """[{"Sku":"NB101ZTR01","Quantity":1}]""");
        stage.Clock.Advance(TimeSpan.FromHours(23));
        _ = await stage.OrderAsync("WEB3");

        Assert.Equal(["WEB1", "WEB2"], await ListAsync("startDate=2026-03-10&endDate=2026-03-10"));
        Assert.Equal(["WEB3"], await ListAsync("startDate=2026-03-11"));
        Assert.Equal(["WEB3"], await ListAsync("statusCode=1"));
        Assert.Equal(["WEB2"], await ListAsync("tag=shop"));
        Assert.Empty(await ListAsync("hasTrackingDocument=true"));
    }

    [Fact]
    public async Task An_open_order_is_cancelled_once_and_gives_stock_and_credit_back()
    {
        _ = await stage.OrderAsync("WEB1");

        IwsAnswered cancelled = await CancelAsync("""{"OrderNumber":"7003141"}""");
        stage.Clock.Advance(10 * Step);

        Assert.Equal("6", cancelled.Json.GetProperty("Status").GetProperty("StatusCode").GetString());
        Assert.Equal("6", await StatusAsync());
        Assert.Equal((35, 1_000_000m), (stage.Simulator.Shelf.Stock("NB101ZTR01"), stage.Simulator.Orders.Credit));
        Assert.Equal("401/39", (await CancelAsync("""{"OrderNumber":"7003141"}""")).Verdict);
    }

    [Theory]
    [InlineData("""{"OrderNumber":"7003141"}""", "401/39")]
    [InlineData("""{"OrderNumber":"WEB1"}""", "404/30")]
    [InlineData("{}", "400/36")]
    [InlineData("7003141", "400/31")]
    public async Task What_is_ready_or_unknown_is_not_cancelled(string body, string verdict)
    {
        _ = await stage.OrderAsync("WEB1");
        stage.Clock.Advance(2 * Step);

        Assert.Equal(verdict, (await CancelAsync(body)).Verdict);
        Assert.Equal("4", await StatusAsync());
    }

    [Fact]
    public async Task A_body_that_is_not_called_JSON_is_refused() => Assert.Equal(
        "400/101", (await stage.PostAsync("placeorder?customerOrderNumber=WEB1", """[{"Sku":"NB101ZTR01","Quantity":1}]""", "text/plain")).Verdict);

    private async Task<string> StatusAsync() =>
        (await stage.GetAsync("getorderstatus?orderNumber=7003141")).Json.GetProperty("Status").GetProperty("StatusCode").GetString()!;

    private async Task<string[]> ListAsync(string filter) =>
        [.. (await stage.GetAsync($"getorders?{filter}")).Json.EnumerateArray().Select(order => order.GetProperty("CustomerOrderNumber").GetString()!)];

    private Task<IwsAnswered> CancelAsync(string body) => stage.PostAsync("cancelorder", body);
}
