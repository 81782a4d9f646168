using System.Text;
using Pipeline.Simulators.IngramMicro.Services;
using Pipeline.Simulators.IngramMicro.Services.Faults;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.Simulators.IngramMicro.Services.Pushes;
using Pipeline.TestSupport;

namespace Pipeline.Simulators.Tests.IngramMicro.Services;

/// <summary>Each fault of a push does what it says, and the ledger tells it.</summary>
public sealed class PushFaultTests : IAsyncLifetime
{
    private ServicesStage stage = null!;

    private Postback Postback => stage.Postback;

    private FaultSwitches Faults => stage.Simulator.Faults;

    public async Task InitializeAsync() => stage = await ServicesStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task A_message_is_sent_twice_byte_for_byte()
    {
        Faults.Set(new FaultSwitch(FaultKind.DuplicatePush) { Count = 1, On = ServiceTransaction.DespatchAdvice });
        await stage.OrderAsync();

        LedgerPurchase purchase = await stage.SettledAsync("INVOICED");
        await WaitFor.TrueAsync(() => Postback.Of("DespatchAdvice").Count == 2);

        Assert.Equal(Postback.Of("DespatchAdvice")[0].Body, Postback.Of("DespatchAdvice")[1].Body);
        Assert.Equal(7, Postback.Received.Count);
        Assert.Equal(6, purchase.Messages.Count);
    }

    [Fact]
    public async Task A_message_lets_the_next_one_pass()
    {
        Faults.Set(new FaultSwitch(FaultKind.ReorderPush) { Count = 1, On = ServiceTransaction.OrderResponse, Delay = TimeSpan.FromMinutes(1) });
        await stage.OrderAsync();

        await stage.SettledAsync("INVOICED");

        Assert.Equal(["OrderStatusNotification", "OrderResponse"], Postback.Kinds.Take(3).Where(kind => kind != "DespatchAdvice").Take(2));
    }

    [Fact]
    public async Task A_held_message_comes_in_the_end_where_no_other_follows()
    {
        Faults.Set(new FaultSwitch(FaultKind.ReorderPush) { Delay = TimeSpan.FromMilliseconds(20) });
        await stage.OrderAsync(edit: Unknown);

        await WaitFor.TrueAsync(() => Postback.Kinds is ["OrderResponse"]);
    }

    [Fact]
    public async Task A_message_comes_late()
    {
        Faults.Set(new FaultSwitch(FaultKind.DelayPush) { Count = 1, Delay = TimeSpan.FromMilliseconds(300) });
        await stage.OrderAsync();

        await stage.SettledAsync("INVOICED");

        Assert.Equal("OrderResponse", Postback.Kinds[^1]);
    }

    [Fact]
    public async Task A_message_is_dropped_and_the_ledger_knows()
    {
        Faults.Set(new FaultSwitch(FaultKind.DropPush) { Count = 1, On = ServiceTransaction.OrderResponse });
        await stage.OrderAsync();

        LedgerPurchase purchase = await stage.SettledAsync("INVOICED");

        Assert.Empty(Postback.Of("OrderResponse"));
        Assert.Equal((PushState.Dropped, 0), (purchase.Messages[0].State, purchase.Messages[0].Attempts.Count));
    }

    [Fact]
    public async Task A_cut_message_is_repeated_whole()
    {
        Faults.Set(FaultKind.MalformedPush, 1);
        await stage.OrderAsync(edit: Unknown);

        LedgerPurchase purchase = await stage.SettledAsync("VOIDED");

        Assert.Equal(["?", "OrderResponse"], Postback.Kinds);
        Assert.Equal([400, 200], purchase.Messages[0].Attempts.Select(attempt => attempt.Status));
        Assert.True(purchase.Messages[0].IsConfirmed);
    }

    [Fact]
    public async Task A_message_in_the_wrong_encoding_is_repeated_in_the_right_one()
    {
        Faults.Set(FaultKind.WrongEncodingPush, 1);
        await stage.OrderAsync(edit: Unknown);

        await stage.SettledAsync("VOIDED");

        Assert.Equal(["?", "OrderResponse"], Postback.Kinds);
        Assert.Contains(Postback.Received[0].Body, value => value == 0xE9);
        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, true).GetString(Postback.Received[0].Body));
    }

    [Fact]
    public async Task A_message_about_nobodys_order_comes_besides()
    {
        Faults.Set(new FaultSwitch(FaultKind.UnknownOrderPush) { Count = 1, On = ServiceTransaction.Invoice });
        await stage.OrderAsync();

        await stage.SettledAsync("INVOICED");

        Assert.Equal(["PX26000187", "ZZ-UNKNOWN-1"], Postback.Of("Invoice").Select(push => push.Value("CustomerPO")));
        Assert.Equal(["9120044187", "9120044188"], Postback.Of("Invoice").Select(push => push.Value("InvoiceNumber")));
    }

    [Fact]
    public async Task A_line_comes_in_two_advices_whose_sum_is_right()
    {
        Faults.Set(FaultKind.TwoAdvicesForOneLine, 1);
        await stage.OrderAsync();

        await stage.SettledAsync("INVOICED");

        Assert.Equal(["8140023391", "8140023392"], Postback.Of("DespatchAdvice").Select(push => push.Value("DespatchAdviceNumber")));
        Assert.Equal(
            ["000010=2", "000020=5", "000030=4", "000040=2"],
            Postback.Of("DespatchAdvice").SelectMany(push => push.Content.Descendants()).Where(element => element.Name.LocalName == "LineItem")
                .GroupBy(line => line.Attribute("LineNumber")!.Value)
                .Select(line => $"{line.Key}={line.Sum(item => (int)item.Elements().First().Attribute("DespatchQuantity")!)}"));
    }

    [Fact]
    public async Task An_advice_has_no_tracking_number()
    {
        Faults.Set(FaultKind.AdviceWithoutTracking, 1);
        await stage.OrderAsync();

        await stage.SettledAsync("INVOICED");

        Assert.Null(Assert.Single(Postback.Of("DespatchAdvice")).Value("PackageHeader"));
    }

    [Fact]
    public async Task An_invoice_has_charges_only()
    {
        Faults.Set(FaultKind.ChargesOnlyInvoice, 1);
        await stage.OrderAsync();

        await stage.SettledAsync("INVOICED");

        ReceivedPush charges = Postback.Of("Invoice")[1];
        Assert.Null(charges.Value("LineItem"));
        Assert.Equal(("FREIGHT", "4.90"), (charges.Value("Charge", "Type"), charges.Value("Amount")));
        Assert.Contains("\"TotalAmountDue\">5.88<", charges.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credit_note_follows_an_invoice()
    {
        Faults.Set(FaultKind.CreditNote, 1);
        await stage.OrderAsync();

        await stage.SettledAsync("INVOICED");

        ReceivedPush credit = Postback.Of("Invoice")[1];
        Assert.Equal(("CreditNote", "1"), (credit.Value("InvoiceType"), credit.Value("Product", "InvoicedQuantity")));
        Assert.Contains("\"TotalAmountDue\">734.88<", credit.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invoice_is_a_cent_too_high()
    {
        stage.Simulator.Rules = [ServicesStage.SampleRule];
        Faults.Set(FaultKind.CentsDifference, 1);
        await stage.OrderAsync();

        await stage.SettledAsync("INVOICED");

        Assert.Contains("\"TotalAmountDue\">2217.80<", Postback.Of("Invoice")[0].Text, StringComparison.Ordinal);
        Assert.Contains("\"FinalTaxAmount\">367.35<", Postback.Of("Invoice")[0].Text, StringComparison.Ordinal);
    }

    private static string Unknown(string xml) =>
        ((string[])["7100231", "7100487", "7100552", "7100610", "7100999"])
        .Aggregate(xml, (text, sku) => text.Replace(sku, "7109999", StringComparison.Ordinal));
}
