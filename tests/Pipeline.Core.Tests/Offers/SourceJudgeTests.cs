using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Currencies;
using Pipeline.Core.Issues;
using Pipeline.Core.Offers.Computing;
using Pipeline.Core.Orders.Sourcing;

namespace Pipeline.Core.Tests.Offers;

public sealed class SourceJudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly CatalogEntry Article = AnOffer.Article() with { Price = new Money(100, "EUR"), Stock = new CatalogStock(5, 5, 0, []), Freshness = Fresh(1) };

    [Fact]
    public async Task Cost_is_price_and_fees_in_the_currency_of_the_store()
    {
        CatalogEntry article = Article with { Price = new Money(100, "USD"), Fees = [new Fee("recycling", 25)] };

        Assert.Equal((100m, 5, (Issue?)null), Word(await JudgeAsync(article)));
        Assert.Equal(125m, Assert.Single(await Judge().JudgeAsync(AnOffer.Gtin, [article], "USD", default)).Cost);
    }

    [Theory]
    [InlineData(48, null)]
    [InlineData(49, IssueCodes.OfferStale)]
    public async Task What_is_older_than_two_days_is_not_offered(int hours, string? expected) =>
        Assert.Equal(expected, (await JudgeAsync(Article with { Freshness = Fresh(hours) })).Obstacle?.Code);

    [Fact]
    public async Task What_cannot_be_sold_or_bought_is_not_offered()
    {
        Assert.Equal(IssueCodes.ArticleNotSellable, (await JudgeAsync(Article with { Sellable = false, NotSellableReason = "INACTIVE" })).Obstacle?.Code);
        Assert.Equal(IssueCodes.ArticleNotSellable, (await JudgeAsync(Article with { Offered = false, NotOfferedReason = "BELOW_MINIMUM" })).Obstacle?.Code);
        Assert.Equal(IssueCodes.RateMissing, (await JudgeAsync(Article with { Price = new Money(1, "CHF") })).Obstacle?.Code);
        Assert.Equal((0m, 0, "CREDIT"), Coded(Assert.Single(await Judge("north").JudgeAsync(AnOffer.Gtin, [Article], "EUR", default))));
    }

    [Fact]
    public async Task Nobody_runs_out_of_what_is_delivered_electronically() =>
        Assert.Equal(int.MaxValue, (await JudgeAsync(Article with { Stock = new CatalogStock(0, 0, 0, []) { Unlimited = true } })).Available);

    [Fact]
    public async Task Articles_that_contradict_each_other_are_no_source()
    {
        IReadOnlyList<OfferSource> sources = await Judge().JudgeAsync(
            AnOffer.Gtin,
            [Article with { Brand = "Zentaro", Mpn = "Z1" }, Article with { Distributor = "south", Brand = "Other", Mpn = "X9" }],
            "EUR",
            default);

        Assert.All(sources, static source => Assert.Equal(IssueCodes.ProductAmbiguous, source.Obstacle?.Code));
    }

    private static async Task<OfferSource> JudgeAsync(CatalogEntry article) => Assert.Single(await Judge().JudgeAsync(AnOffer.Gtin, [article], "EUR", default));

    private static SourceJudge Judge(params string[] stopped) => new(
        new Dictionary<(string, string), StoredPromises>(),
        null!,
        stopped.ToDictionary(static code => code, static code => new DistributorStop(code, "CREDIT", Now, "P1")),
        new CurrencyTable(new CurrencyTerms { Rates = [new CurrencyRate("USD", 1.25m, new DateOnly(2026, 3, 10), CurrencyRate.FromSettings)] }, null, Now),
        TimeSpan.FromHours(48),
        Now);

    private static Freshness Fresh(int hours) => new(Now.AddHours(-hours), Now.AddHours(-1));

    private static (decimal, int, Issue?) Word(OfferSource source) => (source.Cost, source.Available, source.Obstacle);

    private static (decimal, int, string?) Coded(OfferSource source) => (source.Cost, source.Available, source.Obstacle?.Code);
}
