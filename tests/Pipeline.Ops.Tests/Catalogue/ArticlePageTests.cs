using Pipeline.Core.Catalog;
using Pipeline.Core.History;
using Pipeline.Core.Orders.Prices;
using Pipeline.Ops.People;
using Pipeline.Ops.Tests.Support;
using Pipeline.Ops.Texts;
using static Pipeline.Ops.Tests.Catalogue.ArticleSamples;

namespace Pipeline.Ops.Tests.Catalogue;

/// <summary>The page of an article.</summary>
public sealed class ArticlePageTests : IDisposable
{
    private const string Address = "/ops/catalogue/acme/7100231";
    private readonly OpsSite site = new();

    [Theory]
    [InlineData("/ops/catalogue/acme/1")]
    [InlineData("/ops/catalogue/none/7100231")]
    public async Task An_article_that_nobody_names_is_missing(string address) => Assert.Equal(404, (await site.GetAsync(address)).Status);

    [Theory]
    [InlineData("en", "The distributor states no price for it.", "line 41", "page 2, record 7")]
    [InlineData("fr", "Le distributeur n'indique aucun prix.", "ligne 41", "page 2, enregistrement 7")]
    [InlineData("es", "El distribuidor no indica precio.", "línea 41", "página 2, registro 7")]
    public async Task Why_it_is_not_on_sale_stands_check_by_check_with_file_and_line(string language, string headline, string line, string record)
    {
        site.Shelf.Catalog.Rows.Add(Row("7100231", price: null));

        OpsReply reply = await site.GetAsync(Address, language);

        Assert.Equal(headline, reply.TextOf(".why strong"));
        Assert.Equal(["ok", "bad", "idle", "idle"], reply.Page.QuerySelectorAll(".why li .badge").Select(static badge => badge.ClassName!.Split(' ')[1]));
        Assert.Contains($"landing/acme/price/2026/03/09/050000-1a2b3c4d.csv, {line}", reply.TextOf(".why li:nth-child(2)"), StringComparison.Ordinal);
        Assert.Contains(record, reply.TextOf(".why li:nth-child(1)"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(612.40, false)]
    [InlineData(0.0, false)]
    [InlineData(null, false)]
    [InlineData(612.40, true)]
    [InlineData(null, true)]
    public async Task The_headline_is_the_reason_that_the_catalogue_itself_gives(double? price, bool isInactive)
    {
        CatalogRow row = Row("7100231", (decimal?)price) with { Inactive = isInactive };
        site.Shelf.Catalog.Rows.Add(row);
        CatalogEntry entry = CatalogMerge.Merge(row, new DistributorContext())!;

        OpsReply reply = await site.GetAsync(Address);

        Assert.Equal(entry.Sellable, reply.Page.QuerySelector(".why .bad") is null);
        Assert.Equal(reply.TextOf(".why strong"), OpsTexts.Of("en").Find(entry.NotSellableReason is { } reason ? $"Catalogue.why.{reason}" : "Catalogue.onSaleNow"));
    }

    [Fact]
    public async Task Price_stock_and_the_origin_of_each_field_stand_on_the_page()
    {
        site.Shelf.Catalog.Rows.Add(Row("7100231"));

        OpsReply reply = await site.GetAsync(Address);

        Assert.Equal("Acme Ltd 0007100231", reply.TextOf("h1"));
        Assert.Contains("612.40 EUR", reply.TextOf(".facts"), StringComparison.Ordinal);
        Assert.Contains("14 available (14 local, 0 central) FR01 14", reply.TextOf(".facts"), StringComparison.Ordinal);
        Assert.Equal(["Description", "Purchase price"], reply.TextsOf("table td:nth-child(1)"));
        Assert.Equal(["Page 2, record 7", "Line 41"], reply.TextsOf("table td:nth-child(3)"));
        Assert.Equal(["", "3,000 to 3,099"], reply.TextsOf("table td:nth-child(4)"));
    }

    [Fact]
    public async Task The_same_product_elsewhere_stands_beside_it()
    {
        site.Shelf.Catalog.Rows.AddRange([Row("7100231"), Row("7100231", price: 598.10m, stock: 3) with { Distributor = "other", Sku = "AB/1", SkuAsShown = "AB/1" }]);

        OpsReply reply = await site.GetAsync(Address);

        Assert.Contains("598.10 EUR", reply.TextsOf("td"));
        Assert.NotNull(reply.Page.QuerySelector("a[href='/ops/catalogue/other/AB/1']"));
        Assert.Equal(200, (await site.GetAsync("/ops/catalogue/other/AB/1")).Status);
    }

    [Fact]
    public async Task The_live_price_is_asked_once_and_shown_with_its_time_and_exchange()
    {
        site.Shelf.Catalog.Rows.Add(Row("7100231"));
        site.Shelf.Answer = query => new PriceAnswer
        {
            Query = query, Status = PriceAnswer.Ok, UnitPrice = new Money(685m, "EUR"), At = site.Clock.GetUtcNow(), ExchangeId = "x1", Plants = [new PlantAvailability("FR01", null, 9, 0, null)],
        };
        string command = (await site.GetAsync(Address)).Page.QuerySelector("form[action='/ops/catalogue/acme/ask'] input[name=command]")!.GetAttribute("value")!;

        OpsReply asked = await site.PostAsync("/ops/catalogue/acme/ask", null, ("sku", "7100231"), ("command", command));
        OpsReply again = await site.PostAsync("/ops/catalogue/acme/ask", null, ("sku", "7100231"), ("command", command));
        OpsReply shown = await site.GetAsync(asked.Location!);

        Assert.Equal((303, asked.Location), (asked.Status, again.Location));
        Assert.Equal(new PriceQuery(ArticleKey.OfSku("7100231"), 1), Assert.Single(site.Shelf.Asked));
        Assert.Contains("685.00 EUR", shown.TextOf("#live ~ .facts"), StringComparison.Ordinal);
        Assert.NotNull(shown.Page.QuerySelector("a[href='/ops/exchanges/x1']"));
        Assert.Equal("article.ask", Assert.Single(site.Audit.Entries).Action);
    }

    [Theory]
    [InlineData("en", "In 90 days the price changed 1 times and the stock 2 times, last yesterday 06:00.", "No file of the last 90 days has changed its price or stock.")]
    [InlineData("fr", "En 90 jours, le prix a changé 1 fois et le stock 2 fois, la dernière fois hier 06:00.", "Aucun fichier des 90 derniers jours n'a changé son prix ni son stock.")]
    [InlineData("es", "En 90 días el precio cambió 1 veces y las existencias 2 veces, la última ayer 06:00.", "Ningún archivo de los últimos 90 días cambió su precio ni sus existencias.")]
    public async Task Changes_of_price_and_stock_are_two_lines_with_a_table_that_leads_to_the_runs(string language, string conclusion, string none)
    {
        site.Shelf.Catalog.Rows.Add(Row("7100231"));
        Assert.Contains(none, (await site.GetAsync(Address, language)).TextOf("main"), StringComparison.Ordinal);
        site.Shelf.History.Changes.AddRange(
        [
            Change(1, new PriceChange(612.40m, 640m, "EUR"), new StockChange(3, 14)),
            Change(20, null, new StockChange(0, 3)),
            Change(120, new PriceChange(1m, 2m, "EUR"), null), // Too long ago.
        ]);

        OpsReply reply = await site.GetAsync(Address, language);

        Assert.Equal(conclusion, reply.TextOf("svg title"));
        Assert.Equal(2, reply.Page.QuerySelectorAll("svg[role=img] path").Length);
        Assert.All(reply.Page.QuerySelectorAll("svg[role=img] path"), static path => Assert.StartsWith("M", path.GetAttribute("d"), StringComparison.Ordinal));
        Assert.Equal(["/ops/runs/run-1", "/ops/runs/run-20"], reply.Page.QuerySelectorAll("figure tbody a").Select(static link => link.GetAttribute("href")));
        Assert.Equal(["640.00 EUR", ""], (await site.GetAsync(Address)).TextsOf("figure td:nth-child(3)"));
    }

    [Fact]
    public async Task The_history_is_a_file_too()
    {
        site.Shelf.Catalog.Rows.Add(Row("7100231"));
        site.Shelf.History.Changes.Add(Change(1, new PriceChange(612.40m, null, "EUR"), null));

        Assert.Contains("2026-03-09T06:00:00+01:00,7100231,612.40,,EUR,,,run-1", (await site.GetAsync($"{Address}.csv")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_alone_shows_no_price()
    {
        site.Shelf.Catalog.Rows.Add(Row("7100231"));

        Assert.Null((await site.GetAsync($"{Address}?asked={Guid.NewGuid():N}")).Page.QuerySelector("#live ~ .facts"));
    }

    [Fact]
    public async Task A_distributor_that_does_not_answer_is_said()
    {
        site.Shelf.Catalog.Rows.Add(Row("7100231"));
        site.Shelf.Answer = static query => new PriceAnswer { Query = query, Status = "NOT_ANSWERED" };

        OpsReply asked = await site.PostAsync("/ops/catalogue/acme/ask", null, ("sku", "7100231"));

        Assert.Equal($"{Address}?done=Catalogue.refusedNotAnswered", asked.Location);
    }

    [Fact]
    public async Task A_viewer_sees_the_article_and_cannot_ask()
    {
        site.Shelf.Catalog.Rows.Add(Row("7100231"));
        site.Person = new OpsPerson("Vi", OpsRole.Viewer);

        OpsReply reply = await site.GetAsync(Address);

        Assert.Equal(200, reply.Status);
        Assert.Empty(reply.Page.QuerySelectorAll("main form[method=post]"));
    }

    [Fact]
    public async Task Strangers_texts_do_no_harm()
    {
        const string Hostile = "=1+1<script>alert(1)</script>\u202E\u0007";
        site.Shelf.Catalog.Rows.Add(Row("7100231") with { SkuAsShown = Hostile, Product = new() { Description = Hostile, Brand = Hostile, Mpn = Hostile } });

        OpsReply page = await site.GetAsync(Address);

        Assert.Single(page.Page.QuerySelectorAll("script"));
        Assert.DoesNotContain('\u202E', page.Text);
        Assert.DoesNotContain('\u0007', page.Text);
    }

    public void Dispose() => site.Dispose();

    private ArticleChange Change(int days, PriceChange? price, StockChange? stock) =>
        new() { Sku = "7100231", At = site.Clock.GetUtcNow().AddDays(-days).AddHours(-1), ExecutionId = $"run-{days}", Price = price, Stock = stock };
}
