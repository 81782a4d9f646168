using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Ops.People;
using Pipeline.Ops.Tests.Support;
using static Pipeline.Ops.Tests.Orders.OrderSamples;

namespace Pipeline.Ops.Tests.Orders;

/// <summary>The page of one order.</summary>
public sealed class OrderPageTests : IDisposable
{
    private readonly OpsSite site = new();

    [Fact]
    public async Task A_blocked_order_says_which_check_failed_and_what_each_command_would_do()
    {
        site.Trade.Orders.Put(Blocked("PX1"));

        OpsReply reply = await site.GetAsync("/ops/orders/PX1");

        Assert.Equal("Order PX1", reply.TextOf("h1"));
        Assert.StartsWith("Blocked Blocked, waits for a person.", reply.TextOf("main > p"), StringComparison.Ordinal);
        Assert.Contains(reply.TextsOf(".why li"), static check => check.StartsWith("Not passed", StringComparison.Ordinal) && check.Contains("found: 685.00 EUR limit: 612.40 EUR PRICE_ABOVE_LIMIT", StringComparison.Ordinal));
        Assert.Contains("Passed The price is in the currency of the order", reply.TextsOf(".why li"));
        Assert.Contains("orders at 685.00 EUR, although the limit is 612.40 EUR.", reply.TextsOf(".facts dd"));
        Assert.Contains("ends the order at once: nothing was sent yet.", reply.TextsOf(".facts dd"));
        Assert.Equal(["/ops/orders/PX1/retry", "/ops/orders/PX1/release", "/ops/orders/PX1/cancel"], reply.Page.QuerySelectorAll(".acts a").Select(static link => link.GetAttribute("href")!));
        Assert.InRange(site.Trade.Reads.Number, 1, 12);
    }

    [Fact]
    public async Task Lines_deliveries_and_invoices_stand_together()
    {
        site.Trade.Orders.Put(Order("PX1", PurchasePhase.Acknowledged, Despatch("JD01", "https://track.example/JD01"), Bill()));

        OpsReply reply = await site.GetAsync("/ops/orders/PX1");

        Assert.Equal(["1", "7100231", "Billed", "2", "2", "0", "2", "2"], reply.TextsOf("tbody td"));
        Assert.Equal("https://track.example/JD01", reply.Page.QuerySelector("a[target=_blank]")!.GetAttribute("href"));
        Assert.Equal($"/ops/invoices/{InvoiceRecord.IdOf("acme", Bill())}", reply.Page.QuerySelector("dd a[href^='/ops/invoices/']")!.GetAttribute("href"));
        Assert.Contains(reply.TextsOf(".facts dd"), static text => text.Contains("50-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_timeline_has_steps_of_system_partner_and_people_with_the_partners_answer_one_click_away()
    {
        site.Trade.Orders.Put(
            Order("PX1"),
            new OrderEvent(1, Start, OrderSteps.Received, "Received from shop."),
            new OrderEvent(2, Start.AddMinutes(1), OrderSteps.OrderCreate, "PX26000187 was refused.", "0195e3", "20002"));
        _ = await site.PostAsync("/ops/orders/PX1/note", null, ("note", "Called them: they look into it."));

        OpsReply all = await site.GetAsync("/ops/orders/PX1");
        OpsReply failed = await site.GetAsync("/ops/orders/PX1?show=failed");
        OpsReply people = await site.GetAsync("/ops/orders/PX1?show=people");

        Assert.Equal(3, all.TextsOf(".steps li").Count);
        Assert.Equal("/ops/exchanges/0195e3", all.Page.QuerySelector(".steps a[href^='/ops/exchanges/']")!.GetAttribute("href"));
        Assert.Contains("Order sent PX26000187 was refused. 20002 Partner's answer", Assert.Single(failed.TextsOf(".steps li")), StringComparison.Ordinal);
        Assert.EndsWith("Note Ada Called them: they look into it.", Assert.Single(people.TextsOf(".steps li")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "Reçue Reçue de shop avec 1 ligne.", "Commande envoyée Commande PX1 à acme (1 ligne, 685.00 EUR) refusée : 20002: Login failed 20002 Réponse du partenaire")]
    [InlineData("es", "Recibido Recibido de shop con 1 línea.", "Pedido enviado Pedido PX1 a acme (1 línea, 685.00 EUR) rechazado: 20002: Login failed 20002 Respuesta del socio")]
    public async Task The_timeline_speaks_the_persons_language_and_the_partner_its_own(string language, string first, string second)
    {
        site.Trade.Orders.Put(
            Order("PX1"),
            new OrderEvent(1, Start, OrderSteps.Received, "Received from shop with 1 line."),
            new OrderEvent(2, Start.AddMinutes(1), OrderSteps.OrderCreate, "Order Create PX1 to acme (1 line, 685.00 EUR) was refused: 20002: Login failed", "0195e3", "20002"));

        IReadOnlyList<string> steps = (await site.GetAsync("/ops/orders/PX1", language)).TextsOf(".steps li");

        Assert.EndsWith(first, steps[0], StringComparison.Ordinal);
        Assert.EndsWith(second, steps[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_short_address_leads_to_the_order() => Assert.Equal("/ops/orders/PX1", (await site.GetAsync("/ops/o/PX1")).Location);

    [Fact]
    public async Task The_address_is_for_operators_and_no_copy_of_it_is_kept()
    {
        site.Trade.Orders.Put(Order("PX1"));

        OpsReply seen = await site.GetAsync("/ops/orders/PX1");
        site.Person = new OpsPerson("Vi", OpsRole.Viewer);
        OpsReply hidden = await site.GetAsync("/ops/orders/PX1");

        Assert.Contains("Jean Petit", seen.Text, StringComparison.Ordinal);
        Assert.Equal("no-store", seen.Headers.CacheControl);
        Assert.DoesNotContain("Jean Petit", hidden.Text, StringComparison.Ordinal);
        Assert.Empty(hidden.Page.QuerySelectorAll("main form, .acts"));
    }

    [Fact]
    public async Task Strangers_texts_do_no_harm()
    {
        site.Trade.Orders.Put(
            Order("PX1", PurchasePhase.Acknowledged, Despatch(Hostile, "javascript:alert(1)")),
            new OrderEvent(1, Start, OrderSteps.OrderResponse, Hostile, "<x>", Hostile));

        OpsReply reply = await site.GetAsync("/ops/orders/PX1");

        Assert.Single(reply.Page.QuerySelectorAll("script"));
        Assert.DoesNotContain('\u202E', reply.Text);
        Assert.DoesNotContain("javascript:", reply.Page.QuerySelectorAll("a").Select(static link => link.GetAttribute("href") ?? string.Empty).Aggregate(string.Empty, static (all, one) => all + one), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "Commande PX1", "Pourquoi bloquée", "acme 7100231 coûte 685.00 EUR ; 612.40 EUR au plus est permis.")]
    [InlineData("es", "Pedido PX1", "Por qué está bloqueado", "acme 7100231 cuesta 685.00 EUR; se permite 612.40 EUR como máximo.")]
    public async Task It_speaks_the_persons_language(string language, string title, string why, string cause)
    {
        site.Trade.Orders.Put(Blocked("PX1"));

        OpsReply reply = await site.GetAsync("/ops/orders/PX1", language);

        Assert.Equal(title, reply.TextOf("h1"));
        Assert.Equal(why, reply.TextOf(".why h2"));
        Assert.Contains(cause, reply.TextOf(".why"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_order_is_not_found() => Assert.Equal(404, (await site.GetAsync("/ops/orders/none")).Status);

    public void Dispose() => site.Dispose();
}
