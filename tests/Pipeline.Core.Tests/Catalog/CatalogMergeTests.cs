using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;

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

    [Theory]
    [InlineData("net.switch", "Networks,Switches", "net,net.switch")]
    [InlineData("net", "Networks", "net")]
    [InlineData("0310", "Networks,Switches", ",")]
    [InlineData("net.", "Networks,Switches", ",")]
    [InlineData(null, "Networks", "")]
    public void A_code_with_points_names_the_levels_above_it(string? code, string names, string codes)
    {
        CatalogRow row = Categorised(new CategoryNames(code, names.Split(',')));

        Assert.Equal(names.Split(',').Zip(codes.Split(','), static (name, level) => new Category(level.Length == 0 ? null : level, name)), Merge(row, AnArticle.Context()).Category);
    }

    [Fact]
    public void What_is_downloaded_has_no_stock_and_is_never_out_of_it()
    {
        CatalogRow row = AnArticle.Row(AnArticle.Stock(203)) with { Product = new ProductFacts { Flags = new ArticleFlags { Downloadable = true } } };
        DistributorContext context = AnArticle.Context() with { MinimumUnits = 2 };

        CatalogEntry entry = Merge(row, context);
        CatalogEntry absent = Merge(row with { Absent = true }, context);

        Assert.Equal(new CatalogStock(0, 0, 0, entry.Stock.Plants) { Unlimited = true }, entry.Stock);
        Assert.Equal((true, null, 0), (entry.Offered, entry.NotOfferedReason, entry.Stock.Plants.Count));
        Assert.Equal((false, false, "BELOW_MINIMUM"), (absent.Stock.Unlimited, absent.Offered, absent.NotOfferedReason));
    }

    [Theory]
    [InlineData(3, 2, true)]
    [InlineData(2, 2, false)]
    [InlineData(0, 0, false)]
    [InlineData(1, 0, true)]
    [InlineData(0, null, true)]
    public void An_article_is_offered_while_there_are_more_than_the_minimum_and_sellable_all_the_same(int stock, int? minimum, bool isOffered)
    {
        CatalogEntry entry = Merge(AnArticle.Row(AnArticle.Stock(stock)), AnArticle.Context() with { MinimumUnits = minimum });

        Assert.Equal((isOffered, isOffered ? null : "BELOW_MINIMUM", true), (entry.Offered, entry.NotOfferedReason, entry.Sellable));
    }

    [Fact]
    public void A_stock_may_be_the_least_that_there_is()
    {
        CatalogEntry entry = Merge(AnArticle.Row(AnArticle.Stock(20) with { Floor = true }), AnArticle.Context());

        Assert.Equal((20, true), (entry.Stock.Available, entry.Stock.Floor));
        Assert.False(Merge(AnArticle.Row(AnArticle.Stock(20)), AnArticle.Context()).Stock.Floor);
        Assert.True(Merge(AnArticle.Row() with { ListStock = AnArticle.Stock(5) with { Floor = true } }, AnArticle.Context()).Stock.Floor);
    }

    [Fact]
    public void An_article_whose_content_is_empty_has_none() =>
        Assert.Null(Merge(AnArticle.Row() with { Content = new ContentFacts { Language = "es" } }, AnArticle.Context()).Content);

    [Fact]
    public void A_product_without_a_price_is_shown_and_not_sellable()
    {
        CatalogEntry entry = Merge(Listed() with { Price = null }, AnArticle.At((FeedKind.Catalog, AnArticle.PriceTime)));

        Assert.Equal(("A book", null, true, "NO_PRICE"), (entry.Description, entry.Price, entry.Active, entry.NotSellableReason));
        Assert.Equal((AnArticle.PriceTime, null), (entry.Freshness.Product, entry.Freshness.Price));
        Assert.Empty(entry.Fees);
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

    [Fact]
    public void An_entry_repeats_what_the_feeds_say()
    {
        var product = new ProductFacts
        {
            Mpn = "ZX-1", Gtin = "4006381333931", Brand = "ZENTARO", Description = "A book", LongDescription = "A long book",
            Dimensions = new Dimensions { Weight = 1.2m, WeightUnit = "KG" }, Flags = new ArticleFlags { New = true },
        };
        PriceFacts price = AnArticle.Price() with { RetailPrice = 700, Fees = [new Fee("recycling", 0.25m)], VatPercent = 20 };
        CatalogRow row = AnArticle.Row() with { Product = product, Price = price, Version = 7, ChangedAt = AnArticle.StockTime };

        CatalogEntry entry = Merge(row, AnArticle.Context() with { Categories = new CategoryTree([], 5, null) });

        Assert.Equal(
            (product.Mpn, product.Gtin, product.Brand, product.LongDescription),
            (entry.Mpn, entry.Gtin, entry.Brand, entry.LongDescription));
        Assert.Equal((product.Dimensions, product.Flags), (entry.Dimensions, entry.Flags));
        Assert.Equal((new Money(612.40m, "EUR"), new Money(700, "EUR"), 20), (entry.Price, entry.RetailPrice, entry.VatPercent));
        Assert.Equal(price.Fees, entry.Fees);
        Assert.Equal((12, AnArticle.StockTime), (entry.Version, entry.ChangedAt));
        Assert.Equal((AnArticle.PriceTime, AnArticle.StockTime), (entry.Freshness.Price, entry.Freshness.Stock));
        Assert.Null(entry.Content);
    }

    [Fact]
    public void An_article_that_is_shown_nowhere_otherwise_is_shown_as_it_is_compared() =>
        Assert.Equal("7100231", Merge(AnArticle.Row() with { SkuAsShown = null }, AnArticle.Context()).SkuAsShown);

    [Fact]
    public void A_stock_file_of_the_same_time_as_the_price_file_counts()
    {
        DistributorContext context = AnArticle.At((FeedKind.Price, AnArticle.StockTime), (FeedKind.Stock, AnArticle.StockTime));

        Assert.Equal(13, Merge(AnArticle.Row(AnArticle.Stock(13)), context).Stock.Local);
    }

    [Fact]
    public void A_stock_file_counts_where_no_list_states_stock_or_none_has_a_time()
    {
        DistributorContext younger = AnArticle.At((FeedKind.Price, AnArticle.StockTime.AddHours(1)), (FeedKind.Stock, AnArticle.StockTime));
        CatalogRow row = AnArticle.Row(AnArticle.Stock(13));

        Assert.Equal(13, Merge(row with { ListStock = null }, younger).Stock.Local);
        Assert.Equal(13, Merge(row with { ListStock = new StockFacts { Central = 5 } }, younger).Stock.Local);
        Assert.Equal(13, Merge(row, AnArticle.At((FeedKind.Stock, AnArticle.StockTime))).Stock.Local);
    }

    [Fact]
    public void A_stock_file_may_state_central_stock_and_plants_itself()
    {
        StockFacts stated = new() { Local = 13, Central = 9, Plants = [new PlantStock("FR01", 6), new PlantStock("FR02", 7)] };

        CatalogStock stock = Merge(AnArticle.Row(stated), AnArticle.Context()).Stock;

        Assert.Equal((13, 9), (stock.Local, stock.Central));
        Assert.Equal(stated.Plants, stock.Plants);
    }

    [Fact]
    public void A_stock_file_without_plants_says_nothing_of_several()
    {
        StockFacts list = AnArticle.ListStock() with { Plants = [new PlantStock("FR01", 6), new PlantStock("FR02", 8)] };

        Assert.Empty(Merge(AnArticle.Row(AnArticle.Stock(13)) with { ListStock = list }, AnArticle.Context()).Stock.Plants);
        Assert.Equal(list.Plants, Merge(AnArticle.Row() with { ListStock = list }, AnArticle.Context()).Stock.Plants);
        Assert.Equal(
            [new PlantStock("FR01", 0)],
            Merge(AnArticle.Row(new StockFacts { Central = 3 }), AnArticle.Context()).Stock.Plants);
    }

    [Fact]
    public void Stock_that_nobody_states_is_none()
    {
        CatalogStock stock = Merge(AnArticle.Row() with { ListStock = null }, AnArticle.Context()).Stock;

        Assert.Equal((0, 0, 0, 0), (stock.Available, stock.Local, stock.Central, stock.Plants.Count));
    }

    [Fact]
    public void Stock_that_expired_is_none_where_the_stock_file_counts()
    {
        CatalogRow expired = AnArticle.Row(AnArticle.Stock(13)) with { StockExpired = true };
        DistributorContext younger = AnArticle.At((FeedKind.Price, AnArticle.StockTime.AddHours(1)), (FeedKind.Stock, AnArticle.StockTime));

        Assert.Equal((0, 0), (Merge(expired, AnArticle.Context()).Stock.Local, Merge(expired, AnArticle.Context()).Stock.Central));
        Assert.Equal(14, Merge(expired, younger).Stock.Local);
    }

    [Fact]
    public void A_delivery_of_the_stock_file_is_past_by_the_time_at_which_that_file_named_it()
    {
        CatalogRow row = AnArticle.Row(AnArticle.Stock(13) with { NextDelivery = new Delivery(new DateOnly(2026, 3, 10), 60) }) with
        {
            ListStock = AnArticle.ListStock() with { NextDelivery = new Delivery(new DateOnly(2026, 4, 1), 5) },
        };
        DistributorContext nextDay = AnArticle.At((FeedKind.Price, AnArticle.PriceTime), (FeedKind.Stock, AnArticle.StockTime.AddDays(1)));
        DistributorContext noStockTime = AnArticle.At();

        Assert.Equal(60, Merge(row, AnArticle.Context()).NextDelivery?.Quantity);
        Assert.Null(Merge(row, nextDay).NextDelivery);
        Assert.Equal(60, Merge(row with { StockSeenAt = AnArticle.StockTime }, nextDay).NextDelivery?.Quantity);
        Assert.Equal(60, Merge(row, noStockTime).NextDelivery?.Quantity);
        Assert.Equal(5, Merge(row with { Stock = null }, AnArticle.Context()).NextDelivery?.Quantity);
    }

    [Fact]
    public void A_delivery_beside_the_prices_is_past_by_the_time_of_their_file()
    {
        CatalogRow row = AnArticle.Row() with { ListStock = AnArticle.ListStock() with { NextDelivery = new Delivery(new DateOnly(2026, 3, 10), 60) } };
        DistributorContext stockLater = AnArticle.At((FeedKind.Price, AnArticle.PriceTime), (FeedKind.Stock, AnArticle.StockTime.AddDays(1)));
        DistributorContext priceLater = AnArticle.At((FeedKind.Price, AnArticle.PriceTime.AddDays(1)), (FeedKind.Stock, AnArticle.StockTime));

        Assert.Equal(60, Merge(row, stockLater).NextDelivery?.Quantity);
        Assert.Null(Merge(row, priceLater).NextDelivery);
        Assert.Null(Merge(row with { Absent = true }, stockLater).NextDelivery);
    }

    [Fact]
    public void A_price_that_was_taken_back_leaves_the_retail_price()
    {
        CatalogEntry entry = Merge(AnArticle.Row() with { Price = AnArticle.Price() with { RetailPrice = 700 }, PriceWithdrawn = true }, AnArticle.Context());

        Assert.Equal((null, 700), (entry.Price, entry.RetailPrice?.Amount));
    }

    [Fact]
    public void The_origin_of_the_stock_is_that_of_the_file_that_counts()
    {
        FieldOrigin price = new("landing/price.csv", new RowOrigin(7, 100, 180));
        FieldOrigin stock = new("landing/stock.json", RowOrigin.OnPage(2, 5));
        CatalogRow row = AnArticle.Row(AnArticle.Stock(13)) with
        {
            Origins = new Dictionary<CatalogFields, FieldOrigin> { [CatalogFields.Price] = price, [CatalogFields.Stock] = price },
            StockOrigins = new Dictionary<CatalogFields, FieldOrigin> { [CatalogFields.Stock] = stock },
        };
        DistributorContext younger = AnArticle.At((FeedKind.Price, AnArticle.StockTime.AddHours(1)), (FeedKind.Stock, AnArticle.StockTime));

        Assert.Equal(new Provenance("landing/stock.json", null, null, null, 2, 5), Merge(row, AnArticle.Context()).Provenance!["stock"]);
        Assert.Equal(new Provenance("landing/price.csv", 7, 100, 180, null, null), Merge(row, AnArticle.Context()).Provenance!["price"]);
        Assert.Equal("landing/price.csv", Merge(row, younger).Provenance!["stock"].File);
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
