using System.Net;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Worker.Tests.Support;

namespace Pipeline.Worker.Tests;

public sealed class BlobReferenceTests
{
    [Theory]
    [InlineData("http://127.0.0.1:10000/devstoreaccount1/in/2026/a%20b%23.csv", "2026/a b#.csv")]
    [InlineData("http://azurite:10000/devstoreaccount1/in/a.csv", "a.csv")]
    [InlineData("https://acct.blob.core.windows.net/in/a%2Fb.csv", "a/b.csv")]
    public async Task The_address_is_split_into_container_and_name(string uri, string expected)
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        using HttpResponseMessage answer = await app.CallAsync("In", Body(uri));

        Assert.Equal(
            $$"""{"Outputs":{},"Logs":[],"ReturnValue":"\"in|{{expected}}|{{uri}}\""}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("https://acct.blob.core.windows.net/other/a.csv")]
    [InlineData("https://acct.blob.core.windows.net/a.csv")]
    [InlineData("file:///in/a.csv")]
    [InlineData("in/a.csv")]
    [InlineData("")]
    public async Task An_address_that_is_not_in_the_triggers_container_is_refused(string uri)
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        using HttpResponseMessage answer = await app.CallAsync("In", Body(uri));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_capture_that_hides_the_address_is_a_failure_and_never_a_wrong_blob()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        using HttpResponseMessage answer = await app.CallAsync("In", RequestVector.Get("blob-06").Body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Content_of_any_size_is_ignored()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));
        string body = Body("https://acct.blob.core.windows.net/in/a.csv")
            .Replace("\"CONTENT\"", '"' + new string('A', 40_000_000) + '"', StringComparison.Ordinal);

        using HttpResponseMessage answer = await app.CallAsync("In", body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static string Body(string uri) =>
        """{"Data":{"blob":"CONTENT"},"Metadata":{"Uri":"\"URI\""}}""".Replace("URI", uri, StringComparison.Ordinal);

    public static class Functions
    {
        [Function("In")]
        public static string In([BlobTrigger("in/{name}")] BlobTriggerReference blob) =>
            $"{blob.Container}|{blob.Name}|{blob.Uri.AbsoluteUri}";
    }
}
