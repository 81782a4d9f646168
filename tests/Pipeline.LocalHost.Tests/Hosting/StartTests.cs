using System.Net;
using System.Net.Sockets;
using Pipeline.LocalHost.Hosting;

namespace Pipeline.LocalHost.Tests.Hosting;

public sealed class StartTests
{
    [Fact]
    public async Task A_folder_without_host_json_is_refused()
    {
        using TestApp app = new();

        string message = await RefusalAsync(app.Options);

        Assert.Equal($"No host.json in {app.Folder}: give the folder of the published function app.", message);
    }

    [Fact]
    public async Task A_host_json_that_is_no_json_is_refused_with_its_place()
    {
        using TestApp app = new();
        await File.WriteAllTextAsync(Path.Combine(app.Folder, "host.json"), "{ \"version\": ");

        string message = await RefusalAsync(app.Options);

        Assert.Contains("host.json is not valid JSON", message, StringComparison.Ordinal);
        Assert.Contains("line 1", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_json_without_a_custom_handler_is_refused()
    {
        using TestApp app = new();
        app.HostJson.Remove("customHandler");
        app.Write();

        string message = await RefusalAsync(app.Options);

        Assert.StartsWith("host.json: customHandler.description.defaultExecutablePath is missing.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_does_not_exist_is_named()
    {
        using TestApp app = new();
        app.HostJson["customHandler"]!["description"]!["defaultExecutablePath"] = "NoSuchApp";
        app.Write();

        string message = await RefusalAsync(app.Options);

        Assert.Contains("'NoSuchApp'", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_the_wrong_kind_is_named_with_what_is_expected()
    {
        using TestApp app = new();
        app.HostJson["functionTimeout"] = "half an hour";
        app.Write();

        string message = await RefusalAsync(app.Options);

        Assert.Equal("host.json.functionTimeout is half an hour, but hh:mm:ss is expected.", message);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using TestApp app = new TestApp().Write();
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        string message = await RefusalAsync(app.Options with { Port = port });

        Assert.Equal(
            $"Port {port} is unavailable. Close the process using that port, or give another one with --port.", message);
    }

    [Fact]
    public async Task A_trigger_of_storage_needs_a_storage_setting()
    {
        using TestApp app = new TestApp()
            .WithFunction("Sweep", """{"type":"timerTrigger","direction":"in","name":"timer","schedule":"0 0 3 * * *"}""")
            .Write();

        string message = await RefusalAsync(app.Options);

        Assert.StartsWith("Missing value for AzureWebJobsStorage", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_that_does_not_answer_is_waited_for()
    {
        using TestApp app = new TestApp()
            .WithFunction("Sweep", """{"type":"timerTrigger","direction":"in","name":"timer","schedule":"0 0 3 * * *"}""")
            .Write();
        int[] silent = [LocalHost.Handler.LoopbackPort.Free(), LocalHost.Handler.LoopbackPort.Free()];
        string connection =
            $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=aGVsbG8=;BlobEndpoint=http://127.0.0.1:{silent[0]}/devstoreaccount1;QueueEndpoint=http://127.0.0.1:{silent[1]}/devstoreaccount1;";

        using HostProcess host = HostProcess.Start(app.Folder, "--port", "0", "--data-connection", connection);

        await Eventually.TrueAsync(
            () => host.Output.Contains($"Storage at http://127.0.0.1:{silent[0]} does not answer", StringComparison.Ordinal),
            "the host says what it waits for");
        await host.TerminateAsync();
        Assert.Equal(0, host.ExitCode);
    }

    [Fact]
    public async Task A_function_that_cannot_be_read_or_played_is_named_and_the_others_run()
    {
        using TestApp app = new TestApp().WithHttp("Tea", "api/teapot")
            .WithFunction("Broken", "not json")
            .WithFunction("Kafka", """{"type":"kafkaTrigger","direction":"in","name":"event"}""")
            .WithFunction("Lost", """{"type":"timerTrigger","direction":"in","name":"timer","schedule":"%NO_SUCH%"}""")
            .WithFunction("Counter", """{"type":"entityTrigger","direction":"in","name":"context"}""")
            .Write();

        using HostProcess host = HostProcess.Start(app.Folder, "--port", "0");
        await host.StartedAsync();

        Assert.Contains("The 'Broken' function is in error", host.Output, StringComparison.Ordinal);
        Assert.Contains("LocalHost does not play bindings of type 'kafkaTrigger'", host.Output, StringComparison.Ordinal);
        Assert.Contains("'%NO_SUCH%' does not resolve to a value", host.Output, StringComparison.Ordinal);
        Assert.Contains("Function 'Counter' is not started: LocalHost runs no entities", host.Output, StringComparison.Ordinal);
        Assert.Contains("Tea: [GET,POST] http://127.0.0.1:", host.Output, StringComparison.Ordinal);
    }

    private static async Task<string> RefusalAsync(HostOptions options)
    {
        HostStartException refusal = await Assert.ThrowsAsync<HostStartException>(
            () => FunctionsHost.StartAsync(options, CancellationToken.None));
        return refusal.Message;
    }
}
