using System.Text.Json;
using Pipeline.Simulators.IngramMicro.Services.Articles;
using Pipeline.Simulators.Intcomex;
using Pipeline.Simulators.Intcomex.Products;

namespace Pipeline.Simulators.Tests.Intcomex;

/// <summary>Catalogue, inventory, price list, extended catalogue and single products.</summary>
public sealed class FeedsTests : IAsyncLifetime
{
    private IwsStage stage = null!;

    public async Task InitializeAsync() => stage = await IwsStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Theory]
    [InlineData("2007100230014", "ZTB14-8512FR")]
    [InlineData("2007100487012", "ZTD-C11")]
    [InlineData("2007100552017", "KVS-1T-BK")]
    [InlineData("2007100610014", "EDL-GR3")]
    [InlineData(null, "ORV-AV1-ESD")]
    [InlineData("200710071004", "KVC-HD2")]
    [InlineData(null, "KVA-65")]
    public void Ingram_Micro_sells_the_same_product(string? gtin, string partNumber)
    {
        IwsProduct here = Assert.Single(ProductList.Samples.All, product => product.Mpn == partNumber);
        ServiceArticle there = Assert.Single(ArticleList.Samples.All, article => article.VendorPartNumber == partNumber);

        Assert.Equal(gtin, here.Upc);
        Assert.Equal(gtin is null ? null : there.Ean, here.Upc);
        Assert.NotEqual(there.Sku, here.Sku);
        Assert.NotEqual(there.Price, here.UnitPrice);
    }

    [Fact]
    public void A_Sku_has_two_letters_three_digits_three_letters_and_two_digits() =>
        Assert.All(ProductList.Generated(60).All, product => Assert.Matches("^[A-Z]{2}[0-9]{3}[A-Z]{3}[0-9]{2}$", product.Sku));

    [Fact]
    public async Task The_catalogue_has_what_the_customer_may_see()
    {
        JsonElement[] rows = await RowsAsync("getcatalog?locale=en");

        Assert.Equal(12, rows.Length);
        Assert.DoesNotContain("XX111ZZZ11", Skus(rows));
        Assert.Equal(["Downloadable", "License", "Physical", "Warranty"], rows.Select(row => row.GetProperty("Type").GetString()!).Distinct().Order());
        Assert.StartsWith("Zentaro Book 14 - Notebook", rows[0].GetProperty("Description").GetString(), StringComparison.Ordinal);
        Assert.Equal("cpt.notebook", rows[0].GetProperty("Category").GetProperty("Subcategories")[0].GetProperty("CategoryId").GetString());
        Assert.False(rows[0].TryGetProperty("Price", out _));
    }

    [Fact]
    public async Task The_list_of_authorised_products_decides_what_is_seen_and_sold()
    {
        await using IwsStage narrow = await IwsStage.StartAsync(
            new IntcomexOptions { AuthorisedSkus = new HashSet<string> { "NB101ZTR01" }, Cadence = TimeSpan.Zero });

        Assert.Equal(["NB101ZTR01"], Skus([.. (await narrow.GetAsync("getinventory")).Json.EnumerateArray()]));
        Assert.Equal("401/21", (await narrow.GetAsync("getproduct?sku=DK202ZTR05")).Verdict);
        Assert.Equal("401/21", (await narrow.OrderAsync("WEB1", """{"Sku":"DK202ZTR05","Quantity":1}""")).Verdict);
    }

    [Fact]
    public async Task Stock_filters_divide_the_catalogue()
    {
        stage.Simulator.Shelf.SetStock("NB101ZTR01", 0);

        string[] there = Skus(await RowsAsync("getcatalog?inStock=true"));
        string[] gone = Skus(await RowsAsync("getcatalog?inventoryFilter=OutOfStock"));

        Assert.Equal(["NB101ZTR01", "SF505ORV01"], gone);
        Assert.Equal(12, there.Concat(gone).Distinct().Count());
        Assert.Equal(12, Skus(await RowsAsync("getcatalog?inventoryFilter=Any")).Length);
    }

    [Fact]
    public async Task Pages_have_an_envelope_and_each_row_once()
    {
        JsonElement first = (await stage.GetAsync("getcatalog?page=1&limit=5")).Json;
        JsonElement last = (await stage.GetAsync("getcatalog?page=3&limit=5")).Json;
        JsonElement beyond = (await stage.GetAsync("getcatalog?page=4&limit=5")).Json;
        JsonElement second = (await stage.GetAsync("getcatalog?page=2&limit=5")).Json;

        Assert.Equal(("1", "5", "12", "3"), (Text(first, "page"), Text(first, "pageSize"), Text(first, "totalRows"), Text(first, "totalPages")));
        Assert.Equal(2, last.GetProperty("data").GetArrayLength());
        Assert.Equal(0, beyond.GetProperty("data").GetArrayLength());
        Assert.Equal(12, new[] { first, second, last }.SelectMany(page => Skus([.. page.GetProperty("data").EnumerateArray()])).Distinct().Count());
    }

    [Fact]
    public async Task A_limit_without_a_page_changes_nothing_and_a_page_has_at_most_1000_rows()
    {
        Assert.Equal(12, (await RowsAsync("getinventory?limit=5")).Length);
        Assert.Equal("1000", Text((await stage.GetAsync("getinventory?page=1&limit=5000")).Json, "pageSize"));
    }

    [Fact]
    public async Task Inventory_shows_units_by_warehouse_where_that_is_enabled()
    {
        JsonElement[] rows = await RowsAsync("getinventory");
        JsonElement book = rows.Single(row => Text(row, "Sku") == "NB101ZTR01");
        JsonElement software = rows.Single(row => Text(row, "Sku") == "SF505ORV01");

        Assert.Equal(["28", "7"], book.GetProperty("Locations").EnumerateArray().Select(place => Text(place, "Stock")));
        Assert.Equal(JsonValueKind.Null, software.GetProperty("Locations").ValueKind);
        Assert.Equal("0", Text(software, "InStock"));
    }

    [Fact]
    public async Task The_price_list_nests_its_prices_in_dollars()
    {
        JsonElement drive = (await RowsAsync("getpricelist")).Single(row => Text(row, "Sku") == "SD303KVS02");

        Assert.Equal("KVS-1T-BK", Text(drive, "MPN"));
        Assert.Equal(("66.9417", "US", "72"), (Text(drive.GetProperty("Price"), "UnitPrice"), Text(drive.GetProperty("Price"), "CurrencyId"), Text(drive.GetProperty("Price"), "OriginalPrice")));
    }

    [Fact]
    public async Task The_extended_catalogue_is_a_file_with_images_and_specifications()
    {
        JsonElement[] rows = await RowsAsync("downloadextendedcatalog?format=json");

        Assert.Equal("14 pulgadas", Text(rows[0], "Pantalla / Tamaño"));
        Assert.Equal("https://images.example.invalid/assets/ztb14%20frente.jpg", Text(rows[0].GetProperty("Imagenes")[1], "url"));
        Assert.Contains(rows, row => row.GetProperty("Imagenes").GetArrayLength() == 0);
        Assert.DoesNotContain(rows, row => Text(row, "localSku") == "SF505ORV01");
    }

    [Theory]
    [InlineData("getproduct?sku=NB101ZTR01", "200/-")]
    [InlineData("getproduct?mpn=ztd-c11", "200/-")]
    [InlineData("getproduct?upc=2007100230014", "200/-")]
    [InlineData("getproduct", "400/502")]
    [InlineData("getproduct?sku=NB101ZTR01&mpn=ZTD-C11", "400/101")]
    [InlineData("getproduct?sku=AA000AAA00", "404/20")]
    [InlineData("getproduct?sku=XX111ZZZ11", "401/21")]
    [InlineData("getproduct?sku=XX222ZZZ22", "404/720")]
    [InlineData("getproducts", "400/501")]
    [InlineData("getproducts?skusList=,", "400/501")]
    [InlineData("getproducts?skusList=NB101ZTR01&upcsList=2007100230014", "400/101")]
    public async Task A_product_has_one_identifier(string question, string verdict) => Assert.Equal(verdict, (await stage.GetAsync(question)).Verdict);

    [Fact]
    public async Task A_part_number_of_two_products_names_neither()
    {
        IwsProduct sample = ProductList.Samples.Find("NB101ZTR01")!;
        await using IwsStage twice = await IwsStage.StartAsync(new IntcomexOptions { Products = ProductList.Of(sample, sample with { Sku = "NB101ZTR02" }) });

        Assert.Equal("409/25", (await twice.GetAsync("getproduct?mpn=ZTB14-8512FR")).Verdict);
    }

    [Fact]
    public async Task Several_products_come_without_those_that_are_unknown()
    {
        JsonElement[] rows = await RowsAsync("getproducts?skusList=NB101ZTR01,AA000AAA00,DK202ZTR05,XX111ZZZ11");

        Assert.Equal(["NB101ZTR01", "DK202ZTR05"], Skus(rows));
        Assert.Equal(("574.5", "35"), (Text(rows[0].GetProperty("Price"), "UnitPrice"), Text(rows[0], "InStock")));
    }

    [Fact]
    public async Task A_hundred_products_are_answered_and_one_more_is_refused()
    {
        string hundred = string.Join(',', Enumerable.Range(0, 100).Select(number => $"GN{number:D3}GEN00"));

        Assert.Equal("200/-", (await stage.GetAsync($"getproducts?skusList={hundred}")).Verdict);
        Assert.Equal("400/26", (await stage.GetAsync($"getproducts?skusList={hundred},NB101ZTR01")).Verdict);
    }

    [Fact]
    public async Task Price_and_stock_are_left_out_on_demand()
    {
        JsonElement product = (await stage.GetAsync("getproduct?sku=NB101ZTR01&includePriceData=false&includeInventoryData=false")).Json;

        Assert.False(product.TryGetProperty("Price", out _));
        Assert.False(product.TryGetProperty("InStock", out _));
    }

    [Fact]
    public async Task A_hundred_thousand_products_are_streamed_and_each_is_found_again()
    {
        await using IwsStage large = await IwsStage.StartAsync(new IntcomexOptions { Products = ProductList.Generated(100_000) });

        JsonElement[] rows = [.. (await large.GetAsync("getinventory")).Json.EnumerateArray()];
        JsonElement last = (await large.GetAsync($"getproduct?sku={Text(rows[^1], "Sku")}")).Json;

        Assert.Equal(100_000, Skus(rows).Distinct().Count());
        Assert.Equal(Text(rows[^1], "MPN"), Text(last, "Mpn"));
        Assert.Equal("200/-", (await large.OrderAsync("WEB1", """{"Sku":"GN999GEN01","Quantity":1}""")).Verdict);
    }

    [Fact]
    public async Task Currencies_are_told_by_country()
    {
        JsonElement pesos = (await stage.GetAsync("GetCurrency?countryId=co")).Json;

        Assert.Equal(("COP", "0.0002898551"), (Text(pesos, "CurrencyCode"), Text(pesos.GetProperty("UsdExchangeRate"), "SellRate")));
    }

    private async Task<JsonElement[]> RowsAsync(string feed) => [.. (await stage.GetAsync(feed)).Json.EnumerateArray()];

    private static string[] Skus(JsonElement[] rows) => [.. rows.Select(row => Text(row, "Sku"))];

    private static string Text(JsonElement row, string name) => row.GetProperty(name).ToString();
}
