using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Tests.Catalog;

/// <summary>A change set names exactly the fields in which two states of an article differ.</summary>
public sealed class FactsDifferenceTests
{
    private static readonly PriceFacts Price = new()
    {
        Price = 9.90m, RetailPrice = 15, Currency = "EUR", Fees = [new Fee("recycling", 0.25m)], VatPercent = 20,
    };

    private static readonly StockFacts Stock = new()
    {
        Local = 14, Central = 120, Plants = [new PlantStock("FR01", 14)], NextDelivery = new Delivery(new DateOnly(2026, 3, 13), 60),
    };

    private static readonly ProductFacts Product = new() { Brand = "ZENTARO", Category = new CategoryNames("1", ["A"]) };

    public static TheoryData<PriceFacts, CatalogFields> Prices => new()
    {
        { Price with { Fees = [.. Price.Fees] }, CatalogFields.None },
        { Price with { Price = 9.91m }, CatalogFields.Price },
        { Price with { RetailPrice = null }, CatalogFields.RetailPrice },
        { Price with { Fees = [new Fee("recycling", 0.26m)] }, CatalogFields.Fees },
        { Price with { VatPercent = 5.5m }, CatalogFields.VatPercent },
        { Price with { Currency = "USD" }, CatalogFields.Price | CatalogFields.RetailPrice | CatalogFields.Fees },
    };

    public static TheoryData<StockFacts, CatalogFields> Stocks => new()
    {
        { Stock with { Plants = [.. Stock.Plants] }, CatalogFields.None },
        { Stock with { Local = 13 }, CatalogFields.Stock },
        { Stock with { Central = null }, CatalogFields.Stock },
        { Stock with { Plants = [new PlantStock("FR02", 14)] }, CatalogFields.Stock },
        { Stock with { Floor = true }, CatalogFields.Stock },
        { Stock with { NextDelivery = null }, CatalogFields.NextDelivery },
        { Stock with { Local = 13, NextDelivery = null }, CatalogFields.Stocks },
    };

    public static TheoryData<ProductFacts, CatalogFields> Products => new()
    {
        { Product with { Category = new CategoryNames("1", ["A"]) }, CatalogFields.None },
        { Product with { Brand = "Zentaro" }, CatalogFields.Brand },
        { Product with { Mpn = "ZX-1" }, CatalogFields.Mpn },
        { Product with { Gtin = "4006381333931" }, CatalogFields.Gtin },
        { Product with { Description = "A book" }, CatalogFields.Description },
        { Product with { LongDescription = "A long book" }, CatalogFields.LongDescription },
        { Product with { Category = CategoryNames.None }, CatalogFields.Category },
        { Product with { Dimensions = new Dimensions { Weight = 1 } }, CatalogFields.Dimensions },
        { Product with { Flags = new ArticleFlags { New = true } }, CatalogFields.Flags },
        { Product with { Flags = new ArticleFlags { Downloadable = true } }, CatalogFields.Flags },
        { Product with { Brand = null, Mpn = "ZX-1" }, CatalogFields.Brand | CatalogFields.Mpn },
    };

    [Theory]
    [MemberData(nameof(Prices))]
    public void A_price_differs_in_its_fields_and_every_amount_with_the_currency(PriceFacts after, CatalogFields expected) =>
        Assert.Equal(expected, PriceFacts.Difference(Price, after));

    [Theory]
    [MemberData(nameof(Stocks))]
    public void Stock_differs_as_a_whole_and_the_delivery_beside_it(StockFacts after, CatalogFields expected) =>
        Assert.Equal(expected, StockFacts.Difference(Stock, after));

    [Theory]
    [MemberData(nameof(Products))]
    public void A_product_differs_in_its_fields(ProductFacts after, CatalogFields expected) =>
        Assert.Equal(expected, ProductFacts.Difference(Product, after));
}
