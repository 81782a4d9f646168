using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds;

namespace Pipeline.Partners.Tests.Feeds;

public sealed class FeedProfileCatalogTests : IDisposable
{
    private readonly FeedFolder folder = new();

    [Fact]
    public void Every_embedded_profile_is_valid()
    {
        Assert.Equal(
            [
                "be-price", "category-be", "category-es", "category-it", "fusion-price", "intcomex-catalog", "intcomex-content", "intcomex-price",
                "intcomex-stock", "nl-price", "stock",
            ],
            FeedProfileCatalog.Names);
        Assert.All(FeedProfileCatalog.Names, name => Assert.Equal(name, FeedProfileCatalog.Load(name, null).Name));
    }

    [Fact]
    public void What_a_profile_does_not_say_has_its_default()
    {
        FeedProfile profile = FeedProfileCatalog.Load("mine", """
            {"name":"mine","feed":"Stock","guards":{"minRowsFraction":0.5},
             "columns":[{"field":"Sku","names":["S"],"required":true},{"field":"LocalStock","names":["L"],"required":true}]}
            """);

        Assert.Equal(("auto", "EUR", true, 4L << 30), (profile.Encoding, profile.Currency, profile.Full, profile.MaxUnpackedBytes));
        Assert.Equal((0.5, 0.3, 100), (profile.Guards.MinRowsFraction, profile.Guards.MaxRemovedFraction, profile.Guards.MinRowsForRatios));
    }

    [Theory]
    [InlineData("""{"name":"x","feed":"Stock","encoding":"ebcdic"}""", "encoding is 'ebcdic'")]
    [InlineData("""{"name":"x","feed":"Stock","delimiter":"||"}""", "delimiter is '||'")]
    [InlineData("""{"name":"x","feed":"Stock","currency":"euro"}""", "currency is 'euro'")]
    [InlineData("""{"name":"x","feed":"Stock","dateFormats":["%"]}""", "dateFormats holds '%'")]
    [InlineData("""{"name":"x","feed":"Stock","guards":{"minRowsFraction":70}}""", "guards.minRowsFraction is 70")]
    [InlineData("""{"name":"x","feed":"Stock","columns":[{"field":"Sku","names":["S"],"required":true}]}""", "LocalStock")]
    [InlineData("""{"name":"x","feed":"Stock","trailers":[" "]}""", "trailers holds a blank text")]
    [InlineData("""{"name":"x","feed":"Stock","colour":"red"}""", "colour")]
    [InlineData("""{"name":"x","feed":"Shoes"}""", "$.feed")]
    [InlineData("[]", "a JSON object is expected")]
    public void Wrong_profile_names_its_property(string json, string named)
    {
        FormatException exception = Assert.Throws<FormatException>(() => FeedProfileCatalog.Load("x", json));

        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Belgian_layout_joins_categories_by_code()
    {
        const string file = "Ingram Part Number;Vendor Part Number;Category ID;Customer Price;Retail Price\n0042;VPN-1;104010;12,50;19,99\n";

        FeedFacts facts = (await ReadAsync("be-price", file)).Facts;

        Assert.Equal((12.50m, 19.99m, "104010"), (facts.Price!.Price, facts.Price!.RetailPrice, facts.Product!.Category.Code));
        Assert.Null(facts.Stock);
    }

    [Fact]
    public async Task Fusion_layout_is_read_by_position()
    {
        const string file = "D,7100231     ,1234,ZENTARO   ,Book 14,16 GB,799.00,ZTB14,1.62,2007100230014,32.2,22.5,7.0, ,612.40,*,Y,*,CPU,MT,1010, ,7100487, \n";

        FeedFacts facts = (await ReadAsync("fusion-price", file)).Facts;

        Assert.Equal(("7100231", "ZENTARO", "Book 14 16 GB", "ZTB14"), (facts.Sku.AsCompared, facts.Product!.Brand, facts.Product!.Description, facts.Product!.Mpn));
        Assert.Equal((612.40m, 799.00m, "1010"), (facts.Price!.Price, facts.Price!.RetailPrice, facts.Product!.Category.Code));
        Assert.Equal(new ArticleFlags { Discontinued = true, Substitute = "7100487" }, facts.Product!.Flags);
    }

    [Fact]
    public async Task Stock_file_with_a_header_names_its_plants()
    {
        const string file = "Ingram Part Number,Plant,Availability (Local Stock),Availability (Central Stock),Local Stock Backlog Quantity,Local Stock Backlog ETA\n7100231,NL01,5,100,0,\n7100231,NL02,-1,100,8,20260401\n";

        FeedFacts facts = (await ReadAsync("stock", file)).Facts;

        Assert.Equal((5, 100), (facts.Stock!.Local, facts.Stock!.Central));
        Assert.Equal([new PlantStock("NL01", 5), new PlantStock("NL02", -1)], facts.Stock!.Plants);
        Assert.Equal(new Delivery(new DateOnly(2026, 4, 1), 8), facts.Stock!.NextDelivery);
    }

    [Fact]
    public async Task Spanish_categories_are_two_levels_in_one_code()
    {
        FeedChange change = await ReadAsync("category-es", "CATSCAT\tCAT. Desc.\tSCAT. Desc.\n0102\tORDENADORES                        \tPORTÁTILES\n");

        Assert.Equal(("0102", new CategoryPath([new("01", "ORDENADORES"), new("0102", "PORTÁTILES")])), (change.Key, change.Facts.Category));
    }

    [Fact]
    public async Task Italian_categories_join_their_two_columns()
    {
        FeedChange change = await ReadAsync("category-it", "\"NOTEBOOK, TABLET\",\"01\",\"02\"\n");

        Assert.Equal(("0102", new CategoryPath([new("01", null), new("0102", "NOTEBOOK, TABLET")])), (change.Key, change.Facts.Category));
    }

    public void Dispose() => folder.Dispose();

    private async Task<FeedChange> ReadAsync(string profile, string file)
    {
        await using IFeedChangeSet changes = await folder.CompareAsync(FeedProfileCatalog.Load(profile, null), folder.Write(file));
        return FeedFolder.All(changes).Single();
    }
}
