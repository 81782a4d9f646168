using System.Net;
using System.Text.Json;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Feeds;

/// <summary>An operator tries a layout on a sample before any feed is read with it.</summary>
[Collection(StorageCollection.Name)]
public sealed class ProfileCheckTests(StorageEmulator storage)
{
    private const string Check = "/api/feeds/profiles/check?distributor=ingram-micro&feed=price";

    private const string Profile = """
        {
          "name": "mine", "feed": "Price", "header": "Present", "decimal": ",",
          "columns": [
            { "field": "Sku", "names": ["Artikel"], "required": true },
            { "field": "Price", "names": ["Preis"], "required": true },
            { "field": "Currency", "names": ["Waehrung"], "required": true },
            { "field": "Gtin", "names": ["EAN"] },
            { "field": "LocalStock", "names": ["Bestand"] }
          ]
        }
        """;

    private const string Sample = "Artikel;Preis;Waehrung;EAN;Bestand;Farbe\n7100231;1.612,40;EUR;2007100230014;13;rot\n7100552;;EUR;123;38;blau\nkaputt;abc;EUR;;1;grau\n";

    [Fact]
    public async Task A_layout_that_is_sent_along_is_tried_on_the_sample()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        JsonElement answer = await OkAsync(await PostAsync(app, Check, Sample, Profile));

        Assert.Equal(
            ["7100231 line 2: 1612.40 EUR, 13 pieces, GTIN 2007100230014", "7100552 line 3: no price, 38 pieces, GTIN "],
            answer.GetProperty("first").EnumerateArray().Select(Told));
        Assert.Equal(["Farbe"], answer.GetProperty("unknownColumns").EnumerateArray().Select(static column => column.GetString()));
        Assert.Equal(
            ["3 EAN EAN_INVALID '123'", "4 Preis PRICE_UNREADABLE 'abc'"],
            answer.GetProperty("findings").EnumerateArray().Select(static finding =>
                $"{finding.GetProperty("line")} {finding.GetProperty("field")} {finding.GetProperty("code")} '{finding.GetProperty("value")}'"));
        Assert.Equal((3, 2, 1), (Count(answer, "read"), Count(answer, "created"), Count(answer, "failed")));
    }

    [Fact]
    public async Task Without_a_layout_the_feeds_own_is_tried_and_a_file_it_cannot_read_is_said_to_be_refused()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        JsonElement answer = await OkAsync(await PostAsync(app, Check, Sample, null));

        Assert.Equal(("refuse", "FEED_COLUMNS"), (answer.GetProperty("verdict").GetString(), answer.GetProperty("code").GetString()));
        Assert.Contains("Ingram Part Number", answer.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_sample()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        _ = await OkAsync(await PostAsync(app, Check, Sample, Profile));

        Assert.Empty((await app.GetJsonAsync("/api/catalog")).GetProperty("items").EnumerateArray());
        Assert.Empty((await app.GetJsonAsync("/api/executions")).GetProperty("items").EnumerateArray());
        Assert.Empty(Directory.GetDirectories(app.Get<Pipeline.Core.Feeds.Importing.FeedImportOptions>().WorkFolder, "check-*"));
    }

    [Theory]
    [InlineData("{ \"name\": \"mine\", \"feed\": \"Price\", \"delimiter\": \"::\" }", "The profile given is not valid: ")]
    [InlineData("{ \"name\": \"mine\", \"feed\": \"Prices\" }", "The profile given is not valid at $.feed")]
    [InlineData("[]", "a JSON object is expected")]
    public async Task A_layout_that_is_none_is_refused_with_the_place_in_it(string profile, string expected)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        Problem problem = await ProblemAsync(await PostAsync(app, Check, Sample, profile));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "PROFILE_INVALID"), (problem.Status, problem.Code));
        Assert.Contains(expected, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_form_or_has_no_sample_or_names_no_feed_is_refused_in_words()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        using StringContent bare = new(Sample);

        Problem noForm = await ProblemAsync(await app.Http.PostAsync(new Uri(Check, UriKind.Relative), bare));
        Problem noFile = await ProblemAsync(await PostAsync(app, Check, null, Profile));
        Problem noFeed = await ProblemAsync(await PostAsync(app, Check.Replace("price", "prices", StringComparison.Ordinal), Sample, null));
        Problem noProfile = await ProblemAsync(await PostAsync(app, Check + "&profile=none", Sample, null));
        Problem otherKind = await ProblemAsync(await PostAsync(app, Check + "&profile=stock", Sample, null));

        Assert.Equal(
            ["MEDIA_TYPE_UNSUPPORTED", "FILE_MISSING", "FEED_UNKNOWN", "PROFILE_INVALID", "PROFILE_INVALID"],
            [noForm.Code, noFile.Code, noFeed.Code, noProfile.Code, otherKind.Code]);
        Assert.Contains("'text/plain; charset=utf-8'", noForm.Detail, StringComparison.Ordinal);
        Assert.StartsWith("There is no profile 'none' of ingram-micro; ", noProfile.Detail, StringComparison.Ordinal);
        Assert.StartsWith(
            "The profile stock is for files of the kind Stock; ingram-micro/price is Price. ", otherKind.Detail, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(PipelineApp app, string path, string? sample, string? profile)
    {
        using MultipartFormDataContent form = [];
        if (sample is not null)
        {
            form.Add(new StringContent(sample), "file", "sample.csv");
        }

        if (profile is not null)
        {
            form.Add(new StringContent(profile), "profile", "mine.json");
        }

        return await app.Http.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    private static async Task<JsonElement> OkAsync(HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode is HttpStatusCode.OK, text);
        return JsonElement.Parse(text);
    }

    private static async Task<Problem> ProblemAsync(HttpResponseMessage answer)
    {
        JsonElement problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        return new Problem(answer.StatusCode, problem.GetProperty("code").GetString()!, problem.GetProperty("detail").GetString()!);
    }

    private static int Count(JsonElement answer, string name) => answer.GetProperty("counts").GetProperty(name).GetInt32();

    private static string Told(JsonElement row) =>
        $"{row.GetProperty("key")} line {row.GetProperty("line")}: "
        + (row.GetProperty("price") is { ValueKind: JsonValueKind.Object } price ? $"{price.GetProperty("amount")} {price.GetProperty("currency")}" : "no price")
        + $", {row.GetProperty("local")} pieces, GTIN {row.GetProperty("gtin")}";

    private sealed record Problem(HttpStatusCode Status, string Code, string Detail);
}
