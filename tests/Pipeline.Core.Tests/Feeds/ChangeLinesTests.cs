using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Changes;

namespace Pipeline.Core.Tests.Feeds;

/// <summary>What change sets say of feeds that carry some kinds of facts only.</summary>
public sealed class ChangeLinesTests
{
    private static readonly DistributorSku Sku = DistributorSku.Parse("0071");
    private static readonly FeedFacts Product = new() { Sku = Sku, Product = new ProductFacts { Brand = "ZENTARO" } };
    private static readonly FeedFacts Price = new() { Sku = Sku, Price = new PriceFacts { Price = 9.90m, Currency = "USD" } };
    private static readonly FeedFacts Whole = new()
    {
        Sku = Sku, Product = Product.Product, Price = Price.Price,
        Stock = new StockFacts { Local = 4, Central = 7, NextDelivery = new Delivery(new DateOnly(2026, 3, 13), 60) },
    };
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

    /// <summary>It stood all the while with what an earlier file said, which is not known here.</summary>
    [Fact]
    public void An_article_whose_rows_can_be_read_again_has_changed_and_was_not_added()
    {
        ChangeLine line = ChangeLines.Of(Added(Whole, CatalogFields.Product | CatalogFields.Prices | CatalogFields.Stocks) with { Returns = true });

        Assert.Equal(("changed", "product price stock"), (line.Change, string.Join(' ', line.Kinds)));
        Assert.Null(line.From);
        Assert.Equal(new ChangeValues { Price = 9.90m, Currency = "USD", Local = 4, Central = 7, Sellable = true }, line.To);
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

    [Fact]
    public void A_whole_article_is_told_with_what_users_see_of_it()
    {
        ChangeLine line = ChangeLines.Of(Added(Whole, CatalogFields.Product | CatalogFields.Prices | CatalogFields.Stocks));

        Assert.Equal(["product", "price", "stock"], line.Kinds);
        Assert.Null(line.Fields);
        Assert.Null(line.From);
        Assert.Equal(
            new ChangeValues { Price = 9.90m, Currency = "USD", Local = 4, Central = 7, Active = true, Sellable = true }, line.To);
    }

    [Fact]
    public void A_change_is_told_with_its_values_before_and_after_and_nothing_else()
    {
        FeedFacts after = Whole with { Price = Price.Price! with { Price = 0 }, Stock = Whole.Stock! with { NextDelivery = null, Local = 5 } };

        ChangeLine price = ChangeLines.Of(Changed(Whole, after, CatalogFields.Price));
        ChangeLine stock = ChangeLines.Of(Changed(Whole, after, CatalogFields.Stocks));

        Assert.Equal("price: price", Show(price));
        Assert.Equal(new ChangeValues { Price = 9.90m, Currency = "USD", Sellable = true }, price.From);
        Assert.Equal(new ChangeValues { Price = 0, Currency = "USD", Sellable = false, NotSellableReason = "ZERO_PRICE" }, price.To);
        Assert.Equal("stock: stock nextDelivery", Show(stock));
        Assert.Equal((new ChangeValues { Local = 4, Central = 7 }, new ChangeValues { Local = 5, Central = 7 }), (stock.From, stock.To));
    }

    [Fact]
    public void Fields_that_hold_no_figure_are_named_alone()
    {
        ChangeLine line = ChangeLines.Of(Changed(Whole, Whole, CatalogFields.RetailPrice | CatalogFields.NextDelivery | CatalogFields.Brand));

        Assert.Equal(["retailPrice", "brand", "nextDelivery"], line.Fields);
        Assert.Equal((new ChangeValues(), new ChangeValues()), (line.From, line.To));
    }

    [Fact]
    public void How_a_price_or_a_stock_shows_the_number_is_no_change_of_theirs()
    {
        ChangeLine line = ChangeLines.Of(Changed(Price, Price, CatalogFields.Price | CatalogFields.Other));

        Assert.Equal("price: price", Show(line));
    }

    [Fact]
    public void A_whole_article_that_is_gone_has_no_stock_and_keeps_its_price()
    {
        ChangeLine line = ChangeLines.Of(Added(Whole, CatalogFields.None) with { Kind = ChangeKind.Removed });

        Assert.Equal("stock: stock nextDelivery", Show(line));
        Assert.Equal((new ChangeValues { Local = 4, Central = 7 }, new ChangeValues { Local = 0, Central = 0 }), (line.From, line.To));
    }

    [Fact]
    public void Stock_and_content_that_their_feeds_do_not_name_any_more_stay_for_now()
    {
        FeedFacts stocked = new() { Sku = Sku, Stock = Whole.Stock };

        ChangeLine stock = ChangeLines.Of(Added(stocked, CatalogFields.None) with { Kind = ChangeKind.Removed });
        ChangeLine content = ChangeLines.Of(Added(Content, CatalogFields.None) with { Kind = ChangeKind.Removed });

        Assert.Equal(("removed", "stock", null), (stock.Change, string.Join(' ', stock.Kinds), stock.To));
        Assert.Equal(new ChangeValues { Local = 4, Central = 7 }, stock.From);
        Assert.Equal(("removed", "content", null), (content.Change, string.Join(' ', content.Kinds), content.To));
    }

    [Fact]
    public void A_category_is_told_with_its_levels()
    {
        CategoryPath old = new([new Category("1", "Bücher")]), now = new([new Category("1", "Books")]);
        FeedFacts before = new() { Category = old }, after = new() { Category = now };

        ChangeLine added = ChangeLines.Of(Added(after, CatalogFields.Category));
        ChangeLine changed = ChangeLines.Of(Changed(before, after, CatalogFields.Category));
        ChangeLine removed = ChangeLines.Of(Added(before, CatalogFields.Category) with { Kind = ChangeKind.Removed });

        Assert.Equal(("71", null, "category"), (added.Category, added.Sku, string.Join(' ', added.Kinds)));
        Assert.Equal(("added", null, now.Levels), (added.Change, added.From, added.To?.Levels));
        Assert.Equal(("changed", old.Levels, now.Levels), (changed.Change, changed.From?.Levels, changed.To?.Levels));
        Assert.Equal(("removed", old.Levels, null), (removed.Change, removed.From?.Levels, removed.To));
    }

    [Fact]
    public void Expired_stock_is_none()
    {
        CatalogRow row = new() { Distributor = "toy", Sku = "71", SkuAsShown = "0071", Stock = Whole.Stock };

        ChangeLine? line = ChangeLines.Expired(new FeedId("toy", FeedKind.Stock), row);

        Assert.Equal(("71", "0071", "expired", "stock", "stock"), (line!.Sku, line.SkuAsShown, line.Change, string.Join(' ', line.Kinds), string.Join(' ', line.Fields!)));
        Assert.Equal((new ChangeValues { Local = 4, Central = 7 }, new ChangeValues { Local = 0, Central = 0 }), (line.From, line.To));
        Assert.Equal(new ChangeValues(), ChangeLines.Expired(new FeedId("toy", FeedKind.Stock), row with { Stock = null })!.From);
    }

    [Fact]
    public void An_expired_article_is_inactive()
    {
        CatalogRow row = new() { Distributor = "toy", Sku = "71", SkuAsShown = "0071", ListFeed = FeedKind.Price, Price = Price.Price };

        ChangeLine? line = ChangeLines.Expired(new FeedId("toy", FeedKind.Price), row);

        Assert.Equal(("71", "0071", "product", "active"), (line!.Sku, line.SkuAsShown, string.Join(' ', line.Kinds), string.Join(' ', line.Fields!)));
        Assert.Equal(new ChangeValues { Active = true }, line.From);
        Assert.Equal(new ChangeValues { Active = false, Sellable = false, NotSellableReason = "INACTIVE" }, line.To);
    }

    [Fact]
    public void A_change_of_no_kind_is_a_mistake() => Assert.Throws<ArgumentOutOfRangeException>(
        () => ChangeLines.Of(Added(Product, CatalogFields.Product) with { Kind = (ChangeKind)9 }));

    private static FeedChange Changed(in FeedFacts before, in FeedFacts after, CatalogFields fields) =>
        Added(after, fields) with { Kind = ChangeKind.Changed, Before = before };

    private static string Show(ChangeLine line) => $"{string.Join(' ', line.Kinds)}: {string.Join(' ', line.Fields!)}";

    private static FeedChange Added(in FeedFacts facts, CatalogFields fields) => new()
    {
        Key = "71", Kind = ChangeKind.Added, Fields = fields, Origin = RowOrigin.OnPage(1, 0), Facts = facts,
    };
}
