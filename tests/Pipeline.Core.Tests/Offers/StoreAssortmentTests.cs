using Pipeline.Core.Catalog;
using Pipeline.Core.Channels;

namespace Pipeline.Core.Tests.Offers;

public sealed class StoreAssortmentTests
{
    private static readonly CatalogEntry Article = AnOffer.Article() with { Price = new Money(100, "EUR"), Stock = new CatalogStock(5, 5, 0, []) };

    [Fact]
    public void One_without_conditions_takes_what_can_be_sold_and_has_a_gtin()
    {
        StoreAssortment all = new();

        Assert.True(all.Takes(Article));
        Assert.False(all.Takes(Article with { Gtin = null }));
        Assert.False(all.Takes(Article with { Sellable = false }));
        Assert.False(all.Takes(Article with { Offered = false }));
    }

    [Fact]
    public void Each_condition_has_to_hold()
    {
        Assert.True(new StoreAssortment { Distributors = ["south", "north"] }.Takes(Article));
        Assert.False(new StoreAssortment { Distributors = ["south"] }.Takes(Article));
        Assert.True(new StoreAssortment { Brands = ["ZENTARO"] }.Takes(Article));
        Assert.False(new StoreAssortment { Brands = ["Other"] }.Takes(Article));
        Assert.False(new StoreAssortment { Brands = ["Other"] }.Takes(Article with { Brand = null }));
        Assert.True(new StoreAssortment { Categories = ["10"] }.Takes(Article));
        Assert.True(new StoreAssortment { Categories = ["books"] }.Takes(Article));
        Assert.False(new StoreAssortment { Categories = ["20"] }.Takes(Article));
        Assert.True(new StoreAssortment { CostFrom = 100 }.Takes(Article));
        Assert.False(new StoreAssortment { CostFrom = 100.01m }.Takes(Article));
        Assert.False(new StoreAssortment { CostBelow = 100 }.Takes(Article));
        Assert.True(new StoreAssortment { InStockOnly = true }.Takes(Article));
        Assert.False(new StoreAssortment { InStockOnly = true }.Takes(AnOffer.Article() with { Price = new Money(100, "EUR") }));
        Assert.False(new StoreAssortment { ContentDemanded = true }.Takes(Article));
    }
}
