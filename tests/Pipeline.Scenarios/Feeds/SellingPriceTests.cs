using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Scenarios.Feeds;

/// <summary>Margin rules through the host: what it does to bodies and headers is its own.</summary>
[Collection(FeedCollection.Name)]
public sealed class SellingPriceTests(FeedFixture fixture)
{
    private const string Rules = """{"rules":[{"id":"all","percent":10,"rounding":{"mode":"ending","ending":0.99}}]}""";

    [Fact]
    public async Task Rules_are_tried_without_a_body_and_with_one_and_then_make_selling_prices()
    {
        PipelineSystem system = await fixture.EmptyAsync();
        system.Upload(FeedKind.Price, SampleFiles.Read(FeedKind.Price), new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero));
        _ = await system.RunFlowAsync("ingram.price", "succeeded");
        using HttpResponseMessage none = await system.Http.GetAsync(new Uri("/api/pricing/rules", UriKind.Relative));

        using HttpResponseMessage inForce = await system.PostAsync("/api/pricing/preview");
        using HttpResponseMessage tried = await SendAsync(system, HttpMethod.Post, "/api/pricing/preview?sku=7100231", null);
        using HttpResponseMessage blind = await SendAsync(system, HttpMethod.Put, "/api/pricing/rules", null);
        using HttpResponseMessage replaced = await SendAsync(system, HttpMethod.Put, "/api/pricing/rules", none.Headers.ETag!.ToString());

        Assert.Equal("""{"articles":8,"changed":0,"belowFloor":0,"withoutRule":6}""", (await JsonAsync(inForce))["counts"]!.ToJsonString());
        Assert.Equal(
            """[{"distributor":"ingram-micro","sku":"7100231","cost":{"amount":612.40,"currency":"EUR"},"old":null,"new":{"amount":673.99,"currency":"EUR"},"ruleId":"all"}]""",
            (await JsonAsync(tried))["items"]!.ToJsonString());
        Assert.Equal((HttpStatusCode.PreconditionRequired, HttpStatusCode.OK), (blind.StatusCode, replaced.StatusCode));
        Assert.Equal("""{"amount":673.99,"currency":"EUR","ruleId":"all"}""", (await system.ArticleAsync("7100231"))["sellingPrice"]!.ToJsonString());

        // The other tests of this system know no rules, and the app keeps those that it has read for a while.
        _ = await new BlobServiceClient(system.Storage.ConnectionString).GetBlobContainerClient("config").DeleteBlobAsync("pricing/rules.json");
        Assert.Equal("""{"rules":[]}""", await system.Http.GetStringAsync(new Uri("/api/pricing/rules", UriKind.Relative)));
    }

    private static async Task<HttpResponseMessage> SendAsync(PipelineSystem system, HttpMethod method, string path, string? version)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative)) { Content = new StringContent(Rules, Encoding.UTF8, "application/json") };
        if (version is not null)
        {
            request.Headers.Add("If-Match", version);
        }

        return await system.Http.SendAsync(request);
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
