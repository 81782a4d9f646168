using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Ops.Tests.Support;
using static Pipeline.Ops.Tests.Orders.OrderSamples;

namespace Pipeline.Ops.Tests.Orders;

/// <summary>The list of orders.</summary>
public sealed class OrderListTests : IDisposable
{
    private readonly OpsSite site = new();

    [Fact]
    public async Task Without_orders_it_says_what_will_appear_here()
    {
        OpsReply reply = await site.GetAsync("/ops/orders");

        Assert.StartsWith("No order has come in yet.", reply.TextOf(".empty"), StringComparison.Ordinal);
        Assert.Equal("/ops/setup", reply.Page.QuerySelector(".empty a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Each_order_says_where_it_stands_and_for_what_it_waits()
    {
        site.Trade.Orders.Put(Blocked("PX1"));

        OpsReply reply = await site.GetAsync("/ops/orders?needs=person");

        Assert.Equal("Orders that wait for a person: 1", reply.TextOf("caption"));
        Assert.Equal("Blocked", reply.TextOf("td:nth-child(1)"));
        Assert.Equal("PX1 PX26000187", reply.TextOf("td:nth-child(2)"));
        Assert.Contains("612.40 EUR", reply.TextOf("td:nth-child(3)"), StringComparison.Ordinal);
        Assert.Equal("/ops/help/PRICE_ABOVE_LIMIT", reply.Page.QuerySelector("td:nth-child(3) a")!.GetAttribute("href"));
        Assert.Equal("Acme Ltd", reply.TextOf("td:nth-child(5)"));
        Assert.Equal("1,370.00 EUR", reply.TextOf("td:nth-child(8)"));
        Assert.Equal(1, site.Trade.Reads.Number);
    }

    [Theory]
    [InlineData("state=blocked", "PX1")]
    [InlineData("needs=person", "PX1")]
    [InlineData("reason=PRICE_ABOVE_LIMIT", "PX1")]
    [InlineData("partner=acme", "PX1 PX2")]
    [InlineData("partner=other", "")]
    [InlineData("channel=api", "PX2")]
    [InlineData("from=2026-03-10T05:30:00Z", "PX2")]
    [InlineData("to=2026-03-10T05:30:00Z", "PX1")]
    public async Task Filters_are_in_the_address(string query, string expected)
    {
        site.Trade.Orders.Put(Blocked("PX1"));
        OrderRecord later = Order("PX2");
        site.Trade.Orders.Put(later with { ReceivedAt = Start.AddHours(1), Order = later.Order with { Source = OrderSource.Api } });

        OpsReply reply = await site.GetAsync($"/ops/orders?{query}");

        Assert.Equal(expected, string.Join(' ', reply.TextsOf("td:nth-child(2) a").Order(StringComparer.Ordinal)));
        Assert.Single(reply.Page.QuerySelectorAll(".chips li"), static chip => chip.TextContent.Contains('×', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("state=nonsense")]
    [InlineData("from=soon")]
    [InlineData("cursor=nonsense")]
    public async Task A_wrong_value_gives_the_page_with_a_notice(string query)
    {
        site.Trade.Orders.Put(Order("PX2"));

        OpsReply reply = await site.GetAsync($"/ops/orders?{query}");

        Assert.Equal(200, reply.Status);
        Assert.Contains("was not understood", reply.TextOf(".notice"), StringComparison.Ordinal);
        Assert.Single(reply.TextsOf("td:nth-child(2) a"));
    }

    [Fact]
    public async Task Strangers_texts_do_no_harm_in_page_and_file()
    {
        OrderRecord record = Order("x");
        site.Trade.Orders.Put(record with
        {
            Order = record.Order with { Source = new OrderSource(Hostile, null, new string('w', 10_000)), Obstacles = [new Issue("BAD<CODE>", null, null) { SaidCause = Hostile }] },
        });

        OpsReply page = await site.GetAsync("/ops/orders");
        OpsReply file = await site.GetAsync("/ops/orders.csv");

        Assert.Single(page.Page.QuerySelectorAll("script"));
        Assert.DoesNotContain('\u202E', page.Text);
        Assert.DoesNotContain('\u0007', page.Text);
        Assert.Contains(",'=1+1", file.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Order,State,Channel,")]
    [InlineData("fr", "Commande;État;Canal;")]
    [InlineData("es", "Pedido;Estado;Canal;")]
    public async Task The_file_has_codes_in_columns_of_their_own(string language, string head)
    {
        site.Trade.Orders.Put(Blocked("PX1"));

        OpsReply reply = await site.GetAsync("/ops/orders.csv?needs=person", language);

        string[] lines = reply.Text.TrimStart('\uFEFF').Split("\r\n");
        Assert.StartsWith(head, lines[0], StringComparison.Ordinal);
        Assert.Contains("PRICE_ABOVE_LIMIT", lines[1], StringComparison.Ordinal);
        Assert.Contains(language == "en" ? "1370,EUR" : "1370;EUR", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("Jean Petit", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_purchase_order_counts_for_no_value()
    {
        site.Trade.Orders.Put(Order("PX1", PurchasePhase.Refused));

        Assert.Equal(string.Empty, (await site.GetAsync("/ops/orders")).TextOf("td:nth-child(8)"));
    }

    public void Dispose() => site.Dispose();
}
