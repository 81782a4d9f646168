using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Tests.Feeds;

/// <summary>What change sets say of feeds that carry some kinds of facts only.</summary>
public sealed class ChangeLinesTests
{
    private static readonly DistributorSku Sku = DistributorSku.Parse("0071");
    private static readonly FeedFacts Product = new() { Sku = Sku, Product = new ProductFacts { Brand = "ZENTARO" } };
    private static readonly FeedFacts Price = new() { Sku = Sku, Price = new PriceFacts { Price = 9.90m, Currency = "USD" } };
    private static readonly FeedFacts Content = new() { Sku = Sku, Content = new ContentFacts { Language = "es" } };

    [Fact]
    public void A_product_is_told_without_the_price_that_another_feed_states()
    {
        ChangeLine line = ChangeLines.Of(Added(Product, CatalogFields.Product));

        Assert.Equal(("71", "0071", "added", "product"), (line.Sku, line.SkuAsShown, line.Change, string.Join(' ', line.Kinds)));
        Assert.Equal(new ChangeValues { Active = true }, line.To);
    }

    [Fact]
    public void A_price_alone_is_told_with_what_it_makes_of_the_article()
    {
        ChangeLine line = ChangeLines.Of(Added(Price, CatalogFields.Prices));

        Assert.Equal(("added", "price"), (line.Change, string.Join(' ', line.Kinds)));
        Assert.Equal(new ChangeValues { Price = 9.90m, Currency = "USD", Sellable = true }, line.To);
    }

    [Fact]
    public void A_price_that_its_feed_does_not_name_any_more_is_gone()
    {
        ChangeLine line = ChangeLines.Of(Added(Price, CatalogFields.Prices) with { Kind = ChangeKind.Removed });

        Assert.Equal(("removed", "price"), (line.Change, string.Join(' ', line.Kinds)));
        Assert.Equal(9.90m, line.From!.Price);
        Assert.Equal(new ChangeValues { Sellable = false, NotSellableReason = "NO_PRICE" }, line.To);
    }

    [Fact]
    public void A_product_that_its_feed_does_not_name_any_more_has_no_stock()
    {
        ChangeLine line = ChangeLines.Of(Added(Product, CatalogFields.Product) with { Kind = ChangeKind.Removed });

        Assert.Equal(("removed", "stock"), (line.Change, string.Join(' ', line.Kinds)));
        Assert.Equal(new ChangeValues { Local = 0, Central = 0 }, line.To);
    }

    [Fact]
    public void Changed_content_is_named_and_not_repeated()
    {
        FeedFacts after = Content with { Content = new ContentFacts { Language = "en" } };

        ChangeLine line = ChangeLines.Of(Added(after, FeedFacts.Difference(Content, after)) with { Kind = ChangeKind.Changed, Before = Content });

        Assert.Equal(("changed", "content", "content"), (line.Change, string.Join(' ', line.Kinds), string.Join(' ', line.Fields!)));
        Assert.Equal((new ChangeValues(), new ChangeValues()), (line.From, line.To));
    }

    [Theory]
    [InlineData(FeedKind.Catalog, FeedKind.Catalog, true)]
    [InlineData(FeedKind.Price, FeedKind.Price, true)]
    [InlineData(FeedKind.Price, FeedKind.Catalog, false)]
    public void An_article_expires_by_the_feed_that_says_whether_it_exists(FeedKind missing, FeedKind list, bool expires)
    {
        CatalogRow row = new() { Distributor = "toy", Sku = "71", SkuAsShown = "0071", ListFeed = list };

        ChangeLine? line = ChangeLines.Expired(new FeedId("toy", missing), row);

        Assert.Equal(expires ? "expired" : null, line?.Change);
    }

    [Fact]
    public void A_number_that_is_shown_otherwise_is_a_change_of_the_product()
    {
        FeedFacts after = Product with { Sku = DistributorSku.Parse("071") };

        Assert.Equal(CatalogFields.Other, FeedFacts.Difference(Product, after));
        Assert.Equal(["product"], ChangeLines.Of(Added(after, CatalogFields.Other) with { Kind = ChangeKind.Changed, Before = Product }).Kinds);
    }

    private static FeedChange Added(in FeedFacts facts, CatalogFields fields) => new()
    {
        Key = "71", Kind = ChangeKind.Added, Fields = fields, Origin = RowOrigin.OnPage(1, 0), Facts = facts,
    };
}
