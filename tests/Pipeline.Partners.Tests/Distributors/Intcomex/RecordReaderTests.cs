using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Tests.Feeds;

namespace Pipeline.Partners.Tests.Distributors.Intcomex;

/// <summary>What the four answers of IWS say of an article.</summary>
public sealed class RecordReaderTests
{
    [Fact]
    public async Task The_catalogue_says_what_an_article_is()
    {
        using IwsAnswers answers = new(FeedKind.Catalog);

        (IReadOnlyDictionary<string, FeedFacts> facts, IReadOnlyList<string> findings) = await answers.ReadAsync(IwsAnswers.Sample("getcatalog"));

        ProductFacts notebook = facts["NB101ZTR01"].Product!;
        Assert.Equal(
            ("ZB14-512-BLK", "Zentra", null, "Zentra Book 14 - Portátil - 14\" - 16 GB RAM - 512 GB SSD - Negro"),
            (notebook.Mpn, notebook.Brand, notebook.Gtin, notebook.Description));
        Assert.Equal(new CategoryNames("cpt.notebook", ["Computadoras", "Portátiles"]), notebook.Category);
        Assert.Equal(new Dimensions { Weight = 5.2m, WeightUnit = "LB", Length = 12.0m, Width = 17.0m, Height = 3.5m, DimensionUnit = "IN" }, notebook.Dimensions);
        Assert.Equal(new ArticleFlags { New = true }, notebook.Flags);
        Assert.Equal((null, Dimensions.None), (facts["NW202QUX05"].Product!.Gtin, facts["NW202QUX05"].Product!.Dimensions));
        Assert.Equal(new ArticleFlags { License = true, Downloadable = true }, facts["SF404ZTR09"].Product!.Flags);
        Assert.Equal(4, facts.Count);

        // The sample's numbers have wrong check digits.
        Assert.Equal(["warning EAN_INVALID Upc", "warning EAN_INVALID Upc"], findings);
        Assert.All(facts.Values, static fact => Assert.Equal((null, null, null), (fact.Price, fact.Stock, fact.Content)));
    }

    [Theory]
    [InlineData("""{"LocalSku":"a1","MPN":"X","Brand":null,"Category":null,"Freight":null,"Upc":null,"Type":"License"}""", "License")]
    [InlineData("""{"sku":"A1","mpn":"X","type":"WARRANTY","components":["B1","B2"]}""", "Warranty, Bundle")]
    [InlineData("""{"Sku":"A1","Mpn":"X","Upc":null}""", "")]
    [InlineData("""{"Sku":"A1","Mpn":"X","Type":"Hologram","New":"true"}""", "New", "warning TYPE_UNKNOWN Type")]
    [InlineData("""{"Sku":"A1","Mpn":"X","Upc":"0700000000019","New":"perhaps"}""", "", "warning EAN_INVALID Upc", "warning FLAG_UNKNOWN New")]
    [InlineData("""{"Sku":"A1","Mpn":"X","Unknown":{"Member":[1]},"Category":{"Description":null,"Subcategories":null}}""", "")]
    public async Task What_is_missing_or_odd_does_not_keep_an_article_out_of_the_catalogue(string record, string flags, params string[] expected)
    {
        using IwsAnswers answers = new(FeedKind.Catalog);

        (IReadOnlyDictionary<string, FeedFacts> facts, IReadOnlyList<string> findings) = await answers.ReadAsync($"[{record}]");

        ProductFacts product = Assert.Single(facts).Value.Product!;
        Assert.Equal(("A1", "X", null, null), (facts.Keys.Single(), product.Mpn, product.Brand, product.Gtin));
        Assert.Equal(flags, string.Join(", ", Set(product.Flags)));
        Assert.Equal(expected, findings);
    }

    [Fact]
    public async Task A_category_has_as_many_levels_as_it_has_and_the_thing_is_measured_where_its_parcel_is_not()
    {
        using IwsAnswers answers = new(FeedKind.Catalog);

        (IReadOnlyDictionary<string, FeedFacts> facts, _) = await answers.ReadAsync(
            """
            [{"Sku":"A1","Upc":"4006381333931","Freight":{"Item":{"Weight":"1.5","Height":2},"Package":{"Weight":0,"Height":3}},
              "Category":{"CategoryId":"a","Description":"One","Subcategories":[{"CategoryId":"a.b","Description":"Two","Subcategories":
              [{"CategoryId":"a.b.c","Description":"Three","Subcategories":[]}]},{"CategoryId":"a.x","Description":"Other"}]}}]
            """);

        ProductFacts product = facts["A1"].Product!;
        Assert.Equal((new CategoryNames("a.b.c", ["One", "Two", "Three"]), "4006381333931"), (product.Category, product.Gtin));
        Assert.Equal(new Dimensions { Weight = 1.5m, WeightUnit = "LB", Height = 3m, DimensionUnit = "IN" }, product.Dimensions);
    }

    [Fact]
    public async Task The_price_list_says_what_an_article_costs_nested_or_flat()
    {
        using IwsAnswers answers = new(FeedKind.Price);

        (IReadOnlyDictionary<string, FeedFacts> facts, IReadOnlyList<string> findings) = await answers.ReadAsync(IwsAnswers.Sample("getpricelist"));
        (IReadOnlyDictionary<string, FeedFacts> flat, _) = await answers.ReadAsync("""[{"Sku":"A1","Mpn":"X","UnitPrice":"1.2345","CurrencyId":"usd"},{"Sku":"A2","Price":null}]""");

        Assert.Equal(
            [("AC303LUM02", 11.75m), ("NB101ZTR01", 512.4m), ("NW202QUX05", 23.9417m), ("SF404ZTR09", 0m)],
            facts.OrderBy(static fact => fact.Key, StringComparer.Ordinal).Select(static fact => (fact.Key, fact.Value.Price!.Price!.Value)));
        Assert.All(facts.Values, static fact => Assert.Equal("USD", fact.Price!.Currency));
        Assert.Equal(["warning ZERO_PRICE Price.UnitPrice"], findings);
        Assert.Equal((1.2345m, null), (flat["A1"].Price!.Price, flat["A2"].Price!.Price));
    }

    [Theory]
    [InlineData("\"UnitPrice\":5,\"CurrencyId\":\"cop\"", "CURRENCY_OTHER")]
    [InlineData("\"UnitPrice\":5,\"CurrencyId\":\"eur\"", "CURRENCY_OTHER")]
    [InlineData("\"UnitPrice\":-5,\"CurrencyId\":\"COP\"", "CURRENCY_OTHER")]
    [InlineData("\"UnitPrice\":5,\"CurrencyId\":\"zz\"", "CURRENCY_UNKNOWN")]
    [InlineData("\"UnitPrice\":5,\"CurrencyId\":\"XYZ\"", "CURRENCY_UNKNOWN")]
    [InlineData("\"UnitPrice\":5,\"CurrencyId\":null", "CURRENCY_UNKNOWN")]
    [InlineData("\"UnitPrice\":5", "CURRENCY_UNKNOWN")]
    public async Task An_article_whose_price_is_in_another_currency_loses_the_one_that_it_had(string price, string code)
    {
        using IwsAnswers answers = new(FeedKind.Price);
        const string other = """{"Sku":"A2","Price":{"UnitPrice":7,"CurrencyId":"us"}}""";
        FeedFolder.Accepted before = await answers.AcceptAsync($$$"""[{"Sku":"A1","Price":{"UnitPrice":4,"CurrencyId":"us"}},{{{other}}}]""");

        await using IFeedChangeSet changes = await answers.CompareAsync($$$"""[{"Sku":"A1","Price":{{{{price}}}}},{{{other}}}]""", before);

        FeedChange gone = Assert.Single(FeedFolder.All(changes));
        Assert.Equal(("A1", ChangeKind.Removed), (gone.Key, gone.Kind));
        Assert.Equal(new FeedCounts { Read = 2, Unchanged = 1, Removed = 1, Failed = 1 }, changes.Counts);
        Assert.Equal([$"error {code} Price.CurrencyId"], await IwsAnswers.FindingsAsync(changes));
    }

    [Fact]
    public async Task A_price_that_was_taken_back_is_there_again_with_the_next_answer_that_has_it()
    {
        using IwsAnswers answers = new(FeedKind.Price);
        FeedFolder.Accepted other = await answers.AcceptAsync("""[{"Sku":"A1","Price":{"UnitPrice":4,"CurrencyId":"cop"}},{"Sku":"A2","UnitPrice":1,"CurrencyId":"us"}]""");

        await using IFeedChangeSet same = await answers.CompareAsync("""[{"Sku":"A2","UnitPrice":1,"CurrencyId":"us"},{"Sku":"A1","Price":{"UnitPrice":4,"CurrencyId":"cop"}}]""", other);
        await using IFeedChangeSet back = await answers.CompareAsync("""[{"Sku":"A1","Price":{"UnitPrice":4,"CurrencyId":"us"}},{"Sku":"A2","UnitPrice":1,"CurrencyId":"us"}]""", other);

        Assert.Empty(FeedFolder.All(same));
        Assert.Equal(new FeedCounts { Read = 2, Unchanged = 1, Failed = 1 }, same.Counts);
        Assert.Equal((ChangeKind.Added, 4m), (Assert.Single(FeedFolder.All(back)).Kind, FeedFolder.All(back)[0].Facts.Price!.Price));
    }

    [Theory]
    [InlineData("-0.01", "PRICE_INVALID")]
    [InlineData("\"12,50\"", "PRICE_UNREADABLE")]
    public async Task An_article_whose_price_is_none_keeps_the_one_that_it_had(string amount, string code)
    {
        using IwsAnswers answers = new(FeedKind.Price);
        FeedFolder.Accepted before = await answers.AcceptAsync("""[{"Sku":"A1","UnitPrice":4,"CurrencyId":"us"},{"Sku":"A2","UnitPrice":1,"CurrencyId":"us"}]""");

        await using IFeedChangeSet changes = await answers.CompareAsync($$"""[{"Sku":"A1","UnitPrice":{{amount}},"CurrencyId":"us"},{"Sku":"A2","UnitPrice":1,"CurrencyId":"us"}]""", before);

        Assert.Empty(FeedFolder.All(changes));
        Assert.Equal([$"error {code} UnitPrice"], await IwsAnswers.FindingsAsync(changes));
        Assert.Equal(1, changes.Counts.Failed);
    }

    [Fact]
    public async Task The_inventory_says_how_many_there_are_and_where()
    {
        using IwsAnswers answers = new(FeedKind.Stock);

        (IReadOnlyDictionary<string, FeedFacts> facts, IReadOnlyList<string> findings) = await answers.ReadAsync(IwsAnswers.Sample("getinventory"));

        Assert.Equal((20, true), (facts["NB101ZTR01"].Stock!.Local, facts["NB101ZTR01"].Stock!.Floor));
        Assert.Equal((1, false), (facts["NW202QUX05"].Stock!.Local, facts["NW202QUX05"].Stock!.Floor));
        Assert.Equal(147, facts["AC303LUM02"].Stock!.Local);
        Assert.Equal([new PlantStock("xzzq1", 120), new PlantStock("xzzq2", 27)], facts["AC303LUM02"].Stock!.Plants);
        Assert.Empty(facts["NB101ZTR01"].Stock!.Plants);
        Assert.All(facts.Values, static fact => Assert.Null(fact.Stock!.Central));
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("\"InStock\":5,\"Locations\":[{\"Id\":\"a\",\"Stock\":-3},{\"Id\":\"b\",\"Stock\":\"5\"}]", 5, "a=0 b=5")]
    [InlineData("\"InStock\":5,\"Locations\":[{\"Id\":\"a\",\"Stock\":3}]", 5, "a=3", "warning STOCK_SUM InStock")]
    [InlineData("\"InStock\":-5,\"Locations\":[]", 0, "")]
    [InlineData("\"InStock\":null", 0, "")]
    [InlineData("\"InStock\":2,\"Locations\":[{\"Id\":\"a\",\"Stock\":\"x\"},{\"Stock\":9},{\"Id\":7,\"Stock\":2}]", 2, "7=2", "warning QUANTITY_UNREADABLE Locations")]
    public async Task A_stock_is_never_below_zero_and_never_more_than_is_stated(string members, int local, string plants, params string[] expected)
    {
        using IwsAnswers answers = new(FeedKind.Stock);

        (IReadOnlyDictionary<string, FeedFacts> facts, IReadOnlyList<string> findings) = await answers.ReadAsync($$"""[{"Sku":"A1",{{members}}}]""");

        Assert.Equal(local, facts["A1"].Stock!.Local);
        Assert.Equal(plants, string.Join(' ', facts["A1"].Stock!.Plants.Select(static plant => $"{plant.Plant}={plant.Quantity}")));
        Assert.Equal(expected, findings);
    }

    [Theory]
    [InlineData("\"many\"")]
    [InlineData("1.5")]
    [InlineData("\"1,5\"")]
    public async Task A_stock_that_cannot_be_read_is_an_error_and_no_stock(string stock)
    {
        using IwsAnswers answers = new(FeedKind.Stock);

        (IReadOnlyDictionary<string, FeedFacts> facts, IReadOnlyList<string> findings) = await answers.ReadAsync(
            $$"""[{"Sku":"A1","InStock":{{stock}}},{"Sku":"A2","InStock":4}]""");

        Assert.Equal(["A2"], facts.Keys);
        Assert.Equal(["error QUANTITY_UNREADABLE InStock"], findings);
    }

    [Fact]
    public async Task The_extended_catalogue_brings_images_the_main_one_first_and_specifications()
    {
        using IwsAnswers answers = new(FeedKind.Content);

        (IReadOnlyDictionary<string, FeedFacts> facts, IReadOnlyList<string> findings) = await answers.ReadAsync(IwsAnswers.Sample("downloadextendedcatalog"));

        ContentFacts notebook = facts["NB101ZTR01"].Content!;
        Assert.Equal(
            [
                new ArticleImage("https://images.example.invalid/assets/zb14%20frente.jpg", true, 600, 400),
                new ArticleImage("https://images.example.invalid/assets/zb14-lado.jpg", false, 600, 400),
            ],
            notebook.Images);
        Assert.Equal(
            [
                new Specification("Pantalla", "Tamaño", "14 pulgadas"), new Specification("Memoria RAM", "Capacidad", "16 GB"),
                new Specification("Disco duro", "Tipo", "SSD"), new Specification("Encabezamiento", "Localización", "Español"),
            ],
            notebook.Specifications);
        Assert.True(Assert.Single(facts["AC303LUM02"].Content!.Images).Main);
        Assert.Equal(new ContentFacts(), facts["NW202QUX05"].Content);
        Assert.Empty(findings);
    }

    [Fact]
    public async Task Only_images_behind_a_certificate_count_and_a_slash_parts_group_and_name()
    {
        using IwsAnswers answers = new(FeedKind.Content);

        (IReadOnlyDictionary<string, FeedFacts> facts, _) = await answers.ReadAsync(
            """
            [{"localSku":"A1","a / b / c":"1","/ d":2,"e /":"x","f / g":"  ","h / i":null,"j / k":{"l":1},"plain":"y",
              "Imagenes":[{"url":"http://images.example.invalid/1.jpg","isMainImage":true},{"url":"no address"},{"url":null},
              {"url":"HTTPS://images.example.invalid/2.jpg","ancho":"","alto":"0"},{"url":"https://images.example.invalid/3.jpg","isMainImage":"true","ancho":640}]}]
            """);

        ContentFacts content = facts["A1"].Content!;
        Assert.Equal(
            [new ArticleImage("https://images.example.invalid/3.jpg", true, 640, null), new ArticleImage("HTTPS://images.example.invalid/2.jpg", false, null, null)],
            content.Images);
        Assert.Equal([new Specification("a", "b / c", "1"), new Specification(null, "d", "2")], content.Specifications);
    }

    [Theory]
    [InlineData(FeedKind.Catalog, "getcatalog")]
    [InlineData(FeedKind.Price, "getpricelist")]
    [InlineData(FeedKind.Stock, "getinventory")]
    [InlineData(FeedKind.Content, "downloadextendedcatalog")]
    public async Task What_an_answer_says_does_not_depend_on_the_order_of_members_or_on_its_envelope(FeedKind kind, string sample)
    {
        using IwsAnswers answers = new(kind);
        string answer = IwsAnswers.Sample(sample);
        System.Text.Json.Nodes.JsonArray records = System.Text.Json.Nodes.JsonNode.Parse(answer)!.AsArray();
        string turned = $"[{string.Join(',', records.Select(static record => $"{{{string.Join(',', record!.AsObject().Reverse().Select(static member => $"{System.Text.Json.JsonSerializer.Serialize(member.Key)}:{member.Value?.ToJsonString() ?? "null"}"))}}}"))}]";
        FeedFolder.Accepted before = await answers.AcceptAsync(answer);

        foreach (string same in (string[])[turned, $$"""{"page":1,"totalRows":{{records.Count}},"totalPages":1,"data":{{turned}}}""", $$"""[{"data":{{turned}},"totalPages":1,"totalRows":"{{records.Count}}","page":1}]"""])
        {
            await using IFeedChangeSet changes = await answers.CompareAsync(same, before);

            // Specifications stand in the order of the source.
            Assert.All(FeedFolder.All(changes), static change => Assert.Equal((ChangeKind.Changed, CatalogFields.Content), (change.Kind, change.Fields)));
            Assert.Equal((records.Count, 0, 0), (changes.Counts.Read, changes.Counts.Created, changes.Counts.Removed));
        }
    }

    private static IEnumerable<string> Set(ArticleFlags flags) =>
        from flag in (IEnumerable<(string Name, bool IsSet)>)
        [
            ("License", flags.License), ("Warranty", flags.Warranty), ("Downloadable", flags.Downloadable), ("New", flags.New), ("Bundle", flags.Bundle),
        ]
        where flag.IsSet
        select flag.Name;
}
