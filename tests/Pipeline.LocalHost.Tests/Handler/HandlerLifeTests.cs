using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Pipeline.LocalHost.Handler;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.Handler;

public sealed class HandlerLifeTests
{
    [Fact]
    public async Task The_handler_is_given_its_port_the_settings_and_a_poisoned_address()
    {
        using TestApp app = App().WithSetting("FROM_FILE", "value").Write();
        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);
        using HttpClient client = Client(host);

        JsonNode environment = (await EchoAsync(client))["env"]!;

        Assert.Equal("value", (string?)environment["FROM_FILE"]);
        Assert.Equal("http://+:80", (string?)environment["ASPNETCORE_URLS"]);
        Assert.Equal(app.Folder, (string?)environment["FUNCTIONS_APP_ROOT_PATH"]);
        Assert.Matches("^[0-9]+$", (string?)environment["FUNCTIONS_CUSTOMHANDLER_PORT"]);
        Assert.Equal(
            (string?)environment["FUNCTIONS_CUSTOMHANDLER_PORT"], (string?)environment["FUNCTIONS_HTTPWORKER_PORT"]);
    }

    [Fact]
    public async Task After_a_crash_the_handler_is_started_again_and_requests_wait_for_it()
    {
        using TestApp app = App().Write();
        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);
        using HttpClient client = Client(host);
        int before = (int)(await EchoAsync(client))["pid"]!;

        using HttpResponseMessage crash = await client.GetAsync("api/exit?code=3");
        int after = (int)(await EchoAsync(client))["pid"]!;

        Assert.Equal(HttpStatusCode.BadGateway, crash.StatusCode);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task Exit_code_200_restarts_without_being_counted()
    {
        using TestApp app = App().Write();
        await using FunctionsHost host = await FunctionsHost.StartAsync(
            app.Options with { HandlerErrorLimit = 0 }, CancellationToken.None);
        using HttpClient client = Client(host);

        using HttpResponseMessage first = await client.GetAsync("api/exit?code=200");
        await EchoAsync(client);
        using HttpResponseMessage second = await client.GetAsync("api/exit?code=200");

        Assert.NotNull(await EchoAsync(client));
    }

    [Fact]
    public async Task Exit_code_0_is_never_restarted()
    {
        using TestApp app = App().Write();
        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);
        using HttpClient client = Client(host);

        using HttpResponseMessage end = await client.GetAsync("api/exit?code=0");
        using HttpResponseMessage later = await client.GetAsync("api/echo");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, later.StatusCode);
    }

    [Fact]
    public async Task The_host_stops_with_a_reason_when_the_handler_fails_a_fourth_time()
    {
        using TestApp app = App().Write().WithRule("start", """{"exit":1}""");

        using HostProcess host = HostProcess.Start(app.Folder, "--port", "0");
        await host.EndedAsync();

        await Eventually.TrueAsync(
            () => host.Output.Contains("The handler failed more than 3 times within 30 minutes.", StringComparison.Ordinal),
            "the reason is shown");
        Assert.Equal(1, host.ExitCode);
        Assert.Equal(4, host.Output.Split("Handler process ").Length - 1);
        Assert.Contains("the fake handler refuses to start", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_beyond_the_function_timeout_fails_and_the_handler_is_replaced()
    {
        using TestApp app = App()
            .WithFunction("Slow", """{"type":"httpTrigger","direction":"in","name":"req","authLevel":"anonymous"}""")
            .WithRule("Slow", """{"body":""}""");
        app.HostJson["functionTimeout"] = "00:00:01";
        app.Write();
        await using FunctionsHost host = await FunctionsHost.StartAsync(
            app.Options with { HandlerErrorLimit = 0 }, CancellationToken.None);
        using HttpClient client = Client(host);
        int before = (int)(await EchoAsync(client))["pid"]!;

        using HttpResponseMessage slow = await client.GetAsync("Slow");
        int after = (int)(await EchoAsync(client))["pid"]!;

        Assert.Equal(HttpStatusCode.InternalServerError, slow.StatusCode);
        Assert.NotEqual(before, after);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_handler_ends_with_the_host(bool isKilled)
    {
        using TestApp app = App().Write();
        int port = LoopbackPort.Free();
        using HostProcess host = HostProcess.Start(app, port);
        await host.StartedAsync();
        using HttpClient client = new(new SocketsHttpHandler());
        int handler = await host.HandlerProcessIdAsync(client, port);

        await (isKilled ? host.KillAsync() : host.TerminateAsync());

        await Eventually.TrueAsync(() => !IsRunning(handler), "the handler has ended");
        Assert.Equal(isKilled ? 137 : 0, host.ExitCode);
    }

    private static bool IsRunning(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static TestApp App() => new TestApp().WithHttp("Echo", "api/{*rest}");

    private static HttpClient Client(FunctionsHost host) =>
        new(new SocketsHttpHandler()) { BaseAddress = host.Address };

    private static async Task<JsonNode> EchoAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonNode>("api/echo"))!;
}
