using System.Net;
using System.Net.Sockets;
using Pipeline.LocalHost.Tests.Support;

namespace Pipeline.LocalHost.Tests.Life;

/// <summary>What keeps the host from starting: one sentence with cause and remedy, exit code 1, nothing half started.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("extensions.json", "is not a complete publish folder (extensions.json is missing); run 'dotnet publish'")]
    [InlineData("host.json", "holds no host.json; give the folder that 'dotnet publish' of the app wrote.")]
    [InlineData("Pipeline.ProbeApp.dll", "(Pipeline.ProbeApp.dll, named by worker.config.json, is missing)")]
    public async Task A_publish_folder_without_a_file_is_refused(string file, string reason)
    {
        string folder = ProbeFolder.Copy();
        File.Delete(Path.Combine(folder, file));

        await AssertRefusedAsync(run => run.AppFolder = folder, reason);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_host_json_that_is_no_JSON_is_refused()
    {
        string folder = ProbeFolder.Copy();
        await File.WriteAllTextAsync(Path.Combine(folder, "host.json"), "{ ");

        await AssertRefusedAsync(run => run.AppFolder = folder, "host.json is not valid JSON");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_trigger_that_no_extension_knows_is_refused()
    {
        string folder = ProbeFolder.Copy();
        string extensions = Path.Combine(folder, "extensions.json");
        await File.WriteAllTextAsync(extensions, """
            { "extensions": [ { "name": "AzureStorageBlobs", "typeName": "Microsoft.Azure.WebJobs.Extensions.Storage.AzureStorageBlobsWebJobsStartup, Microsoft.Azure.WebJobs.Extensions.Storage.Blobs" },
              { "name": "DurableTask", "typeName": "Microsoft.Azure.WebJobs.Extensions.DurableTask.DurableTaskWebJobsStartup, Microsoft.Azure.WebJobs.Extensions.DurableTask" } ] }
            """);

        await AssertRefusedAsync(
            run => run.AppFolder = folder,
            "of type 'queueTrigger', which no extension of the app knows (AzureStorageBlobs, DurableTask); reference its worker extension package");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public Task A_worker_that_does_not_start_is_told_with_its_last_words() =>
        AssertRefusedAsync(
            "The worker does not start: dotnet exited with code 3 (0x3) The probe does not start: a fault", ("PROBE_START", "a fault"));

    [Fact]
    public Task A_queue_name_that_storage_refuses_is_refused() => AssertRefusedAsync(
        "Function 'BadName' listens to queue 'Capitals', a name that storage refuses; take 3 to 63", ("BadQueue", "Capitals"));

    [Fact]
    public Task Storage_that_does_not_answer_is_told() =>
        AssertRefusedAsync(
            "The setting AzureWebJobsStorage names an account that does not answer; start Azurite or correct the address.",
            ("AzureWebJobsStorage", "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a;TableEndpoint=http://127.0.0.1:1/a;"));

    [Fact]
    public Task A_missing_storage_setting_is_told() =>
        AssertRefusedAsync("The setting AzureWebJobsStorage is missing", ("AzureWebJobsStorage", ""));

    [Fact]
    public Task An_unreadable_time_limit_is_told() =>
        AssertRefusedAsync("functionTimeout in host.json is 'soon'; write hh:mm:ss above zero, or -1.", ("AzureFunctionsJobHost__functionTimeout", "soon"));

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        int port = 0;
        TcpListener? listener = null;
        await AssertRefusedAsync(
            run =>
            {
                listener = new TcpListener(IPAddress.Loopback, run.Port);
                listener.Start();
                port = run.Port;
            },
            "cannot be started (",
            "or give another one with --port.");
        Assert.NotEqual(0, port);
        listener!.Dispose();
    }

    [Fact]
    public async Task A_second_host_on_the_same_task_hub_is_refused_and_the_first_lives_on()
    {
        await using HostRun first = await HostRun.StartAsync();

        await AssertRefusedAsync(
            $"Another host already runs task hub '{first.Name}' on this storage account; stop it, or give this one another hub", ("ProbeHub", first.Name));

        Assert.Equal("got", await first.Http.GetStringAsync("only/get"));
    }

    private static Task AssertRefusedAsync(string reason, params (string Name, string Value)[] settings) =>
        AssertRefusedAsync(settings, static _ => { }, reason);

    private static Task AssertRefusedAsync(Action<HostRun> prepare, params string[] reasons) => AssertRefusedAsync([], prepare, reasons);

    private static async Task AssertRefusedAsync((string Name, string Value)[] settings, Action<HostRun> prepare, params string[] reasons)
    {
        await using HostRun run = await HostRun.PrepareAsync(settings);
        prepare(run);

        Assert.Equal(1, await run.RunToEndAsync());
        string sentence = Assert.Single(run.Log, line => reasons.All(reason => line.Contains(reason, StringComparison.Ordinal)));
        Assert.DoesNotContain("   at ", string.Join('\n', run.Log), StringComparison.Ordinal);
        Assert.NotEmpty(sentence);
        Assert.Empty(run.Processes());
        Assert.False(await run.Container($"{run.Name}-applease").ExistsAsync(), "the task hub was begun");
    }
}
