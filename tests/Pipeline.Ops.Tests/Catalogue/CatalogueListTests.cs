using Pipeline.Core.Catalog;
using Pipeline.Ops.Tests.Support;
using static Pipeline.Ops.Tests.Catalogue.ArticleSamples;

namespace Pipeline.Ops.Tests.Catalogue;

/// <summary>The list of articles.</summary>
public sealed class CatalogueListTests : IDisposable
{
    private const string Hostile = "=1+1<script>alert(1)</script>\u202E\u0007";
    private readonly OpsSite site = new();

    [Theory]
    [InlineData("en", "No price file has been accepted yet.")]
    [InlineData("fr", "Aucun fichier de prix n'a encore été accepté.")]
    [InlineData("es", "Todavía no se ha aceptado ningún archivo de precios.")]
    public async Task Before_the_first_file_it_says_what_comes(string language, string words)
    {
        OpsReply reply = await site.GetAsync("/ops/catalogue", language);

        Assert.StartsWith(words, reply.TextOf(".empty"), StringComparison.Ordinal);
        Assert.Equal("/ops/feeds", reply.Page.QuerySelector(".empty a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Each_article_says_whether_it_is_on_sale_and_if_not_why()
    {
        site.Shelf.Catalog.Rows.AddRange([Row("7100231"), Row("7100232", price: null), Row("7100233") with { Inactive = true }, Row("7100234", price: 0)]);

        OpsReply reply = await site.GetAsync("/ops/catalogue");

        Assert.Equal(["On sale", "Not on sale", "Not on sale", "Not on sale"], reply.TextsOf("td:nth-child(1)"));
        Assert.Equal(["", "The distributor states no price for it.", "Three files in a row did not name it any more.", "Its price is zero."], reply.TextsOf("td:nth-child(3)"));
        Assert.Equal("0007100231 Acme Ltd", reply.TextOf("td:nth-child(2)"));
        Assert.Equal("/ops/catalogue/acme/7100231", reply.Page.QuerySelector("td a")!.GetAttribute("href"));
        Assert.Equal("612.40 EUR", reply.TextOf("td:nth-child(5)"));
    }

    [Theory]
    [InlineData("q=notebook+7100231", "0007100231")]
    [InlineData("q=lenovo", "0007100231 0007100232")]
    [InlineData("sku=00007100232", "0007100232")]
    [InlineData("gtin=4006381333931", "0007100231 0007100232")]
    [InlineData("mpn=MPN-7100231", "0007100231")]
    [InlineData("brand=lenovo", "0007100231 0007100232")]
    [InlineData("brand=none", "")]
    [InlineData("distributor=none", "")]
    [InlineData("sellable=yes", "0007100231")]
    [InlineData("sellable=no", "0007100232")]
    [InlineData("reason=NO_PRICE", "0007100232")]
    [InlineData("category=note", "0007100232")]
    [InlineData("category=pc.14", "0007100232")]
    [InlineData("category=printers", "")]
    [InlineData("changed=24h", "0007100232")]
    [InlineData("changed=7d", "0007100231 0007100232")]
    [InlineData("changed=2026-03-11", "")]
    public async Task Filters_are_in_the_address(string query, string expected)
    {
        CatalogRow second = Row("7100232", price: null);
        site.Shelf.Catalog.Rows.AddRange(
        [
            Row("7100231"),
            second with { ChangedAt = site.Clock.GetUtcNow().AddHours(-2), Product = second.Product! with { Category = new CategoryNames("pc.14", ["Computers", "Notebooks"]) } },
        ]);

        OpsReply reply = await site.GetAsync($"/ops/catalogue?{query}");

        Assert.Equal(expected, string.Join(' ', reply.TextsOf("td:nth-child(2) a").Order(StringComparer.Ordinal)));
        Assert.Single(reply.Page.QuerySelectorAll(".chips li"), static chip => chip.TextContent.Contains('×', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gtin=4006381333930", 0)] // Its check digit is wrong.
    [InlineData("sellable=perhaps", 1)]
    [InlineData("cursor=nonsense", 1)]
    public async Task A_wrong_value_gives_the_page_with_a_notice(string query, int rows)
    {
        site.Shelf.Catalog.Rows.Add(Row("7100231"));

        OpsReply reply = await site.GetAsync($"/ops/catalogue?{query}");

        Assert.Equal((200, rows), (reply.Status, reply.Page.QuerySelectorAll("tbody tr").Length));
        Assert.Contains("was not understood", reply.TextOf(".notice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_are_looked_for_in_steps_that_find_every_article_once()
    {
        site.Shelf.Catalog.Rows.AddRange(Enumerable.Range(1, 7000).Select(i => Row($"{i}") with { Product = Row($"{i}").Product! with { Description = i % 100 == 0 ? "Toner" : "Paper" } }));
        List<string> found = [];
        List<string> said = [];
        string? address = "/ops/catalogue?q=toner&limit=25";
        while (address is not null)
        {
            OpsReply reply = await site.GetAsync(address);
            found.AddRange(reply.TextsOf("td:nth-child(2) a"));
            said.AddRange(reply.TextsOf("main > p").Where(static text => text.Contains("looked at", StringComparison.Ordinal)));
            address = reply.Page.QuerySelector("a[rel=next]")?.GetAttribute("href") is { } next ? $"{next}&limit=25" : null;
        }

        Assert.Equal(70, found.Distinct().Count());
        Assert.Equal(70, found.Count);
        Assert.StartsWith("2,500 articles looked at", said[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_without_a_hit_says_how_far_it_has_looked_and_goes_on()
    {
        FeedAccepted(4200);
        site.Shelf.Catalog.Rows.AddRange(Enumerable.Range(1, 4000).Select(static i => Row($"{i}")));

        OpsReply reply = await site.GetAsync("/ops/catalogue?q=toner");

        Assert.Contains("3,000 of about 4,200 articles looked at – go on", reply.TextOf("main"), StringComparison.Ordinal);
        Assert.Null(reply.Page.QuerySelector(".empty"));
    }

    [Fact]
    public async Task Strangers_texts_do_no_harm_in_page_and_file()
    {
        site.Shelf.Catalog.Rows.Add(Row("7100231") with { SkuAsShown = Hostile, Product = new() { Description = Hostile, Brand = Hostile } });

        OpsReply page = await site.GetAsync("/ops/catalogue");
        OpsReply file = await site.GetAsync("/ops/catalogue.csv");

        Assert.Single(page.Page.QuerySelectorAll("script"));
        Assert.DoesNotContain('\u202E', page.Text);
        Assert.DoesNotContain('\u0007', page.Text);
        Assert.Contains(",'=1+1", file.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "acme,0007100231,MPN-7100231,4006381333931,Lenovo,Notebook 7100231,612.40,EUR,")]
    [InlineData("fr", "acme;0007100231;MPN-7100231;4006381333931;Lenovo;Notebook 7100231;612,40;EUR;")]
    public async Task The_file_has_the_same_rows(string language, string line)
    {
        site.Shelf.Catalog.Rows.Add(Row("7100231"));

        Assert.Contains(line, (await site.GetAsync("/ops/catalogue.csv?sellable=yes", language)).Text, StringComparison.Ordinal);
    }

    public void Dispose() => site.Dispose();

    private void FeedAccepted(long rows)
    {
        Feeds.FeedSamples.Accept(site);
        Core.Feeds.FeedRecord record = site.Feeds.Records[Feeds.FeedSamples.Price];
        site.Feeds.Records[Feeds.FeedSamples.Price] = record with { Accepted = record.Accepted! with { Counts = new Core.Executions.FeedCounts { Read = rows, Unchanged = rows } } };
    }
}
