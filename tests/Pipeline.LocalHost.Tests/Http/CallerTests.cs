using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.LocalHost.Tests.Support;

namespace Pipeline.LocalHost.Tests.Http;

/// <summary>What a host may demand of its callers: keys, and bodies of a limited size.</summary>
public sealed class CallerTests(CallerTests.DemandingHost host) : IClassFixture<CallerTests.DemandingHost>
{
    private readonly JsonNode keys = JsonNode.Parse(File.ReadAllText(Path.Combine(host.Run.Folder, "host", "keys.json")))!;

    private string Master => (string)keys["masterKey"]!;

    private string Function => (string)keys["functionKey"]!;

    [Fact]
    public async Task A_missing_or_wrong_key_is_401_without_a_body()
    {
        using HttpResponseMessage without = await host.Run.Http.GetAsync("needs/key");
        using HttpResponseMessage wrong = await host.Run.Http.GetAsync("needs/key?code=wrong");

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], [without.StatusCode, wrong.StatusCode]);
        Assert.Empty(await without.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Host_key_and_master_key_open_functions_in_query_or_header()
    {
        Assert.Equal(HttpStatusCode.OK, await AskAsync("needs/key", Function));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("needs/key", Master));
        Assert.Equal("opened", await host.Run.Http.GetStringAsync($"needs/key?code={Function}"));
    }

    [Fact]
    public async Task Only_the_master_key_opens_a_function_of_level_admin()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("needs/master", Function));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("needs/master", Master));
    }

    [Fact]
    public async Task Anonymous_functions_and_ping_need_no_key()
    {
        Assert.Equal(HttpStatusCode.OK, await AskAsync("only/get", null));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("admin/host/ping", null));
    }

    [Theory]
    [InlineData("admin/host/status")]
    [InlineData("admin/host/keys")]
    [InlineData("admin/host/systemkeys")]
    public async Task The_rest_of_admin_needs_the_master_key(string path)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(path, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(path, Function));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(path, Master));
    }

    [Fact]
    public async Task A_function_is_started_by_hand_with_the_master_key()
    {
        using StringContent body = new("""{"input":""}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage without = await host.Run.Http.PostAsync("admin/functions/Midsummer", body);
        using StringContent again = new("{}", Encoding.UTF8, "application/json");

        using HttpResponseMessage with = await host.Run.Http.PostAsync($"admin/functions/Midsummer?code={Master}", again);

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Accepted], [without.StatusCode, with.StatusCode]);
        await host.Run.SawAsync("midsummer past due False");
    }

    [Fact]
    public async Task The_extensions_webhooks_open_to_their_system_key()
    {
        JsonNode keys = JsonNode.Parse(await host.Run.Http.GetStringAsync($"admin/host/systemkeys?code={Master}"))!;
        string Key(string name) => (string)keys["keys"]!.AsArray().Single(key => (string)key!["name"]! == name)!["value"]!;

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("runtime/webhooks/durabletask/instances", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("runtime/webhooks/durabletask/instances", Key("blobs_extension")));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("runtime/webhooks/durabletask/instances", Key("durabletask_extension")));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("runtime/webhooks/durabletask/instances", Master));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("runtime/webhooks/blobs", Key("durabletask_extension")));
    }

    [Fact]
    public async Task The_webhook_of_an_unknown_extension_is_403() =>
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync("runtime/webhooks/unknown", Master));

    [Fact]
    public async Task The_limit_of_a_body_is_a_setting()
    {
        using ByteArrayContent fits = new(new byte[1000]);
        using ByteArrayContent isTooLong = new(new byte[1001]);

        using HttpResponseMessage taken = await host.Run.Http.PostAsync("answers/length", fits);
        using HttpResponseMessage refused = await host.Run.Http.PostAsync("answers/length", isTooLong);

        Assert.Equal("1000", await taken.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.InternalServerError, refused.StatusCode);
        Assert.Empty(await refused.Content.ReadAsByteArrayAsync());
        Assert.DoesNotContain("length 1001 called", host.Run.Journal);
    }

    [Fact]
    public async Task A_chunked_body_beyond_the_limit_is_cut_off_and_500()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "answers/length") { Content = new ByteArrayContent(new byte[100_000]) };
        request.Headers.TransferEncodingChunked = true;

        using HttpResponseMessage answer = await host.Run.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task<HttpStatusCode> AskAsync(string path, string? key)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        using HttpResponseMessage answer = await host.Run.Http.SendAsync(request);
        return answer.StatusCode;
    }

    public sealed class DemandingHost : RunningHost
    {
        private protected override async Task<HostRun> PrepareAsync()
        {
            HostRun run = await HostRun.PrepareAsync(("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", "1000"));
            run.Arguments = ["--keys"];
            return run;
        }
    }
}
