using System.Net;
using System.Text.Json;
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
}
