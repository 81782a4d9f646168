using System.Text.Json;
using Pipeline.Simulators.Intcomex.Faults;
using Pipeline.TestSupport;

namespace Pipeline.Simulators.Tests.Intcomex;

/// <summary>Each fault does what its name says, and no more.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(2);

    private IwsStage stage = null!;

    private IwsFaultSwitches Faults => stage.Simulator.Faults;

    public async Task InitializeAsync() => stage = await IwsStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Theory]
    [InlineData(IwsFault.QuotedStock, "getinventory", "\"InStock\":\"35\"")]
    [InlineData(IwsFault.OtherMpnSpelling, "getinventory", "\"Mpn\":\"ZTB14-8512FR\"")]
    [InlineData(IwsFault.OtherMpnSpelling, "getcatalog", "\"MPN\":\"ZTB14-8512FR\"")]
    [InlineData(IwsFault.FlatPrices, "getpricelist", "[{\"UnitPrice\":574.5,\"CurrencyId\":\"US\",\"Sku\":\"NB101ZTR01\"")]
    [InlineData(IwsFault.EnvelopeInArray, "getcatalog?page=1", "[{\"page\":1,")]
    [InlineData(IwsFault.UnknownMembers, "getinventory", "\"NobodyKnows\":")]
    [InlineData(IwsFault.NullBrand, "getproduct?sku=NB101ZTR01", "\"Brand\":null")]
    [InlineData(IwsFault.NullCategory, "getproduct?sku=NB101ZTR01", "\"Category\":null")]
    [InlineData(IwsFault.NullFreight, "getproduct?sku=NB101ZTR01", "\"Freight\":null")]
    [InlineData(IwsFault.ZeroPrice, "getpricelist", "{\"Price\":{\"UnitPrice\":0,\"CurrencyId\":\"US\"},\"Sku\":\"NB101ZTR01\"")]
    [InlineData(IwsFault.NegativePrice, "getpricelist", "\"UnitPrice\":-574.5")]
    [InlineData(IwsFault.UnknownCurrency, "getpricelist", "\"CurrencyId\":\"zz\"")]
    [InlineData(IwsFault.NullCurrency, "getpricelist", "\"CurrencyId\":null")]
    [InlineData(IwsFault.StockZero, "getproduct?sku=NB101ZTR01", "\"InStock\":0,\"Locations\":[{\"Id\":\"xzzq1\",\"Stock\":0}")]
    [InlineData(IwsFault.MissingImages, "downloadextendedcatalog", "\"Imagenes\":[]}")]
    [InlineData(IwsFault.ErrorInFeed, "getinventory", "\"ErrorCode\":405")]
    [InlineData(IwsFault.WrongTotalRows, "getcatalog?page=1", "\"totalRows\":13")]
    [InlineData(IwsFault.PageRepeated, "getcatalog?page=2&limit=1", "{\"page\":1,\"pageSize\":1,\"totalRows\":12,\"totalPages\":12,\"data\":[{\"Sku\":\"NB101ZTR01\"")]
    [InlineData(IwsFault.PageMissing, "getcatalog?page=2&limit=1", "\"totalRows\":12,\"totalPages\":12,\"data\":[]}")]
    [InlineData(IwsFault.QuotedErrorCode, "getproduct?sku=AA000AAA00", "\"ErrorCode\":\"20\"")]
    [InlineData(IwsFault.ContradictoryErrors, "getproduct?sku=AA000AAA00", "\"SKU\":\"AA000AAA00\"")]
    [InlineData(IwsFault.ContradictoryErrors, "getproducts", "\"ErrorCode\":903")]
    public async Task An_answer_differs_while_the_fault_is_on(IwsFault fault, string call, string expected)
    {
        Faults.Set(fault, 1);
        IwsAnswered faulty = await stage.GetAsync(call);
        IwsAnswered usual = await stage.GetAsync(call);

        Assert.Contains(expected, faulty.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(expected, fault == IwsFault.MissingImages ? First(usual) : usual.Text, StringComparison.Ordinal);
        Assert.Equal(1, Faults.Happened[fault]);
    }

    [Fact]
    public async Task A_fault_may_concern_one_product_or_one_operation()
    {
        Faults.Set(new IwsFaultSwitch(IwsFault.ZeroPrice) { Sku = "DK202ZTR05", On = "GetPriceList" });

        JsonElement[] zero = [.. (await stage.GetAsync("getpricelist")).Json.EnumerateArray()
            .Where(row => row.GetProperty("Price").GetProperty("UnitPrice").GetDecimal() == 0)];

        Assert.Equal("DK202ZTR05", Assert.Single(zero).GetProperty("Sku").GetString());
        Assert.Equal(123.75m, (await stage.GetAsync("getproduct?sku=DK202ZTR05")).Json.GetProperty("Price").GetProperty("UnitPrice").GetDecimal());
    }

    [Fact]
    public async Task Shuffled_members_are_the_same_members()
    {
        string[] usual = Members((await stage.GetAsync("getproduct?sku=NB101ZTR01")).Json);
        Faults.Set(IwsFault.ShuffledMembers);
        string[] shuffled = Members((await stage.GetAsync("getproduct?sku=NB101ZTR01")).Json);

        Assert.NotEqual(usual, shuffled);
        Assert.Equal(usual.Order(), shuffled.Order());
    }

    [Theory]
    [InlineData(IwsFault.InternalFailure, "500/900")]
    [InlineData(IwsFault.DataUnavailable, "409/405")]
    [InlineData(IwsFault.UnregisteredAddress, "401/14")]
    [InlineData(IwsFault.TooFrequent, "400/100")]
    [InlineData(IwsFault.GatewayFault, "504/-")]
    [InlineData(IwsFault.HtmlBody, "200/-")]
    [InlineData(IwsFault.CustomerHold, "401/42")]
    [InlineData(IwsFault.CreditExhausted, "500/660")]
    public async Task An_order_that_meets_a_failure_is_not_placed(IwsFault fault, string verdict)
    {
        Faults.Set(fault, 1);

        Assert.Equal(verdict, (await stage.OrderAsync("WEB1")).Verdict);
        Assert.Empty(stage.Simulator.Orders.All);
        Assert.Equal("200/-", (await stage.OrderAsync("WEB1")).Verdict);
    }

    [Theory]
    [InlineData(IwsFault.InternalFailure, "500/900")]
    [InlineData(IwsFault.GatewayFault, "504/-")]
    [InlineData(IwsFault.HtmlBody, "200/-")]
    public async Task An_order_may_be_placed_although_its_answer_is_a_failure(IwsFault fault, string verdict)
    {
        Faults.Set(new IwsFaultSwitch(fault) { Count = 1, Done = true });

        Assert.Equal(verdict, (await stage.OrderAsync("WEB1")).Verdict);
        Assert.Equal("7003141", (await stage.GetAsync("getorder?orderNumber=WEB1")).Json.GetProperty("OrderNumber").GetString());
    }

    [Theory]
    [InlineData(IwsFault.AnswerLost, 1)]
    [InlineData(IwsFault.ConnectionCut, 0)]
    public async Task A_connection_is_cut_after_or_before_the_order_is_stored(IwsFault fault, int orders)
    {
        Faults.Set(new IwsFaultSwitch(fault) { Count = 1, On = "placeorder", CustomerOrderNumber = "WEB1" });

        await Assert.ThrowsAsync<HttpRequestException>(() => stage.OrderAsync("WEB1"));

        Assert.Equal(orders, stage.Simulator.Orders.All.Count);
        Assert.Equal("200/-", (await stage.OrderAsync("WEB2")).Verdict);
    }

    [Fact]
    public async Task A_catalogue_may_end_in_the_middle_as_if_it_were_whole()
    {
        Faults.Set(IwsFault.CutInTheMiddle, 1);

        IwsAnswered cut = await stage.GetAsync("getcatalog");

        Assert.Equal(200, cut.Status);
        Assert.ThrowsAny<JsonException>(() => cut.Json);
        Assert.Contains("NB101ZTR01", cut.Text, StringComparison.Ordinal);
        Assert.Equal(12, (await stage.GetAsync("getcatalog")).Json.GetArrayLength());
    }

    [Theory]
    [InlineData("getcatalog")]
    [InlineData("getproduct?sku=NB101ZTR01")]
    public async Task A_stream_may_break(string call)
    {
        Faults.Set(IwsFault.StreamBroken, 1);

        await Assert.ThrowsAsync<HttpRequestException>(() => stage.GetAsync(call));
    }

    [Fact]
    public async Task A_feed_may_be_empty()
    {
        Faults.Set(IwsFault.EmptyFeed, 1);

        Assert.Equal("[]", (await stage.GetAsync("getcatalog")).Text);
    }

    [Fact]
    public async Task The_file_of_the_extended_catalogue_may_be_missing()
    {
        Faults.Set(IwsFault.CatalogFileMissing, 1);

        Assert.Equal("404/60", (await stage.GetAsync("downloadextendedcatalog")).Verdict);
    }

    [Fact]
    public async Task Too_frequent_calls_may_come_under_429()
    {
        Faults.Set(IwsFault.TooFrequent, 1);
        Faults.Set(IwsFault.TooManyRequests);

        IwsAnswered answer = await stage.GetAsync("getcatalog");

        Assert.Equal("429/100", answer.Verdict);
        Assert.Equal(TimeSpan.FromSeconds(10), answer.RetryAfter);
    }

    [Fact]
    public async Task A_clock_that_is_off_refuses_good_tokens_and_shows_itself()
    {
        Faults.Set(IwsFault.ClockOff);

        IwsAnswered answer = await stage.GetAsync("authenticate");

        Assert.Equal("401/12", answer.Verdict);
        Assert.Equal(stage.Clock.GetUtcNow().AddMinutes(10), answer.Date);
    }

    [Theory]
    [InlineData(IwsFault.Slow, 1)]
    [InlineData(IwsFault.SlowStart, 0)]
    public async Task A_slow_call_is_done_before_or_after_the_wait(IwsFault fault, int ordersMeanwhile)
    {
        Faults.Set(new IwsFaultSwitch(fault) { Count = 1, Delay = TimeSpan.FromSeconds(30) });
        int timers = stage.Clock.TimersMade;

        Task<IwsAnswered> slow = stage.OrderAsync("WEB1");
        await WaitFor.TrueAsync(() => stage.Clock.TimersMade > timers);
        int meanwhile = stage.Simulator.Orders.All.Count;
        stage.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("200/-", (await slow).Verdict);
        Assert.Equal(ordersMeanwhile, meanwhile);
    }

    [Fact]
    public async Task Statuses_come_as_numbers_flat_or_unknown()
    {
        _ = await stage.OrderAsync("WEB1");
        Faults.Set(IwsFault.IntegerStatusCode);
        string number = (await stage.GetAsync("getorderstatus?orderNumber=7003141")).Text;
        Faults.Set(IwsFault.FlatStatus);
        string flat = (await stage.GetAsync("getorderstatus?orderNumber=7003141")).Text;
        Faults.Set(IwsFault.UnknownStatus);
        string unknown = (await stage.GetAsync("getorderstatus?orderNumber=7003141")).Text;

        Assert.Equal("""{"Status":{"StatusCode":1,"Description":"Open"}}""", number);
        Assert.Equal("""{"StatusCode":1,"Description":"Open"}""", flat);
        Assert.Equal("""{"StatusCode":9,"Description":"Consolidated"}""", unknown);
    }

    [Fact]
    public async Task An_order_that_was_taken_may_be_rejected_and_gives_back_what_it_took()
    {
        Faults.Set(new IwsFaultSwitch(IwsFault.OrderRejected) { CustomerOrderNumber = "WEB2" });
        _ = await stage.OrderAsync("WEB1");
        _ = await stage.OrderAsync("WEB2");
        stage.Clock.Advance(Step);

        Assert.Equal([2, 6], stage.Simulator.Orders.All.Select(order => order.Status));
        Assert.Equal(33, stage.Simulator.Shelf.Stock("NB101ZTR01"));
    }

    [Fact]
    public async Task A_back_order_passes_through_3()
    {
        Faults.Set(IwsFault.OrderBackordered, 1);
        _ = await stage.OrderAsync("WEB1");
        List<int> seen = [];
        for (int time = 0; time < 6; time++)
        {
            seen.Add(stage.Simulator.Orders.Find("WEB1")!.Status);
            stage.Clock.Advance(Step);
        }

        Assert.Equal([1, 3, 2, 4, 5, 7], seen);
    }

    [Fact]
    public async Task An_order_on_hold_waits_for_its_release()
    {
        Faults.Set(IwsFault.OrderOnHold, 1);
        JsonElement placed = (await stage.OrderAsync("WEB1")).Json;
        stage.Clock.Advance(10 * Step);
        JsonElement held = (await stage.GetAsync("getorder?orderNumber=WEB1")).Json;
        _ = stage.Simulator.Orders.Release("WEB1");
        stage.Clock.Advance(Step);
        JsonElement released = (await stage.GetAsync("getorder?orderNumber=WEB1")).Json;

        Assert.Equal((true, "MGNO"), (placed.GetProperty("OnHold").GetBoolean(), placed.GetProperty("HoldId").GetString()));
        Assert.Equal("1", held.GetProperty("Status").GetProperty("StatusCode").GetString());
        Assert.Equal((false, "MGOK"), (released.GetProperty("OnHold").GetBoolean(), released.GetProperty("HoldId").GetString()));
        Assert.Equal("2", released.GetProperty("Status").GetProperty("StatusCode").GetString());
    }

    [Fact]
    public async Task A_hold_may_end_by_itself()
    {
        Faults.Set(new IwsFaultSwitch(IwsFault.OrderOnHold) { Delay = TimeSpan.FromHours(1) });
        _ = await stage.OrderAsync("WEB1");
        stage.Clock.Advance(TimeSpan.FromHours(1));
        bool held = stage.Simulator.Orders.Find("WEB1")!.OnHold;
        stage.Clock.Advance(Step);

        Assert.False(held);
        Assert.Equal(2, stage.Simulator.Orders.Find("WEB1")!.Status);
    }

    [Fact]
    public async Task Invoice_and_serial_numbers_may_be_short()
    {
        Faults.Set(IwsFault.SerialsShort, 1);
        Faults.Set(new IwsFaultSwitch(IwsFault.InvoiceMissing) { CustomerOrderNumber = "WEB1" });
        _ = await stage.OrderAsync("WEB1");
        _ = await stage.OrderAsync("WEB2");
        stage.Clock.Advance(3 * Step);

        Assert.Equal([1, 2], stage.Simulator.Orders.All.Select(order => order.SerialNumbers.Count));
        Assert.Equal("404/571", (await stage.GetAsync("getinvoice?orderNumber=7003141")).Verdict);
        Assert.Equal("200/-", (await stage.GetAsync("getinvoice?orderNumber=7003142")).Verdict);
    }

    [Fact]
    public async Task ESD_may_be_refused()
    {
        Faults.Set(IwsFault.EsdRefused, 1);

        Assert.Equal("400/54", (await stage.OrderAsync("WEB1", """{"Sku":"SF505ORV01","Quantity":1}""")).Verdict);
    }

    [Fact]
    public async Task Differences_are_planted_in_the_book()
    {
        _ = await stage.OrderAsync("WEB1");
        _ = await stage.OrderAsync("WEB2");
        _ = stage.Simulator.Orders.Change("WEB1", order => order with { Lines = [order.Lines[0] with { Quantity = 3 }] });

        Assert.True(stage.Simulator.Orders.Remove("WEB2"));
        JsonElement changed = (await stage.GetAsync("getorder?orderNumber=WEB1")).Json;
        Assert.Equal(1723.5m, changed.GetProperty("Subtotal").GetProperty("Amount").GetDecimal());
        Assert.Equal("404/30", (await stage.GetAsync("getorder?orderNumber=WEB2")).Verdict);
    }

    private static string First(IwsAnswered answer) => answer.Json[0].GetRawText();

    private static string[] Members(JsonElement value) => [.. value.EnumerateObject().Select(member => member.Name)];
}
