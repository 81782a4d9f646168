using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;

namespace Pipeline.Core.Tests.Catalog;

public sealed class CatalogMergeTests
{
    [Fact]
    public void Stock_of_an_article_that_neither_products_nor_prices_name_is_kept_but_not_shown()
    {
        CatalogRow row = AnArticle.Row(AnArticle.Stock(13)) with { Product = null, Price = null, ListStock = null };

        Assert.Null(CatalogMerge.Merge(row, AnArticle.Context()));
    }

    [Fact]
    public void Stock_comes_from_the_stock_file_when_it_is_younger_than_the_price_file()
    {
        CatalogEntry entry = Merge(AnArticle.Row(AnArticle.Stock(13)), AnArticle.Context());

        Assert.Equal(13, entry.Stock.Local);
        Assert.Equal(13, entry.Stock.Available);
        Assert.Equal(120, entry.Stock.Central);
        Assert.Equal([new PlantStock("FR01", 13)], entry.Stock.Plants);
    }

    [Fact]
    public void Stock_comes_from_the_price_file_when_that_is_younger()
    {
        DistributorContext context = AnArticle.At((FeedKind.Price, AnArticle.StockTime.AddHours(1)), (FeedKind.Stock, AnArticle.StockTime));

        CatalogEntry entry = Merge(AnArticle.Row(AnArticle.Stock(13)), context);

        Assert.Equal(14, entry.Stock.Local);
    }

    [Fact]
    public void A_stock_file_that_omits_an_article_leaves_it_the_younger_of_the_last_two_words()
    {
        CatalogRow omitted = AnArticle.Row(AnArticle.Stock(13)) with { StockSeenAt = AnArticle.PriceTime.AddHours(-1) };

        Assert.Equal(14, Merge(omitted, AnArticle.Context()).Stock.Local);
        Assert.Equal(13, Merge(omitted with { StockSeenAt = AnArticle.PriceTime.AddHours(1) }, AnArticle.Context()).Stock.Local);
    }

    [Fact]
    public void Central_stock_counts_as_available_only_where_the_profile_says_so()
    {
        Assert.Equal(14, Merge(AnArticle.Row(), AnArticle.Context()).Stock.Available);
        Assert.Equal(134, Merge(AnArticle.Row(), AnArticle.Context() with { IncludeCentral = true }).Stock.Available);
    }

    [Fact]
    public void An_article_missing_from_the_price_file_has_no_stock_at_once_and_stays_sellable_until_inactive()
    {
        CatalogEntry absent = Merge(AnArticle.Row(AnArticle.Stock(13)) with { Absent = true }, AnArticle.Context());
        CatalogEntry inactive = Merge(AnArticle.Row() with { Absent = true, Inactive = true }, AnArticle.Context());

        Assert.Equal(new CatalogStock(0, 0, 0, []), absent.Stock with { Plants = [] });
        Assert.True(absent.Active);
        Assert.False(inactive.Active);
        Assert.Equal("INACTIVE", inactive.NotSellableReason);
    }

    [Theory]
    [InlineData(null, "NO_PRICE")]
    [InlineData("0", "ZERO_PRICE")]
    [InlineData("21.00", null)]
    public void An_article_is_sellable_with_a_price_above_zero_whatever_its_stock(string? price, string? reason)
    {
        decimal? amount = price is null ? null : decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture);
        CatalogRow row = AnArticle.Row() with { Price = AnArticle.Price() with { Price = amount }, ListStock = AnArticle.Stock(0) };

        CatalogEntry entry = Merge(row, AnArticle.Context());

        Assert.Equal(reason, entry.NotSellableReason);
        Assert.Equal(reason is null, entry.Sellable);
    }

    [Fact]
    public void A_delivery_before_the_date_of_the_file_that_names_it_is_past()
    {
        StockFacts due = AnArticle.ListStock() with { NextDelivery = new Delivery(new DateOnly(2026, 3, 10), 60) };
        StockFacts past = AnArticle.ListStock() with { NextDelivery = new Delivery(new DateOnly(2026, 3, 9), 60) };

        Assert.Equal(60, Merge(AnArticle.Row() with { ListStock = due }, AnArticle.Context()).NextDelivery?.Quantity);
        Assert.Null(Merge(AnArticle.Row() with { ListStock = past }, AnArticle.Context()).NextDelivery);
    }

    [Fact]
    public void Category_names_are_joined_with_their_codes_whatever_case_they_have()
    {
        var file = new CategoryPath([new("10", "Informatique"), new("1010", "Ordinateurs portables")]);
        DistributorContext context = AnArticle.Context() with { Categories = new CategoryTree([file], 1, null) };
        CatalogRow named = Categorised(new CategoryNames(null, ["informatique", "ORDINATEURS PORTABLES"]));
        CatalogRow coded = Categorised(new CategoryNames("1010", []));

        Assert.Equal(file.Levels, Merge(named, context).Category);
        Assert.Equal(file.Levels, Merge(coded, context).Category);
    }

    [Fact]
    public void A_category_that_no_file_explains_is_shown_as_the_price_file_has_it()
    {
        CatalogRow named = Categorised(new CategoryNames(null, ["Neuf"]));

        Assert.Equal([new Category(null, "Neuf")], Merge(named, AnArticle.Context()).Category);
    }

    [Fact]
    public void A_product_without_a_price_is_shown_and_not_sellable()
    {
        CatalogEntry entry = Merge(Listed() with { Price = null }, AnArticle.At((FeedKind.Catalog, AnArticle.PriceTime)));

        Assert.Equal(("A book", null, true, "NO_PRICE"), (entry.Description, entry.Price, entry.Active, entry.NotSellableReason));
        Assert.Equal((AnArticle.PriceTime, null), (entry.Freshness.Product, entry.Freshness.Price));
    }

    [Fact]
    public void A_price_without_a_product_is_shown_by_its_number_alone()
    {
        CatalogEntry entry = Merge(
            AnArticle.Row() with { Product = null, ListStock = null }, AnArticle.At((FeedKind.Price, AnArticle.PriceTime)));

        Assert.Equal(("000000000007100231", 612.40m, null, true), (entry.SkuAsShown, entry.Price?.Amount, entry.Description, entry.Sellable));
        Assert.Empty(entry.Category);
    }

    [Fact]
    public void A_price_that_its_own_feed_does_not_state_any_more_is_gone_at_once_and_the_stock_stays()
    {
        CatalogEntry entry = Merge(Listed() with { PriceWithdrawn = true, Stock = AnArticle.Stock(13) }, AnArticle.Context());

        Assert.Equal((null, "NO_PRICE", 13), (entry.Price, entry.NotSellableReason, entry.Stock.Local));
    }

    [Fact]
    public void Stock_beside_the_products_is_of_the_time_of_their_feed()
    {
        CatalogRow row = Listed() with { ListStockFeed = FeedKind.Catalog, Stock = AnArticle.Stock(13) };
        DateTimeOffset later = AnArticle.StockTime.AddHours(1);

        Assert.Equal(13, Merge(row, AnArticle.At((FeedKind.Catalog, AnArticle.PriceTime), (FeedKind.Price, later), (FeedKind.Stock, AnArticle.StockTime))).Stock.Local);
        Assert.Equal(14, Merge(row, AnArticle.At((FeedKind.Catalog, later), (FeedKind.Price, AnArticle.PriceTime), (FeedKind.Stock, AnArticle.StockTime))).Stock.Local);
    }

    [Fact]
    public void Content_joins_an_article_and_makes_none()
    {
        var content = new ContentFacts { Images = [new ArticleImage("https://images.example/1.jpg", true, 800, 600)], Language = "es" };

        CatalogEntry entry = Merge(AnArticle.Row() with { Content = content }, AnArticle.At((FeedKind.Content, AnArticle.StockTime)));

        Assert.Equal(content.Images, entry.Content?.Images);
        Assert.Equal(("es", AnArticle.StockTime), (entry.Content?.Language, entry.Content?.At));
        Assert.Null(CatalogMerge.Merge(new CatalogRow { Distributor = "toy", Sku = "1", Content = content }, AnArticle.Context()));
    }

    // As a distributor makes it whose products and prices are two feeds.
    private static CatalogRow Listed() => AnArticle.Row() with { ListFeed = FeedKind.Catalog };

    private static CatalogRow Categorised(CategoryNames category) => AnArticle.Row() with { Product = new ProductFacts { Category = category } };

    private static CatalogEntry Merge(CatalogRow row, DistributorContext context)
    {
        CatalogEntry? entry = CatalogMerge.Merge(row, context);
        Assert.NotNull(entry);
        return entry;
    }
}
