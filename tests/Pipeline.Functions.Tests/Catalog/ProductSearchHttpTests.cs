using System.Text.Json;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Catalog;

/// <summary>The same product of several distributors over HTTP.</summary>
[Collection(StorageCollection.Name)]
public sealed class ProductSearchHttpTests(StorageEmulator storage) : IAsyncLifetime
{
    private const string Gtin = "4006381333931";

    private PipelineApp app = null!;

    public async Task InitializeAsync() => app = await PipelineApp.StartAsync(storage);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_gtin_shows_the_articles_of_all_distributors_side_by_side_as_one_product()
    {
        await ImportedArticles.ImportAsync(app, "north", $"N1 10 EUR {Gtin} Acme A-1", "N2 11 EUR - Acme A-2");
        await ImportedArticles.ImportAsync(app, "south", $"S1 12 USD {Gtin} Acme A-1");
        await ImportedArticles.ImportAsync(app, "west", "W1 13 COP - ACME A-1", "W2 14 COP - Bolt A-1");

        JsonElement list = await app.GetJsonAsync($"/api/catalog?gtin={Gtin}");

        Assert.Equal(["north N1", "south S1", "west W1"], Names(list.GetProperty("items")));
        Assert.Equal(["north N1", "south S1", "west W1"], Names(Assert.Single(list.GetProperty("products").EnumerateArray()).GetProperty("articles")));
        Assert.Equal(0, list.GetProperty("contradictions").GetArrayLength());
    }

    [Theory]
    [InlineData("mpn=a-1&brand=acme", "north N1, south S1, west W1")]
    [InlineData("mpn=A-1", "north N1, south S1, west W1, west W2")]
    [InlineData("mpn=A-1&brand=Bolt", "west W2")]
    [InlineData("gtin=4006381333931&distributor=west", "west W1")]
    [InlineData("gtin=4006381333931&sellable=false", "")]
    [InlineData("gtin=4006381333931&brand=Bolt", "")]
    [InlineData("gtin=5901234123457", "")]
    public async Task A_part_number_brings_what_its_gtin_joins_and_filters_choose_among_it(string query, string found)
    {
        await ImportedArticles.ImportAsync(app, "north", $"N1 10 EUR {Gtin} Acme A-1");
        await ImportedArticles.ImportAsync(app, "south", $"S1 12 USD {Gtin} Acme -");
        await ImportedArticles.ImportAsync(app, "west", "W1 13 COP - ACME A-1", "W2 14 COP - Bolt A-1");

        JsonElement list = await app.GetJsonAsync($"/api/catalog?{query}");

        Assert.Equal(found, string.Join(", ", Names(list.GetProperty("items"))));
    }

    [Fact]
    public async Task A_gtin_under_which_brand_and_part_number_differ_is_reported_at_both_articles_and_joins_nothing()
    {
        await ImportedArticles.ImportAsync(app, "north", $"N1 10 EUR {Gtin} Acme A-1");
        await ImportedArticles.ImportAsync(app, "south", $"S1 12 USD {Gtin} Bolt B-2");

        JsonElement list = await app.GetJsonAsync($"/api/catalog?gtin={Gtin}");

        Assert.Equal(["JOIN_CONTRADICTED", "JOIN_CONTRADICTED"], list.GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("issues")[0].GetString()));
        Assert.Equal("JOIN_CONTRADICTED", (await app.GetJsonAsync("/api/catalog/south/S1")).GetProperty("issues")[0].GetString());
        Assert.Equal(2, list.GetProperty("products").GetArrayLength());
        Assert.Equal(
            """
            [{"code":"JOIN_CONTRADICTED","key":"4006381333931","articles":[{"distributor":"north","sku":"N1","gtin":"4006381333931","brand":"Acme","mpn":"A-1"},{"distributor":"south","sku":"S1","gtin":"4006381333931","brand":"Bolt","mpn":"B-2"}],"cause":"Articles with the GTIN 4006381333931 differ in brand and in part number, so they are not taken for one product.","remedy":"Tell the distributor whose GTIN is wrong; the articles join with its next file."}]
            """,
            list.GetProperty("contradictions").GetRawText());
    }

    [Fact]
    public async Task Several_articles_of_one_distributor_with_one_brand_and_part_number_are_reported_and_not_joined()
    {
        await ImportedArticles.ImportAsync(app, "north", "N1 10 EUR - Acme A-1", "N2 11 EUR - Acme A-1");
        await ImportedArticles.ImportAsync(app, "south", $"S1 12 USD {Gtin} Acme A-1");

        JsonElement list = await app.GetJsonAsync($"/api/catalog?gtin={Gtin}");

        Assert.Equal(["south S1"], Names(list.GetProperty("items")));
        JsonElement reported = Assert.Single(list.GetProperty("contradictions").EnumerateArray());
        Assert.Equal("JOIN_AMBIGUOUS", reported.GetProperty("code").GetString());
        Assert.Equal(["north N1", "north N2", "south S1"], Names(reported.GetProperty("articles")));
        Assert.Equal("JOIN_AMBIGUOUS", (await app.GetJsonAsync("/api/catalog/north/N2")).GetProperty("issues")[0].GetString());
    }

    private static IEnumerable<string> Names(JsonElement articles) => articles.EnumerateArray()
        .Select(static article => $"{article.GetProperty("distributor").GetString()} {article.GetProperty("sku").GetString()}");
}
