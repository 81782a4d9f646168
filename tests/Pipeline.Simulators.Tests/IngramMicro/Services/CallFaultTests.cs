using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services;
using Pipeline.Simulators.IngramMicro.Services.Faults;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.TestSupport;

namespace Pipeline.Simulators.Tests.IngramMicro.Services;

/// <summary>Each fault of a call does what it says, as often as it is told; ledger and log tell what was bought.</summary>
public sealed class CallFaultTests : IAsyncLifetime
{
    private ServicesStage stage = null!;

    private FaultSwitches Faults => stage.Simulator.Faults;

    public async Task InitializeAsync() => stage = await ServicesStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Theory]
    [InlineData(FaultKind.AnswerLost)]
    [InlineData(FaultKind.TimeOutAfterAcceptance)]
    public async Task An_answer_is_lost_and_the_order_is_bought(FaultKind kind)
    {
        Faults.Set(new FaultSwitch(kind) { Count = 1, On = ServiceTransaction.OrderCreate, Delay = TimeSpan.FromMilliseconds(10) });

        await Assert.ThrowsAsync<HttpRequestException>(() => stage.OrderAsync());

        Assert.Equal(1, stage.Simulator.Ledger.Find(ServicesStage.SampleNumber)!.TimesBought);
        Assert.Equal([kind], stage.Simulator.Log.Entries[0].Faults);
        (_, XDocument? found) = await stage.CallAsync(WireSample.Inquiry(ServicesStage.SampleNumber), "OrderInquiry");
        Assert.Equal("10000", ServicesStage.Value(found, "ReturnCode"));
    }

    [Theory]
    [InlineData(FaultKind.ServerFault, 0)]
    [InlineData(FaultKind.ServerFaultAfterAcceptance, 1)]
    public async Task The_server_fails_before_or_after_it_has_bought(FaultKind kind, int purchases)
    {
        Faults.Set(kind, 1);

        (int status, XDocument? answer) = await stage.CallAsync(WireSample.Text("order-create.xml"), "OrderCreate");

        Assert.Equal((500, "soap:Server"), (status, ServicesStage.Value(answer, "faultcode")));
        Assert.Equal(purchases, stage.Simulator.Ledger.Orders.Count);
    }

    [Theory]
    [InlineData(FaultKind.WindowClosed, "20005")]
    [InlineData(FaultKind.NotProcessed, "20003")]
    public async Task A_call_is_refused_for_now_and_taken_later(FaultKind kind, string code)
    {
        Faults.Set(kind, 1);

        XDocument refused = await stage.OrderAsync();
        XDocument taken = await stage.OrderAsync();

        Assert.Equal((code, "10000"), (ServicesStage.Value(refused, "ReturnCode"), ServicesStage.Value(taken, "ReturnCode")));
        Assert.Equal(1, stage.Simulator.Ledger.Find(ServicesStage.SampleNumber)!.TimesBought);
    }

    [Fact]
    public async Task An_answer_is_garbage_and_the_order_is_bought()
    {
        Faults.Set(FaultKind.GarbageAnswer, 1);

        (int status, XDocument? answer) = await stage.CallAsync(WireSample.Text("order-create.xml"), "OrderCreate");

        Assert.Equal((200, null), (status, answer));
        Assert.Single(stage.Simulator.Ledger.Orders);
    }

    [Fact]
    public async Task An_answer_is_slow()
    {
        TestClock clock = new();
        await using ServicesStage stage = await ServicesStage.StartAsync(new ServicesOptions { Delays = ServiceDelays.Each(TimeSpan.FromDays(1)) }, clock);
        stage.Simulator.Faults.Set(new FaultSwitch(FaultKind.Slow) { Delay = TimeSpan.FromMinutes(1) });
        Task<XDocument> answer = stage.OrderAsync();
        await WaitFor.TrueAsync(() => clock.TimersMade == 2);
        Assert.False(answer.IsCompleted);

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("10000", ServicesStage.Value(await answer, "ReturnCode"));
    }

    [Fact]
    public async Task A_number_is_bought_twice_while_the_switch_is_on()
    {
        Faults.Set(FaultKind.AcceptTwice, 1);
        await stage.OrderAsync();
        await stage.OrderAsync();

        XDocument third = await stage.OrderAsync();

        Assert.Equal("20004", ServicesStage.Value(third, "ReturnCode"));
        LedgerEntry entry = stage.Simulator.Ledger.Find(ServicesStage.SampleNumber)!;
        Assert.Equal((2, 2), (entry.TimesBought, entry.Purchases.Select(purchase => purchase.IngramSalesOrderNumber).Distinct().Count()));
        (_, XDocument? found) = await stage.CallAsync(WireSample.Inquiry(ServicesStage.SampleNumber), "OrderInquiry");
        Assert.Equal(2, found!.Descendants().Count(element => element.Name.LocalName == "StatusDetails"));
    }

    [Fact]
    public async Task A_switch_concerns_one_order_and_counts_down()
    {
        Faults.Set(new FaultSwitch(FaultKind.WindowClosed) { Count = 2, PurchaseOrderNumber = "PX2" });

        XDocument other = await stage.OrderAsync("PX1");
        XDocument first = await stage.OrderAsync("PX2");
        Assert.Equal(1, Assert.Single(Faults.Active).Count);
        XDocument second = await stage.OrderAsync("PX2");
        XDocument third = await stage.OrderAsync("PX2");

        Assert.Equal(["10000", "20005", "20005", "10000"], ((XDocument[])[other, first, second, third]).Select(answer => ServicesStage.Value(answer, "ReturnCode")));
        Assert.Empty(Faults.Active);
        Assert.Equal(2, Faults.Happened[FaultKind.WindowClosed]);
    }

    [Fact]
    public async Task Chance_is_the_same_for_the_same_seed()
    {
        Faults.Set(new FaultSwitch(FaultKind.WindowClosed) { Probability = 0.5 });
        string[] once = await AskAsync();
        Faults.Clear();
        Faults.Set(new FaultSwitch(FaultKind.WindowClosed) { Probability = 0.5 });

        string[] again = await AskAsync();

        Assert.Equal(once, again);
        Assert.InRange(once.Count(code => code == "20005"), 5, 15);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1.1)]
    [InlineData(1, double.NaN)]
    public void An_impossible_switch_is_refused(int count, double probability) => Assert.Throws<ArgumentOutOfRangeException>(
        () => Faults.Set(new FaultSwitch(FaultKind.Slow) { Count = count, Probability = probability }));

    private async Task<string[]> AskAsync()
    {
        string[] codes = new string[20];
        for (int call = 0; call < codes.Length; call++)
        {
            (_, XDocument? answer) = await stage.CallAsync(WireSample.Inquiry("PX1"), "OrderInquiry");
            codes[call] = ServicesStage.Value(answer, "ReturnCode")!;
        }

        return codes;
    }
}
