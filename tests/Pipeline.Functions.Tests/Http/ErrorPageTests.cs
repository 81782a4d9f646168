using System.Net;
using System.Text.Json;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Http;

[Collection(StorageCollection.Name)]
public sealed class ErrorPageTests(StorageEmulator storage)
{
    [Fact]
    public async Task The_type_of_a_problem_leads_to_a_page_with_cause_and_remedy()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        JsonElement problem = JsonElement.Parse(await (await app.GetAsync("/api/flows/none.at.all")).Content.ReadAsStringAsync());
        HttpResponseMessage page = await app.GetAsync(problem.GetProperty("type").GetString()!);

        Assert.Equal("/errors/FLOW_UNKNOWN", problem.GetProperty("type").GetString());
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        string html = await page.Content.ReadAsStringAsync();
        Assert.Contains("<h1>FLOW_UNKNOWN</h1>", html, StringComparison.Ordinal);
        Assert.Contains("There is no flow &#x27;&#x2039;text&#x203A;&#x27;.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sentence_cannot_become_markup()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        string html = await (await app.GetAsync("/errors/XML_DTD_FORBIDDEN")).Content.ReadAsStringAsync();

        Assert.Contains("without &lt;!DOCTYPE&gt;.", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/errors/NOT_A_CODE")]
    [InlineData("/errors/feed_empty")]
    public async Task A_code_that_is_not_ours_has_no_page(string path)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        HttpResponseMessage answer = await app.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("ISSUE_UNKNOWN", JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("code").GetString());
    }
}
