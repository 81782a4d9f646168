using System.Net;
using System.Text.Json;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Catalog;

/// <summary>Article numbers in a path: the front end decodes a slash, the host does not.</summary>
[Collection(StorageCollection.Name)]
public sealed class ArticleNumberTests(StorageEmulator storage)
{
    [Theory]
    [InlineData("AB-12", "AB-12")]
    [InlineData("AB/12", "AB/12")]
    [InlineData("AB%2F12", "AB/12")]
    [InlineData("AB%2f1%202", "AB/1 2")]
    public async Task A_number_may_hold_a_slash(string path, string number)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        JsonElement problem = await ProblemAssert.IsAsync(
            await app.GetAsync($"/api/catalog/ingram-micro/{path}"), HttpStatusCode.NotFound, "ARTICLE_UNKNOWN");

        Assert.StartsWith(
            $"No catalogue has the article ingram-micro {number}. ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AB/12", 10.00)]
    [InlineData("AB\\12", 11.00)]
    [InlineData("AB#12", 12.00)]
    [InlineData("AB?12", 13.00)]
    [InlineData("AB%2F12", 14.00)]
    [InlineData("AB%12", 15.00)]
    [InlineData("AB 12", 16.00)]
    [InlineData("\u00c0B-12", 17.00)]
    [InlineData(".", 18.00)]
    [InlineData("AB+12", 19.00)]
    [InlineData("AB&SKU=12", 20.00)]
    public async Task A_number_of_any_characters_is_found_exactly_by_the_query(string number, double price)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        await ImportAsync(app, ["AB/12", "AB\\12", "AB#12", "AB?12", "AB%2F12", "AB%12", "AB 12", "\u00c0B-12", ".", "AB+12", "AB&SKU=12"]);

        foreach (string distributor in (string[])["&distributor=ingram-micro", ""])
        {
            JsonElement found = Assert.Single(
                (await app.GetJsonAsync($"/api/catalog?sku={Uri.EscapeDataString(number)}{distributor}")).GetProperty("items").EnumerateArray());

            Assert.Equal(
                (number, (decimal)price),
                (found.GetProperty("sku").GetString(), found.GetProperty("price").GetProperty("amount").GetDecimal()));
        }
    }

    [Theory]
    [InlineData("AB%2F12", 10.00)]
    [InlineData("AB%2312", 12.00)]
    [InlineData("AB%3F12", 13.00)]
    [InlineData("AB%2012", 16.00)]
    [InlineData("%C3%80B-12", 17.00)]
    public async Task A_path_finds_the_number_that_it_encodes(string path, double price)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        await ImportAsync(app, ["AB/12", "AB\\12", "AB#12", "AB?12", "AB%2F12", "AB%12", "AB 12", "\u00c0B-12"]);

        JsonElement found = await app.GetJsonAsync($"/api/catalog/ingram-micro/{path}");

        Assert.Equal((decimal)price, found.GetProperty("price").GetProperty("amount").GetDecimal());
    }

    [Theory]
    [InlineData("sku=AB-99")]
    [InlineData("sku=AB-12&distributor=nobody")]
    [InlineData("sku=AB-12&sellable=false")]
    public async Task A_number_that_is_not_there_gives_an_empty_list(string query)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        await ImportAsync(app, ["AB-12"]);

        Assert.Equal(0, (await app.GetJsonAsync($"/api/catalog?{query}")).GetProperty("items").GetArrayLength());
    }

    /// <summary>Articles of these numbers at 10.00, 11.00 and so on.</summary>
    private static async Task ImportAsync(PipelineApp app, string[] numbers)
    {
        FeedChange[] articles = [.. numbers.Select(static (number, index) => new FeedChange
        {
            Key = DistributorSku.Parse(number).AsCompared,
            Kind = ChangeKind.Added,
            Fields = CatalogFields.Product | CatalogFields.Prices,
            Origin = new RowOrigin(2, 0, 9),
            Facts = new FeedFacts
            {
                Sku = DistributorSku.Parse(number), Product = new ProductFacts(), Price = new PriceFacts { Price = 10m + index, Currency = "EUR" },
            },
        })];
        ICatalogImport import = app.Get<ICatalogStore>().BeginImport(new CatalogWrite
        {
            Feed = new FeedId("ingram-micro", FeedKind.Price), Sequence = 1, File = "ingram-micro/price/1", HasEarlierRows = true,
        });
        foreach (IGrouping<int, FeedChange> bucket in articles.GroupBy(static article => Buckets.Of(article.Key)))
        {
            await import.WriteAsync(bucket.Key, bucket, default);
        }

        _ = await import.CompleteAsync(default);
    }
}
