using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Pricing;

/// <summary>Margin rules and selling prices over HTTP.</summary>
[Collection(StorageCollection.Name)]
public sealed class PricingHttpTests(StorageEmulator storage) : IAsyncLifetime
{
    private const string Rules = """{"rules":[{"id":"acme","brand":"Acme","percent":10,"rounding":{"mode":"ending","step":0.01,"ending":0.99}},{"id":"rest","percent":5,"currency":"EUR","fixed":1,"floor":{"marginAmount":2}}]}""";

    private PipelineApp app = null!;

    public async Task InitializeAsync() => app = await PipelineApp.StartAsync(storage);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Rules_are_replaced_by_whoever_has_read_them()
    {
        HttpResponseMessage none = await app.GetAsync("/api/pricing/rules");
        Assert.Equal("""{"rules":[]}""", await none.Content.ReadAsStringAsync());

        HttpResponseMessage first = await PutAsync(Rules, none.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        HttpResponseMessage read = await app.GetAsync("/api/pricing/rules");
        Assert.Equal(first.Headers.ETag, read.Headers.ETag);
        Assert.Equal(
            """{"rules":[{"id":"acme","distributor":null,"category":null,"brand":"Acme","costFrom":null,"costBelow":null,"percent":10,"fixed":null,"currency":null,"rounding":{"mode":"ending","step":0.01,"ending":0.99},"floor":null},{"id":"rest","distributor":null,"category":null,"brand":null,"costFrom":null,"costBelow":null,"percent":5,"fixed":1,"currency":"EUR","rounding":null,"floor":{"price":null,"marginPercent":null,"marginAmount":2}}]}""",
            await read.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, (await PutAsync(await read.Content.ReadAsStringAsync(), read.Headers.ETag)).StatusCode);
        await ProblemAssert.IsAsync(await PutAsync("""{"rules":[]}""", read.Headers.ETag), HttpStatusCode.PreconditionFailed, "CHANGED_MEANWHILE");
        await ProblemAssert.IsAsync(await PutAsync("""{"rules":[]}""", none.Headers.ETag), HttpStatusCode.PreconditionFailed, "CHANGED_MEANWHILE");
        await ProblemAssert.IsAsync(await PutAsync("""{"rules":[]}""", null), HttpStatusCode.PreconditionRequired, "IF_MATCH_MISSING");
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("""{"rules":[]}""", EntityTagHeaderValue.Any)).StatusCode);
    }

    [Fact]
    public async Task Of_two_who_replace_the_same_rules_at_once_one_is_told_to_read_again()
    {
        EntityTagHeaderValue? tag = (await app.GetAsync("/api/pricing/rules")).Headers.ETag;

        HttpResponseMessage[] answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => PutAsync($$"""{"rules":[{"id":"{{i}}"}]}""", tag)));

        Assert.Single(answers, static answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(static answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task Each_wrong_value_of_rules_is_named_and_nothing_is_stored()
    {
        JsonElement problem = await ProblemAssert.IsAsync(
            await PutAsync("""{"rules":[{"id":"a","distributor":"nobody","fixed":1},{"id":"a","percent":-101}]}""", EntityTagHeaderValue.Any),
            HttpStatusCode.UnprocessableEntity,
            "RULES_INVALID");

        Assert.Equal(
            ["/rules/0/distributor DISTRIBUTOR_UNKNOWN", "/rules/0/currency RULE_CURRENCY_MISSING", "/rules/1/id RULE_ID_TWICE", "/rules/1/percent RULE_NUMBER_INVALID"],
            problem.GetProperty("errors").EnumerateArray().Select(static error => $"{error.GetProperty("field").GetString()} {error.GetProperty("code").GetString()}"));
        Assert.Equal("\"none\"", (await app.GetAsync("/api/pricing/rules")).Headers.ETag!.Tag);
    }

    [Theory]
    [InlineData("""{"rules":[{"id":"a","discount":5}]}""")]
    [InlineData("""{"rules":[{"id":"a","percent":"5"}]}""")]
    [InlineData("""{"rules":[{"id":"a","rounding":{"to":5}}]}""")]
    [InlineData("""{"rules":""")]
    public async Task A_body_that_is_not_rules_is_refused(string body) =>
        await ProblemAssert.IsAsync(await PutAsync(body, EntityTagHeaderValue.Any), HttpStatusCode.BadRequest, "REQUEST_INVALID");

    [Fact]
    public async Task The_catalogue_shows_cost_and_selling_price_in_every_form()
    {
        await ImportedArticles.ImportAsync(app, "ingram-micro", "A1 100 EUR - Acme", "B1 10 EUR - Bolt", "C1 10 USD - Cord", "D1 - EUR - Acme");
        await PutAsync(Rules, EntityTagHeaderValue.Any);

        JsonElement list = await app.GetJsonAsync("/api/catalog?distributor=ingram-micro");
        Assert.Equal(
            ["A1 100 109.99 EUR acme", "B1 10 12 EUR rest", "C1 10 none", "D1 none none"],
            list.GetProperty("items").EnumerateArray().Select(Prices).Order(StringComparer.Ordinal));
        Assert.Equal(0, list.GetProperty("issues").GetArrayLength());
        Assert.Equal("A1 100 109.99 EUR acme", Prices(await app.GetJsonAsync("/api/catalog/ingram-micro/A1")));
        string[] lines = (await (await app.GetAsync("/api/catalog.jsonl")).Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("A1 100 109.99 EUR acme", lines.Select(static line => Prices(JsonDocument.Parse(line).RootElement)));
        Assert.Equal("100 EUR 109.99 EUR acme ", await CellsAsync("A1", "price", "currency", "sellingPrice", "sellingCurrency", "sellingRule", "issues"));
    }

    [Fact]
    public async Task Without_rules_each_article_and_the_list_say_so()
    {
        await ImportedArticles.ImportAsync(app, "ingram-micro", "A1 100 EUR");

        JsonElement list = await app.GetJsonAsync("/api/catalog");

        Assert.Equal("PRICING_RULES_MISSING", list.GetProperty("issues")[0].GetProperty("code").GetString());
        Assert.Equal("PRICING_RULES_MISSING", list.GetProperty("items")[0].GetProperty("issues")[0].GetString());
        Assert.Equal("100  PRICING_RULES_MISSING", await CellsAsync("A1", "price", "sellingPrice", "issues"));
    }

    [Theory]
    [InlineData("{\"rules\":[", "at '$.rules[0]'")]
    [InlineData("""{"rules":[{"id":"a","weekday":"monday"}]}""", "at '$.rules[0].weekday'")]
    [InlineData("""{"rules":[{"id":"a","fixed":1}]}""", "/rules/0/currency")]
    [InlineData("null", "it is null")]
    public async Task Stored_rules_that_cannot_be_read_are_told_and_may_be_replaced(string stored, string place)
    {
        await ImportedArticles.ImportAsync(app, "ingram-micro", "A1 100 EUR");
        BlobContainerClient config = app.Get<BlobServiceClient>().GetBlobContainerClient("config");
        await config.CreateIfNotExistsAsync();
        await config.UploadBlobAsync("pricing/rules.json", BinaryData.FromString(stored));

        JsonElement issue = (await app.GetJsonAsync("/api/catalog")).GetProperty("issues")[0];
        Assert.Equal("PRICING_RULES_UNREADABLE", issue.GetProperty("code").GetString());
        Assert.Contains(place, issue.GetProperty("cause").GetString(), StringComparison.Ordinal);
        Assert.Equal("PRICING_RULES_UNREADABLE", (await app.GetJsonAsync("/api/catalog/ingram-micro/A1")).GetProperty("issues")[0].GetString());
        await ProblemAssert.IsAsync(await app.GetAsync("/api/pricing/rules"), HttpStatusCode.Conflict, "PRICING_RULES_UNREADABLE");
        await ProblemAssert.IsAsync(await app.PostAsync("/api/pricing/preview"), HttpStatusCode.Conflict, "PRICING_RULES_UNREADABLE");
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(Rules, EntityTagHeaderValue.Any)).StatusCode);
        Assert.Equal("A1 100 106 EUR rest", Prices(await app.GetJsonAsync("/api/catalog/ingram-micro/A1")));
    }

    [Fact]
    public async Task Rules_that_another_instance_has_replaced_count_half_a_minute_later()
    {
        await ImportedArticles.ImportAsync(app, "ingram-micro", "A1 100 EUR");
        await PutAsync("""{"rules":[{"id":"a","percent":5}]}""", EntityTagHeaderValue.Any);
        Assert.Equal("A1 100 105 EUR a", Prices(await app.GetJsonAsync("/api/catalog/ingram-micro/A1")));

        await app.Get<BlobServiceClient>().GetBlobContainerClient("config").GetBlobClient("pricing/rules.json")
            .UploadAsync(BinaryData.FromString("""{"rules":[{"id":"b","percent":7}]}"""), overwrite: true);

        app.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("A1 100 105 EUR a", Prices(await app.GetJsonAsync("/api/catalog/ingram-micro/A1")));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("A1 100 107 EUR b", Prices(await app.GetJsonAsync("/api/catalog/ingram-micro/A1")));
    }

    [Fact]
    public async Task A_preview_shows_what_rules_would_do_page_by_page_and_writes_nothing()
    {
        await ImportedArticles.ImportAsync(
            app, "ingram-micro", "A1 100 EUR - Acme", "A2 200 EUR - Acme", "B1 10 EUR - Bolt", "C1 10 USD - Cord", "D1 - EUR - Acme");
        await PutAsync(Rules, EntityTagHeaderValue.Any);
        const string Tried = """{"rules":[{"id":"acme","brand":"Acme","percent":10,"rounding":{"mode":"ending","ending":0.99}},{"id":"new","percent":1,"currency":"EUR","floor":{"price":20}}]}""";

        List<string> items = [];
        string? cursor = null;
        do
        {
            JsonElement page = await PreviewAsync($"?limit=2{(cursor is null ? null : $"&cursor={cursor}")}", Tried);
            Assert.Equal("""{"articles":5,"changed":1,"belowFloor":1,"withoutRule":1}""", page.GetProperty("counts").GetRawText());
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 1, 2);
            items.AddRange(page.GetProperty("items").EnumerateArray().Select(static item => item.GetRawText()));
            cursor = page.GetProperty("cursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(
            [
                """{"distributor":"ingram-micro","sku":"A1","cost":{"amount":100,"currency":"EUR"},"old":{"amount":109.99,"currency":"EUR"},"new":{"amount":109.99,"currency":"EUR"},"ruleId":"acme"}""",
                """{"distributor":"ingram-micro","sku":"A2","cost":{"amount":200,"currency":"EUR"},"old":{"amount":219.99,"currency":"EUR"},"new":{"amount":219.99,"currency":"EUR"},"ruleId":"acme"}""",
                """{"distributor":"ingram-micro","sku":"B1","cost":{"amount":10,"currency":"EUR"},"old":{"amount":12,"currency":"EUR"},"new":{"amount":20,"currency":"EUR"},"ruleId":"new"}""",
                """{"distributor":"ingram-micro","sku":"C1","cost":{"amount":10,"currency":"USD"},"old":null,"new":null,"ruleId":null}""",
                """{"distributor":"ingram-micro","sku":"D1","cost":null,"old":null,"new":null,"ruleId":null}""",
            ],
            items.Order(StringComparer.Ordinal));
        Assert.Equal("B1 10 12 EUR rest", Prices(await app.GetJsonAsync("/api/catalog/ingram-micro/B1")));
    }

    [Theory]
    [InlineData("?brand=acme", null, "A1 109.99 109.99")]
    [InlineData("?sku=A1&sku=b1", null, "A1 109.99 109.99, B1 12 12")]
    [InlineData("?sku=A1&sku=B1&limit=1", null, "A1 109.99 109.99")]
    [InlineData("?sku=A1&sku=B1&distributor=nobody", null, "")]
    [InlineData("", """{"sku":["B1"],"rules":[{"id":"x"}]}""", "B1 12 10")]
    [InlineData("", """{"brand":"Bolt"}""", "B1 12 12")]
    [InlineData("", """{"distributor":"nobody"}""", "")]
    public async Task A_preview_without_rules_shows_those_in_force_for_what_is_asked(string query, string? body, string shown)
    {
        await ImportedArticles.ImportAsync(app, "ingram-micro", "A1 100 EUR - Acme", "B1 10 EUR - Bolt");
        await PutAsync(Rules, EntityTagHeaderValue.Any);

        JsonElement page = await PreviewAsync(query, body);

        Assert.Equal(shown, string.Join(", ", page.GetProperty("items").EnumerateArray().Select(static item =>
            $"{item.GetProperty("sku").GetString()} {item.GetProperty("old").GetProperty("amount")} {item.GetProperty("new").GetProperty("amount")}")));
    }

    [Fact]
    public async Task A_preview_of_numbers_goes_on_at_its_cursor()
    {
        await ImportedArticles.ImportAsync(app, "ingram-micro", "A1 100 EUR - Acme", "B1 10 EUR - Bolt");

        JsonElement first = await PreviewAsync("?sku=A1&sku=B1&limit=1", null);
        JsonElement second = await PreviewAsync($"?sku=A1&sku=B1&limit=1&cursor={first.GetProperty("cursor").GetString()}", null);

        Assert.Equal("B1", second.GetProperty("items")[0].GetProperty("sku").GetString());
        Assert.Equal(2, second.GetProperty("counts").GetProperty("articles").GetInt32());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("cursor").ValueKind);
    }

    [Theory]
    [InlineData("?limit=0", "{}", HttpStatusCode.UnprocessableEntity, "LIMIT_OUT_OF_RANGE")]
    [InlineData("?cursor=x", "{}", HttpStatusCode.UnprocessableEntity, "CURSOR_INVALID")]
    [InlineData("", """{"rules":[{"id":""}]}""", HttpStatusCode.UnprocessableEntity, "RULES_INVALID")]
    [InlineData("", """{"skus":["1"]}""", HttpStatusCode.BadRequest, "REQUEST_INVALID")]
    public async Task A_preview_that_is_wrong_is_refused(string query, string body, HttpStatusCode status, string code) =>
        await ProblemAssert.IsAsync(await PostAsync(query, body), status, code);

    private static string Prices(JsonElement entry)
    {
        string cost = entry.GetProperty("price") is { ValueKind: JsonValueKind.Object } price ? price.GetProperty("amount").ToString() : "none";
        string selling = entry.GetProperty("sellingPrice") is { ValueKind: JsonValueKind.Object } sold
            ? $"{sold.GetProperty("amount")} {sold.GetProperty("currency")} {sold.GetProperty("ruleId")}"
            : "none";
        return $"{entry.GetProperty("sku").GetString()} {cost} {selling}";
    }

    /// <summary>Cells of an article in the export, none of which holds a comma.</summary>
    private async Task<string> CellsAsync(string sku, params string[] columns)
    {
        string[][] lines = [.. (await (await app.GetAsync("/api/catalog.csv")).Content.ReadAsStringAsync()).Split("\r\n").Select(static line => line.Split(','))];
        string[] article = Assert.Single(lines, line => line is [_, { } number, ..] && number == sku);
        return string.Join(' ', columns.Select(column => article[Array.IndexOf(lines[0], column)]));
    }

    private async Task<JsonElement> PreviewAsync(string query, string? body)
    {
        HttpResponseMessage answer = body is null ? await app.PostAsync($"/api/pricing/preview{query}") : await PostAsync(query, body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private Task<HttpResponseMessage> PostAsync(string query, string body) => app.Http.PostAsync(
        new Uri($"/api/pricing/preview{query}", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

    private async Task<HttpResponseMessage> PutAsync(string body, EntityTagHeaderValue? version)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, new Uri("/api/pricing/rules", UriKind.Relative))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (version is not null)
        {
            request.Headers.IfMatch.Add(version);
        }

        return await app.Http.SendAsync(request);
    }
}
