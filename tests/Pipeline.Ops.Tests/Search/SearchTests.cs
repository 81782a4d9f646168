using Pipeline.Core.Catalog;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Records;
using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Search;

/// <summary>One field for all numbers.</summary>
public sealed class SearchTests : IDisposable
{
    private readonly OpsSite site = new();

    [Fact]
    public async Task A_single_hit_is_led_to()
    {
        Execution run = site.AddRun("acme.stock", ExecutionStatus.Succeeded, 5);
        string error = await site.FailAsync("acme.price", IssueCodes.ExecutionSetAside);
        site.Shelf.Catalog.Rows.Add(new CatalogRow { Distributor = "acme", Sku = "7100231" });
        _ = await site.Get<IOrderNumberStore>().ClaimAsync("acme", ["PX26000187"], "shop-7", default);

        Assert.Equal($"/ops/runs/{run.Id}", await LedToAsync(run.Id));
        Assert.Equal($"/ops/runs/{run.Id}", await LedToAsync(Guid.Parse(run.Id).ToString("D")));
        Assert.Equal($"/ops/e/{error}", await LedToAsync(error));
        Assert.Equal("/ops/flows/acme.stock", await LedToAsync("ACME.stock"));
        Assert.Equal("/ops/help/EAN_INVALID", await LedToAsync("ean_invalid"));
        Assert.Equal("/ops/catalogue/acme/7100231", await LedToAsync("7100231"));
        Assert.Equal("/ops/orders/shop-7", await LedToAsync(" px 2600-0187 "));
    }

    [Fact]
    public async Task Several_hits_stand_by_kind()
    {
        site.Shelf.Catalog.Rows.Add(new CatalogRow { Distributor = "acme", Sku = "PX26000187" });
        _ = await site.Get<IOrderNumberStore>().ClaimAsync("acme", ["PX26000187"], "shop-7", default);

        OpsReply reply = await site.GetAsync("/ops/search?q=PX26000187");

        Assert.Equal((200, "Search: PX26000187"), (reply.Status, reply.TextOf("h1")));
        Assert.Equal(["Order", "Article"], reply.TextsOf("main h2"));
    }

    [Theory]
    [InlineData("en", "Not found as order")]
    [InlineData("fr", "Introuvable comme commande")]
    [InlineData("es", "No encontrado como pedido")]
    public async Task Without_a_hit_it_says_where_else_to_look(string language, string text)
    {
        OpsReply reply = await site.GetAsync("/ops/search?q=%3Cb%3Ebattery%20%C3%A4%E2%80%AE", language);

        Assert.StartsWith(text, reply.TextOf("main p"), StringComparison.Ordinal);
        Assert.EndsWith("<b>battery ä⟨U+202E⟩", reply.TextOf("h1"), StringComparison.Ordinal);
        Assert.Contains("/ops/catalogue?q=%3Cb%3Ebattery%20", reply.Page.QuerySelectorAll("main a")[^1].GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ops/search")]
    [InlineData("/ops/search?q=")]
    public async Task Before_anybody_asks_it_says_what_can_be_asked(string address) =>
        Assert.StartsWith("Type the number", (await site.GetAsync(address)).TextOf("main p"), StringComparison.Ordinal);

    public void Dispose() => site.Dispose();

    private async Task<string?> LedToAsync(string text) => (await site.GetAsync($"/ops/search?q={Uri.EscapeDataString(text)}")).Location;
}
