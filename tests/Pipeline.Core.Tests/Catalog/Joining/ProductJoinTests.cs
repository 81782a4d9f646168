using FsCheck;
using FsCheck.Fluent;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Joining;

namespace Pipeline.Core.Tests.Catalog.Joining;

public sealed class ProductJoinTests
{
    private const string Gtin = "4006381333931";
    private const string Other = "5901234123457";
    private const string Third = "0012345678905";

    [Theory]
    [InlineData("north 1 Gtin Acme A-1", "south 9 Gtin Acme A-1", true)]
    [InlineData("north 1 Gtin Acme A-1", "south 9 Gtin Acme B-2", true)]
    [InlineData("north 1 Gtin Acme A-1", "south 9 Gtin Bolt A-1", true)]
    [InlineData("north 1 Gtin Acme A-1", "south 9 Gtin - -", true)]
    [InlineData("north 1 Gtin Acme -", "south 9 Gtin Bolt B-2", true)]
    [InlineData("north 1 Gtin Acme A-1", "south 9 Other Acme A-1", true)]
    [InlineData("north 1 Gtin Acme A-1", "south 9 - ACMÉ a1", true)]
    [InlineData("north 1 - Acme A-1", "south 9 - Acme A-1", true)]
    [InlineData("north 1 - Acme A-1", "south 9 - Acme B-2", false)]
    [InlineData("north 1 - Acme -", "south 9 - Acme -", false)]
    [InlineData("north 1 - - A-1", "south 9 - - A-1", false)]
    [InlineData("north 1 Gtin Acme A-1", "south 9 Other Acme B-2", false)]
    [InlineData("north 1 Gtin - -", "south 9 - - -", false)]
    public void Articles_join_by_gtin_else_by_brand_and_part_number(string one, string other, bool join)
    {
        ProductJoin joined = Join(one, other);

        Assert.Equal(join ? ["north 1, south 9"] : ["north 1", "south 9"], Show(joined));
        Assert.Empty(joined.Contradictions);
    }

    [Fact]
    public void A_gtin_whose_articles_differ_in_brand_and_part_number_joins_nothing_and_is_reported()
    {
        ProductJoin joined = Join("north 1 Gtin Acme A-1", "south 9 Gtin Bolt B-2", "west 5 Gtin - -", "west 6 Other Acme C-3");

        Assert.Equal(["north 1", "south 9", "west 5", "west 6"], Show(joined));
        JoinContradiction reported = Assert.Single(joined.Contradictions);
        Assert.Equal(("JOIN_CONTRADICTED", Gtin, Gtin), (reported.Issue.Code, reported.Issue.Text, reported.Gtin));
        Assert.Equal(["north 1", "south 9"], reported.Articles.Select(Show));
        Assert.Equal(["JOIN_CONTRADICTED"], joined.IssuesOf(Article("north 1 Gtin Acme A-1")));
        Assert.Empty(joined.IssuesOf(Article("west 5 Gtin - -")));
    }

    [Fact]
    public void What_a_contradicted_gtin_does_not_join_brand_and_part_number_still_do()
    {
        ProductJoin joined = Join("north 1 Gtin Acme A-1", "south 9 Gtin Bolt B-2", "west 5 Gtin Acme A-1");

        Assert.Equal(["north 1, west 5", "south 9"], Show(joined));
    }

    [Fact]
    public void A_line_by_a_contradicted_gtin_is_told_why_it_cannot_be_bought()
    {
        ProductJoin joined = Join("north 1 Gtin Acme A-1", "south 9 Gtin Bolt B-2", "west 6 Other Acme A-1");

        Assert.Equal(
            $"PRODUCT_AMBIGUOUS, line 1: The GTIN {Gtin} stands for different products: north 1, south 9 differ in brand and part number.",
            joined.AmbiguityOf(Gtin, "line 1")!.ToString());
        Assert.Null(joined.AmbiguityOf(Other, "line 1"));
    }

    [Fact]
    public void Several_articles_of_one_distributor_with_one_brand_and_part_number_are_not_joined_by_them()
    {
        ProductJoin joined = Join("north 1 Gtin Acme A-1", "north 2 Other Acme A-1", "south 9 Gtin Acme A-1", "west 5 - Acme A-1");

        Assert.Equal(["north 1, south 9", "north 2", "west 5"], Show(joined));
        JoinContradiction reported = Assert.Single(joined.Contradictions);
        Assert.Equal(("JOIN_AMBIGUOUS", "Acme A-1", null), (reported.Issue.Code, reported.Issue.Text, reported.Gtin));
        Assert.Equal(["north 1", "north 2", "south 9", "west 5"], reported.Articles.Select(Show));
    }

    [Fact]
    public void Articles_of_one_distributor_that_a_gtin_joins_are_not_ambiguous()
    {
        ProductJoin joined = Join("north 1 Gtin Acme A-1", "north 2 Gtin Acme A-1", "south 9 Gtin Acme A-1");

        Assert.Equal(["north 1, north 2, south 9"], Show(joined));
        Assert.Empty(joined.Contradictions);
    }

    [Fact]
    public void An_article_that_is_not_active_any_more_neither_joins_nor_contradicts()
    {
        ProductJoin joined = ProductJoin.Of(
        [
            Article("north 1 Gtin Acme A-1"), Article("south 9 Gtin Acme A-1"),
            Article("west 5 Gtin Bolt B-2") with { Active = false }, Article("north 2 - Acme A-1") with { Active = false },
        ]);

        Assert.Equal(["north 1, south 9", "north 2", "west 5"], Show(joined));
        Assert.Empty(joined.Contradictions);
    }

    /// <summary>north 1 and west 5 contradict each other under one GTIN, and a chain of others leads from one to the other.</summary>
    [Fact]
    public void A_chain_of_keys_never_joins_what_contradicts_itself()
    {
        ProductJoin joined = Join(
            "north 1 Gtin Acme A-1", "south 7 Other Acme A-1", "south 8 Other Bolt A-1", "east 3 Third Bolt A-1", "east 4 Third Bolt A-2",
            "west 5 Gtin Bolt A-2");

        Assert.Equal(["east 3", "east 4", "north 1", "south 7", "south 8", "west 5"], Show(joined));
    }

    /// <summary>Few values, so that keys meet in every way.</summary>
    [Fact]
    public void Whatever_the_articles_no_product_holds_a_contradiction_and_no_order_changes_the_answer()
    {
        Gen<CatalogEntry> articles =
            from distributor in Gen.Elements("north", "south", "west")
            from sku in Gen.Choose(1, 4)
            from gtin in Gen.Elements<string?>(null, Gtin, Other, Third)
            from brand in Gen.Elements<string?>(null, "Acme", "Bolt", "Cord")
            from mpn in Gen.Elements<string?>(null, "A-1", "B-2", "C-3")
            from active in Gen.Frequency((5, Gen.Constant(true)), (1, Gen.Constant(false)))
            select Article($"{distributor} {sku} - - -") with { Gtin = gtin, Brand = brand, Mpn = mpn, Active = active };
        Prop.ForAll(articles.ListOf().Select(static list => list.DistinctBy(Show).ToArray()).ToArbitrary(), static found =>
        {
            ProductJoin joined = ProductJoin.Of(found);

            Assert.Equal(found.Select(Show).Order(StringComparer.Ordinal), joined.Products.SelectMany(static product => product).Select(Show).Order(StringComparer.Ordinal));
            Assert.DoesNotContain(joined.Products, static product => product.Any(one => product.Any(other => Contradict(one, other))));
            Assert.Equal(Show(joined), Show(ProductJoin.Of(found.Reverse())));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static bool Contradict(CatalogEntry one, CatalogEntry other) => one.Gtin is not null && one.Gtin == other.Gtin
        && one is { Active: true, Brand: not null, Mpn: not null } && other is { Active: true, Brand: not null, Mpn: not null }
        && one.Brand != other.Brand && one.Mpn != other.Mpn;

    private static ProductJoin Join(params string[] articles) => ProductJoin.Of(articles.Select(Article));

    private static IEnumerable<string> Show(ProductJoin joined) => joined.Products.Select(static product => string.Join(", ", product.Select(Show)));

    private static string Show(CatalogEntry article) => $"{article.Distributor} {article.Sku}";

    /// <summary>An article in five words: distributor, number, GTIN, brand and part number; a dash for what is not known.</summary>
    private static CatalogEntry Article(string text)
    {
        string[] words = text.Split(' ');
        return new CatalogEntry
        {
            Distributor = words[0],
            Sku = words[1],
            SkuAsShown = words[1],
            Gtin = words[2] switch { "Gtin" => Gtin, "Other" => Other, "Third" => Third, _ => null },
            Brand = words[3] is "-" ? null : words[3],
            Mpn = words[4] is "-" ? null : words[4],
            Stock = new CatalogStock(0, 0, 0, []),
            Freshness = new Freshness(null, null),
            Active = true,
        };
    }
}
