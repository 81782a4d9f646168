using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Core.Catalog;
using Pipeline.Core.Pricing;

namespace Pipeline.Core.Tests.Pricing;

public sealed class MarginRulesTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Rules, the cost, and the price that a person calculates by hand.</summary>
    [Theory]
    [InlineData("""{"id":"a"}""", "10 EUR", "10 EUR a")]
    [InlineData("""{"id":"a","percent":12.5}""", "10 EUR", "11.25 EUR a")]
    [InlineData("""{"id":"a","percent":12.5}""", "9.99 EUR", "11.24 EUR a")]
    [InlineData("""{"id":"a","percent":5}""", "0.1 EUR", "0.11 EUR a")]
    [InlineData("""{"id":"a","fixed":2.5,"currency":"EUR"}""", "10 EUR", "12.5 EUR a")]
    [InlineData("""{"id":"a","percent":10,"fixed":2.5,"currency":"EUR"}""", "10 EUR", "13.5 EUR a")]
    [InlineData("""{"id":"a","percent":-10}""", "10 EUR", "9 EUR a")]
    [InlineData("""{"id":"a","percent":0.004}""", "100 EUR", "100 EUR a")]
    [InlineData("""{"id":"a","percent":0.005}""", "100 EUR", "100.01 EUR a")]
    [InlineData("""{"id":"a","percent":10,"rounding":{"mode":"ending","step":0.01,"ending":0.99}}""", "100 EUR", "109.99 EUR a")]
    [InlineData("""{"id":"a","percent":10,"rounding":{"mode":"up","step":5}}""", "100.01 EUR", "115 EUR a")]
    [InlineData("""{"id":"a","percent":10,"rounding":{"mode":"down","step":1}}""", "100.01 EUR", "110 EUR a")]
    [InlineData("""{"id":"a","percent":1,"floor":{"marginPercent":5}}""", "10 EUR", "10.5 EUR a raised")]
    [InlineData("""{"id":"a","percent":5,"floor":{"marginPercent":5}}""", "10 EUR", "10.5 EUR a")]
    [InlineData("""{"id":"a","percent":1,"currency":"EUR","floor":{"marginAmount":3}}""", "10 EUR", "13 EUR a raised")]
    [InlineData("""{"id":"a","percent":1,"currency":"EUR","floor":{"price":9.99}}""", "2 EUR", "9.99 EUR a raised")]
    [InlineData("""{"id":"a","percent":1,"currency":"EUR","floor":{"price":9.99}}""", "20 EUR", "20.2 EUR a")]
    [InlineData("""{"id":"a","percent":1,"currency":"EUR","floor":{"price":5,"marginPercent":20,"marginAmount":1}}""", "10 EUR", "12 EUR a raised")]
    [InlineData("""{"id":"a","percent":1,"rounding":{"mode":"down","step":1},"floor":{"marginPercent":5}}""", "10.1 EUR", "11 EUR a raised")]
    [InlineData("""{"id":"a","percent":1,"rounding":{"mode":"ending","ending":0.99},"floor":{"marginPercent":10}}""", "100 EUR", "110.99 EUR a raised")]
    [InlineData("""{"id":"a","fixed":-10,"currency":"EUR"}""", "10 EUR", "none")]
    [InlineData("""{"id":"a","fixed":-10,"currency":"EUR","floor":{"marginAmount":0}}""", "10 EUR", "10 EUR a raised")]
    [InlineData("""{"id":"a","percent":50}""", "0 EUR", "none")]
    [InlineData("""{"id":"a","percent":50}""", "-1 EUR", "none")]
    [InlineData("""{"id":"a","percent":50}""", "no cost", "none")]
    [InlineData("", "10 EUR", "no rule")]
    public void A_rule_makes_a_price_of_a_cost(string rules, string cost, string expected) => Assert.Equal(expected, Price(rules, Costing(cost)));

    [Theory]
    [InlineData("""{"id":"a","costFrom":10,"costBelow":20,"currency":"EUR"}""", "9.9999 EUR", "no rule")]
    [InlineData("""{"id":"a","costFrom":10,"costBelow":20,"currency":"EUR"}""", "10 EUR", "10 EUR a")]
    [InlineData("""{"id":"a","costFrom":10,"costBelow":20,"currency":"EUR"}""", "19.9999 EUR", "20 EUR a")]
    [InlineData("""{"id":"a","costFrom":10,"costBelow":20,"currency":"EUR"}""", "20 EUR", "no rule")]
    [InlineData("""{"id":"a","costFrom":10,"costBelow":20,"currency":"EUR"}""", "15 USD", "no rule")]
    [InlineData("""{"id":"a","costFrom":10,"currency":"USD"}""", "15 USD", "15 USD a")]
    [InlineData("""{"id":"a","costBelow":10,"currency":"USD"}""", "9 USD", "9 USD a")]
    [InlineData("""{"id":"a","fixed":1,"currency":"USD"}""", "15 EUR", "no rule")]
    [InlineData("""{"id":"a","percent":1}""", "100 COP", "101 COP a")]
    public void A_rule_with_amounts_is_for_costs_in_its_range_and_currency(string rules, string cost, string expected) =>
        Assert.Equal(expected, Price(rules, Costing(cost)));

    [Theory]
    [InlineData("""{"id":"a","distributor":"north"}""", true)]
    [InlineData("""{"id":"a","distributor":"south"}""", false)]
    [InlineData("""{"id":"a","brand":"ACME"}""", true)]
    [InlineData("""{"id":"a","brand":"Acme Tools"}""", false)]
    [InlineData("""{"id":"a","category":"hw"}""", true)]
    [InlineData("""{"id":"a","category":"HARDWARE"}""", true)]
    [InlineData("""{"id":"a","category":"laptops"}""", true)]
    [InlineData("""{"id":"a","category":"HW-LT"}""", true)]
    [InlineData("""{"id":"a","category":"Hard"}""", false)]
    [InlineData("""{"id":"a","distributor":"north","brand":"acme","category":"hw"}""", true)]
    [InlineData("""{"id":"a","distributor":"north","brand":"acme","category":"sw"}""", false)]
    public void A_rule_is_for_a_distributor_a_brand_and_a_category_of_any_level(string rule, bool matches) =>
        Assert.Equal(matches ? "10 EUR a" : "no rule", Price(rule, Costing("10 EUR")));

    [Fact]
    public void The_first_rule_that_is_for_the_article_counts() => Assert.Equal(
        "11 EUR b",
        Price("""{"id":"a","brand":"Bolt","percent":5},{"id":"b","percent":10},{"id":"c","brand":"Acme","percent":20}""", Costing("10 EUR")));

    [Fact]
    public void An_article_without_brand_and_category_is_met_by_rules_without_them_alone() => Assert.Equal(
        "12 EUR c",
        Price("""{"id":"a","brand":"Acme"},{"id":"b","category":"hw"},{"id":"c","percent":20}""", Costing("10 EUR") with { Brand = null, Category = [] }));

    [Fact]
    public void A_price_never_falls_below_the_floor_and_another_rule_behind_changes_nothing()
    {
        Gen<MarginRule> rules =
            from percent in Gen.Choose(-50, 50)
            from amount in Gen.Choose(-500, 500)
            from margin in Gen.Choose(0, 30)
            from mode in Gen.Elements(PriceRounding.Modes.ToArray())
            from step in Gen.Elements(0.01m, 0.05m, 1m, 10m)
            select new MarginRule
            {
                Id = "a", Percent = percent, Fixed = amount / 100m, Currency = "EUR",
                Rounding = new PriceRounding { Mode = mode, Step = step, Ending = 0.99m }, Floor = new PriceFloor { MarginPercent = margin },
            };
        Prop.ForAll(rules.ToArbitrary(), Gen.Choose(1, 1_000_000).ToArbitrary(), static (rule, cents) =>
        {
            CatalogEntry article = Costing("10 EUR") with { Price = new Money(cents / 100m, "EUR") };
            PricedArticle priced = new MarginRules { Rules = [rule] }.Price(article);

            Assert.True(priced.Price!.Amount >= rule.Floor!.At(cents / 100m));
            Assert.Equal(priced, new MarginRules { Rules = [rule, new MarginRule { Id = "b" }] }.Price(article));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static string Price(string rules, CatalogEntry article)
    {
        PricedArticle priced = JsonSerializer.Deserialize<MarginRules>($$"""{"rules":[{{rules}}]}""", Json)!.Price(article);
        return priced switch
        {
            { HasNoRule: true } => "no rule",
            { Price: { } price } => FormattableString.Invariant($"{price.Amount} {price.Currency} {price.RuleId}{(priced.IsRaised ? " raised" : string.Empty)}"),
            _ => "none",
        };
    }

    private static CatalogEntry Costing(string cost) => new()
    {
        Distributor = "north",
        Sku = "1",
        SkuAsShown = "1",
        Brand = "Acme",
        Category = [new Category("HW", "Hardware"), new Category("HW-LT", "Laptops")],
        Price = cost.Split(' ') is [var amount, { Length: 3 } currency] ? new Money(decimal.Parse(amount, CultureInfo.InvariantCulture), currency) : null,
        Stock = new CatalogStock(0, 0, 0, []),
        Freshness = new Freshness(null, null),
    };
}
