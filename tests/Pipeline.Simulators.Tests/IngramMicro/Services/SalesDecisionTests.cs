using Pipeline.Simulators.IngramMicro.Services;
using Pipeline.Simulators.IngramMicro.Services.Orders;

namespace Pipeline.Simulators.Tests.IngramMicro.Services;

/// <summary>How sales decide lines: by rules, by what can be sold, by price, by stock.</summary>
public sealed class SalesDecisionTests : IAsyncLifetime
{
    private ServicesStage stage = null!;

    private Postback Postback => stage.Postback;

    public async Task InitializeAsync() => stage = await ServicesStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Theory]
    [InlineData(LineDecision.Accept, "OC", "LC", 2, 0, "612.40")]
    [InlineData(LineDecision.Partial, "OC", "LB", 1, 1, "612.40")]
    [InlineData(LineDecision.BackOrder, "OC", "LB", 0, 2, "612.40")]
    [InlineData(LineDecision.Reject, "OR", "LR", 0, 0, "612.40")]
    [InlineData(LineDecision.PriceChange, "OC", "LC", 2, 0, "643.02")]
    public async Task A_rule_decides(LineDecision decision, string order, string line, int confirmed, int backOrdered, string price)
    {
        stage.Simulator.Rules = [new DecisionRule { LineNumber = 1, Decision = decision }, new DecisionRule { PurchaseOrderNumber = "PX9", Decision = LineDecision.Reject }];
        await stage.OrderAsync(edit: OnlyTheFirstLine);

        await stage.SettledAsync(order == "OR" ? "VOIDED" : "INVOICED");

        ReceivedPush response = Postback.Received[0];
        Assert.Equal((order, line), (response.Value("OrderStatus", "StatusCode"), response.Value("LineStatus", "StatusCode")));
        Assert.Equal(
            ($"{confirmed}", $"{backOrdered}", price),
            (response.Value("ConfirmedQuantity"), response.Value("BackOrderedQuantity"), response.Value("UnitNetPrice")));
    }

    [Fact]
    public async Task A_substitute_is_confirmed_shipped_and_billed_in_place_of_the_article()
    {
        stage.Simulator.Rules = [new DecisionRule { Sku = "7100999", Decision = LineDecision.Substitute }];
        await stage.OrderAsync();

        LedgerPurchase purchase = await stage.SettledAsync("INVOICED");

        Assert.Equal(("7100487", "LC", 94.10m), (purchase.Lines[4].Sku, purchase.Lines[4].Status, purchase.Lines[4].UnitPrice));
        Assert.Equal("OC", Postback.Received[0].Value("OrderStatus", "StatusCode"));
        Assert.Equal(
            ["000000000007100487", "000000000007100487"],
            Postback.Of("Invoice")[0].Content.Descendants().Where(element => element.Name.LocalName == "Product")
                .Select(product => product.Attribute("SKU")!.Value).Where(sku => sku.EndsWith("487", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("7109999", "SKU_NOT_FOUND")]
    [InlineData("7100710", "NO_PRICE")]
    [InlineData("7100999", "DISCONTINUED")]
    public async Task What_cannot_be_sold_is_rejected_without_a_rule(string sku, string reason)
    {
        await stage.OrderAsync(edit: xml => OnlyTheFirstLine(xml).Replace("7100231", sku, StringComparison.Ordinal));

        LedgerPurchase purchase = await stage.SettledAsync("VOIDED");

        Assert.Equal(("LR", reason), (purchase.Lines[0].Status, purchase.Lines[0].ReasonCode));
    }

    [Theory]
    [InlineData("606.28", "LC")]
    [InlineData("606.27", "LR")]
    [InlineData("618.52", "LC")]
    [InlineData("618.53", "LR")]
    public async Task A_price_within_one_percent_is_accepted_at_their_price(string asked, string status)
    {
        await stage.OrderAsync(edit: xml => OnlyTheFirstLine(xml).Replace("612.40", asked, StringComparison.Ordinal));

        LedgerPurchase purchase = await stage.SettledAsync(status == "LC" ? "INVOICED" : "VOIDED");

        Assert.Equal((status, 612.40m), (purchase.Lines[0].Status, purchase.Lines[0].UnitPrice));
    }

    [Fact]
    public async Task Stock_decides_where_it_is_asked_to_and_back_orders_need_permission()
    {
        await using ServicesStage stage = await ServicesStage.StartAsync(new ServicesOptions { StockDecides = true });
        await stage.OrderAsync();
        await stage.OrderAsync("PX2", xml => xml.Replace("<BackOrderFlag>Y", "<BackOrderFlag>N", StringComparison.Ordinal));

        LedgerPurchase allowed = await stage.SettledAsync("INVOICED");
        LedgerPurchase forbidden = await stage.SettledAsync("INVOICED", "PX2");

        Assert.Equal(("LB", 3, 2), (allowed.Lines[1].Status, allowed.Lines[1].Confirmed, allowed.Lines[1].BackOrdered));
        Assert.Equal(("LR", "BACKORDER_NOT_ALLOWED"), (forbidden.Lines[1].Status, forbidden.Lines[1].ReasonCode));
    }

    private static string OnlyTheFirstLine(string xml)
    {
        int from = xml.IndexOf("</LineDetails>", StringComparison.Ordinal) + "</LineDetails>".Length;
        return xml[..from] + xml[xml.IndexOf("</OrderCreateRequest>", StringComparison.Ordinal)..];
    }
}
