using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Pipeline.Worker.Tests.Support;

namespace Pipeline.Worker.Tests;

/// <summary>The sample app as the host starts it.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task It_listens_on_the_given_port_of_127_0_0_1_and_nowhere_else()
    {
        int elsewhere = FreePort();

        await using SampleProcess app = await SampleProcess.StartAsHandlerAsync(
            ("ASPNETCORE_URLS", $"http://+:{elsewhere}"),
            ("ASPNETCORE_HTTP_PORTS", $"{elsewhere}"),
            ("DOTNET_URLS", $"http://+:{elsewhere}"),
            ("URLS", $"http://+:{elsewhere}"),
            ("HTTP_PORTS", $"{elsewhere}"),
            ("Kestrel__Endpoints__Http__Url", $"http://+:{elsewhere}"));

        Assert.Equal([$"127.0.0.1:{app.Port}"], Sockets.ListeningOf(app.Id));
    }

    [Fact]
    public async Task The_port_of_the_host_is_used()
    {
        int port = FreePort();

        await using SampleProcess app = await SampleProcess.StartAsync(
            ["--port", "1"], ("FUNCTIONS_CUSTOMHANDLER_PORT", $"{port}"));

        Assert.Equal(port, app.Port);
    }

    [Fact]
    public async Task Alone_it_listens_on_the_port_of_the_arguments()
    {
        int port = FreePort();

        await using SampleProcess app = await SampleProcess.StartAsync(["--port", $"{port}"]);

        Assert.Equal([$"127.0.0.1:{port}"], Sockets.ListeningOf(app.Id));
    }

    [Fact]
    public async Task A_termination_signal_is_a_failure_under_a_host()
    {
        await using SampleProcess app = await SampleProcess.StartAsHandlerAsync();

        await app.TerminateAsync();

        Assert.Equal(1, await app.WaitAsync());
    }

    [Fact]
    public async Task A_termination_signal_is_a_success_without_a_host()
    {
        await using SampleProcess app = await SampleProcess.StartAsync(["--port", "0"]);

        await app.TerminateAsync();

        Assert.Equal(0, await app.WaitAsync());
    }

    [Theory]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT")]
    [InlineData("Unrelated")]
    public async Task A_background_service_that_breaks_ends_the_process_with_a_failure(string variable)
    {
        await using SampleProcess app = SampleProcess.Launch(
            ["--port", "0"], (variable, "0"), ("BreakingService", "true"));

        Assert.Equal(1, await app.WaitAsync());
    }

    [Fact]
    public async Task A_taken_port_ends_the_process_with_a_failure()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        await using SampleProcess app = SampleProcess.Launch([], ("FUNCTIONS_CUSTOMHANDLER_PORT", $"{port}"));

        Assert.NotEqual(0, await app.WaitAsync());
    }

    [Fact]
    public async Task Nothing_heavy_is_loaded_for_the_first_answer()
    {
        await using SampleProcess app = await SampleProcess.StartAsHandlerAsync();
        using var client = new HttpClient { BaseAddress = app.Address };

        string[] loaded = (await client.GetFromJsonAsync<string[]>("/api/assemblies"))!;

        string[] heavy =
        [
            "Microsoft.AspNetCore.Mvc.Core",
            "Microsoft.AspNetCore.Http.Extensions.RequestDelegateFactory",
            "System.Linq.Expressions",
            "System.Text.RegularExpressions",
            "System.Net.Http",
            "System.Private.Xml",
        ];
        Assert.Empty(loaded.Intersect(heavy));
        Assert.Contains("Pipeline.Worker", loaded);
    }

    [Fact]
    public async Task It_answers_within_seconds_of_its_start()
    {
        // The figure to reach is measured on the published app; this only catches a start that waits for something.
        await using SampleProcess app = await SampleProcess.StartAsHandlerAsync();
        using var client = new HttpClient { BaseAddress = app.Address, Timeout = TimeSpan.FromSeconds(5) };

        Assert.Equal("ok", await client.GetStringAsync("/"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
