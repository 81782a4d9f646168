using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Http;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.Http;

public sealed class HttpFunctionTests
{
    [Fact]
    public async Task A_proxied_request_arrives_as_it_was_sent()
    {
        using TestApp app = new TestApp().WithHttp("Push", "api/push/{*rest}").Write();
        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);
        using HttpClient client = Client(host);

        using HttpRequestMessage request = new(HttpMethod.Post, "api/push/a%20b?x=1&x=%C3%A9")
        {
            Content = new StringContent("<order>é</order>", Encoding.UTF8, "application/xml"),
        };
        request.Headers.Add("X-Partner", "acme");
        using HttpResponseMessage answer = await client.SendAsync(request);

        JsonNode echo = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal("/api/push/a%20b?x=1&x=%C3%A9", (string?)echo["url"]);
        Assert.Equal("POST", (string?)echo["method"]);
        Assert.Equal("<order>é</order>", (string?)echo["body"]);
        Assert.Equal("acme", (string?)echo["headers"]!["x-partner"]);
        Assert.Equal("application/xml; charset=utf-8", (string?)echo["headers"]!["content-type"]);
        Assert.True(Guid.TryParse((string?)echo["headers"]!["x-azure-functions-invocationid"], out _));
        Assert.Equal("yes", answer.Headers.GetValues("x-from-handler").Single());
    }

    [Fact]
    public async Task A_status_of_the_handler_passes_through()
    {
        using TestApp app = new TestApp().WithHttp("Tea", "api/teapot").Write();
        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);
        using HttpClient client = Client(host);

        using HttpResponseMessage answer = await client.GetAsync("api/teapot");

        Assert.Equal(418, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("GET", "api/unknown")]
    [InlineData("DELETE", "api/teapot")]
    public async Task A_path_or_method_nobody_declared_is_not_found(string method, string path)
    {
        using TestApp app = new TestApp().WithHttp("Tea", "api/teapot").Write();
        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);
        using HttpClient client = Client(host);

        using HttpResponseMessage answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_function_with_one_more_binding_is_called_with_an_envelope()
    {
        using TestApp app = new TestApp()
            .WithFunction(
                "Envelope",
                """{"type":"httpTrigger","direction":"in","name":"req","authLevel":"anonymous","route":"items/{id}"},{"type":"http","direction":"out","name":"res"},{"type":"queue","direction":"out","name":"next","queueName":"next"}""")
            .WithRule("Envelope", """{"body":"{\"Outputs\":{\"res\":{\"statusCode\":201,\"headers\":{\"X-A\":\"b\"},\"body\":{\"ok\":true}}}}"}""")
            .Write();
        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);
        using HttpClient client = Client(host);

        using HttpResponseMessage answer = await client.PostAsync("items/42?q=1", new StringContent("""{"sku":"A"}"""));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("b", answer.Headers.GetValues("X-A").Single());
        Assert.Equal("""{"ok":true}""", await answer.Content.ReadAsStringAsync());
        JObject call = Assert.Single(app.Calls("Envelope"));
        Assert.Equal("""{"sku":"A"}""", (string?)call["data"]!["req"]!["Body"]);
        Assert.Equal("\"42\"", (string?)call["metadata"]!["id"]);
        Assert.Equal("\"A\"", (string?)call["metadata"]!["sku"]);
    }

    [Fact]
    public async Task Keys_open_what_their_level_allows()
    {
        using TestApp app = new TestApp()
            .WithHttp("Open", "api/open").WithHttp("Closed", "api/closed", "function").WithHttp("Inner", "api/inner", "admin")
            .Write();
        await using FunctionsHost host = await FunctionsHost.StartAsync(
            app.Options with { UseKeys = true }, CancellationToken.None);
        KeyRing keys = KeyRing.Open(app.Options.DataFolder!);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, "api/open"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, "api/closed"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, "api/closed?code=wrong"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, $"api/closed?code={keys.FunctionKey}"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, "api/closed", keys.FunctionKey));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, "api/closed", keys.MasterKey));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, "api/inner", keys.FunctionKey));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, "api/inner", keys.MasterKey));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, "admin/host/status", keys.FunctionKey));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, "admin/host/status", keys.MasterKey));
    }

    [Fact]
    public void Keys_stay_the_same_and_are_readable_by_their_owner_only()
    {
        using TestApp app = new();

        KeyRing first = KeyRing.Open(app.Folder);
        KeyRing second = KeyRing.Open(app.Folder);

        Assert.Equal(first.FunctionKey, second.FunctionKey);
        Assert.NotEqual(first.FunctionKey, first.MasterKey);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(app.Folder, "keys.json")));
        }
    }

    [Fact]
    public async Task The_admin_api_lists_the_functions_and_says_the_host_runs()
    {
        using TestApp app = new TestApp().WithHttp("Tea", "api/teapot").Write();
        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);
        using HttpClient client = Client(host);

        JsonNode status = (await client.GetFromJsonAsync<JsonNode>("admin/host/status"))!;
        JsonNode functions = (await client.GetFromJsonAsync<JsonNode>("admin/functions"))!;

        Assert.Equal("Running", (string?)status["state"]);
        Assert.Equal("Ready", (string?)status["handler"]!["state"]);
        Assert.Equal("Tea", (string?)functions[0]!["name"]);
        Assert.Equal($"{host.Address}api/teapot", (string?)functions[0]!["invoke_url_template"]);
    }

    private static async Task<HttpStatusCode> StatusAsync(FunctionsHost host, string path, string? key = null)
    {
        using HttpClient client = Client(host);
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        using HttpResponseMessage answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static HttpClient Client(FunctionsHost host) =>
        new(new SocketsHttpHandler()) { BaseAddress = host.Address };
}
