using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Simulators.IngramMicro;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Infrastructure;

/// <summary>The whole system on this machine: storage emulator, FTP server, local host and the published app.</summary>
public sealed class PipelineSystem : IAsyncDisposable
{
    /// <summary>Before the names of settings that override host.json.</summary>
    internal const string HostJson = "AzureFunctionsJobHost__";

    private readonly AzuriteServer azurite;
    private readonly VsftpdServer ftp;
    private readonly string data = Directory.CreateTempSubdirectory("pipeline-").FullName;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly int port = Ports.Free();

    private PipelineSystem(string app, AzuriteServer azurite, VsftpdServer ftp, IReadOnlyDictionary<string, string> extra)
    {
        this.azurite = azurite;
        this.ftp = ftp;
        http.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        string[] arguments = [app, "--port", port.ToString(CultureInfo.InvariantCulture), "--data", Path.Combine(data, "host")];
        Dictionary<string, string> settings = Settings(extra);
        Host = new SupervisedHost(() => HostProcess.Start(arguments, settings, Console));
    }

    /// <summary>How long host and app took from the start of the process to their first good answer.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>The folder that the FTP server shows as its root.</summary>
    public string FtpRoot => ftp.Home;

    /// <summary>Everything that host and app have printed.</summary>
    public string Log => Console.Text;

    /// <summary>What the host has printed about calls that failed.</summary>
    public IReadOnlyList<string> FailedCalls => Console.FailedCalls;

    /// <summary>Requests to the app.</summary>
    public HttpClient Http => http;

    /// <summary>Storage.</summary>
    public AzuriteServer Storage => azurite;

    /// <summary>What host and app print.</summary>
    internal HostConsole Console { get; } = new();

    /// <summary>The host.</summary>
    internal SupervisedHost Host { get; }

    /// <summary>Starts everything and waits until the app is ready.</summary>
    public static Task<PipelineSystem> StartAsync(params (string Name, string Value)[] extra) => StartFromAsync(BuiltParts.App, extra);

    /// <summary>Starts everything with the app in a folder and waits until the app is ready.</summary>
    /// <exception cref="InvalidOperationException">The host has stopped instead.</exception>
    public static async Task<PipelineSystem> StartFromAsync(string app, params (string Name, string Value)[] extra)
    {
        Task<VsftpdServer> server = VsftpdServer.StartAsync(VsftpdTls.None);
        AzuriteServer storage = await AzuriteServer.StartAsync(CancellationToken.None);
        var system = new PipelineSystem(app, storage, await server, extra.ToDictionary(e => e.Name, e => e.Value));
        try
        {
            long began = Stopwatch.GetTimestamp();
            await system.WaitUntilReadyAsync();
            system.StartTime = Stopwatch.GetElapsedTime(began);
            system.Host.Supervise();
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>Puts a file on the FTP server, whole, with a time stamp.</summary>
    public void Upload(FeedKind kind, byte[] bytes, DateTimeOffset modified)
    {
        string path = Path.Combine(FtpRoot, SampleFiles.NameOf(kind));
        string hidden = path + ".part";
        File.WriteAllBytes(hidden, bytes);
        File.SetLastWriteTimeUtc(hidden, modified.UtcDateTime);
        File.Move(hidden, path, overwrite: true);
    }

    /// <summary>Starts a flow and returns the address of its execution.</summary>
    public async Task<Uri> StartFlowAsync(string flow)
    {
        using HttpResponseMessage answer = await http.PostAsync(new Uri($"/api/flows/{flow}/run", UriKind.Relative), null);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!;
    }

    /// <summary>Starts a flow and follows it to the end, or until it waits for a person.</summary>
    public async Task<JsonNode> RunFlowAsync(string flow, TimeSpan? limit = null) =>
        await FollowAsync(await StartFlowAsync(flow), limit);

    /// <summary>Starts a flow, follows it to the end and expects that end.</summary>
    public async Task<JsonNode> RunFlowAsync(string flow, string expectedStatus)
    {
        JsonNode execution = await RunFlowAsync(flow);
        Assert.True((string?)execution["status"] == expectedStatus, $"Not {expectedStatus}: {execution}\n{Log}");
        return execution;
    }

    /// <summary>Follows an execution to the end, or until it waits for a person.</summary>
    public Task<JsonNode> FollowAsync(Uri execution, TimeSpan? limit = null) => WaitFor.ValueAsync(
        async () =>
        {
            JsonNode? state = await TryGetAsync(execution.ToString());
            return (string?)state?["status"] is "queued" or "running" or "cancelling" or null ? null : state;
        },
        limit ?? TimeSpan.FromMinutes(2),
        $"the execution {execution} ends");

    /// <summary>Reads JSON.</summary>
    public async Task<JsonNode> GetAsync(string path)
    {
        using HttpResponseMessage answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Posts without a body.</summary>
    public Task<HttpResponseMessage> PostAsync(string path) => http.PostAsync(new Uri(path, UriKind.Relative), null);

    /// <summary>Runs a function now that a timer runs; it goes on by itself.</summary>
    public async Task RunNowAsync(string function)
    {
        using HttpResponseMessage answer = await http.PostAsync(
            new Uri($"/admin/functions/{function}", UriKind.Relative), new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    /// <summary>One article of Ingram Micro.</summary>
    public Task<JsonNode> ArticleAsync(string sku) => GetAsync($"/api/catalog/ingram-micro/{sku}");

    /// <summary>The whole catalogue, one JSON text per article, without the time of writing.</summary>
    public async Task<string[]> CatalogLinesAsync()
    {
        // Read as it comes: the client's time-out is for the first byte, not for a whole catalogue.
        using HttpResponseMessage answer = await http.GetAsync(
            new Uri("/api/catalog.jsonl", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var lines = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Add(Timeless(line));
        }

        return [.. lines];
    }

    /// <summary>Process id of the app.</summary>
    public int WorkerId => Host.Worker ?? throw new InvalidOperationException("The app is being started again.");

    /// <summary>Kills the app as a crash does; the host starts it again. Returns whether there was one.</summary>
    public bool KillWorker() => Host.SignalWorker(Signals.Kill);

    /// <summary>Kills the host as a crash does (its app dies with it); waits until it is ready again.</summary>
    public async Task KillHostAsync()
    {
        await Host.RestartAsync(Signals.Kill);
        await WaitUntilReadyAsync();
    }

    /// <summary>Stops the host as a deployment does and starts it again.</summary>
    public async Task RestartHostAsync()
    {
        await Host.RestartAsync(Signals.Terminate);
        await WaitUntilReadyAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Host.StopAsync();
        http.Dispose();
        await ftp.DisposeAsync();
        await azurite.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    private static string Timeless(string line)
    {
        JsonObject entry = JsonNode.Parse(line)!.AsObject();
        _ = entry.Remove("changedAt");
        return entry.ToJsonString();
    }

    private Dictionary<string, string> Settings(IReadOnlyDictionary<string, string> extra)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            // The app's host.json lets an idle host look at its queues every 10 seconds; nobody is billed for looking here.
            [HostJson + "extensions__queues__maxPollingInterval"] = "00:00:00.500",
            [HostJson + "extensions__queues__visibilityTimeout"] = "00:00:05",
            [HostJson + "extensions__durableTask__storageProvider__maxQueuePollingInterval"] = "00:00:01",
            [HostJson + "extensions__durableTask__storageProvider__workItemQueueVisibilityTimeout"] = "00:00:30",
            // The tests follow calls and steps by these lines.
            [HostJson + "logging__logLevel__Function"] = "Information",
            [HostJson + "logging__logLevel__Host.Triggers.DurableTask"] = "Information",
        };
        foreach (FeedKind kind in Enum.GetValues<FeedKind>())
        {
            string prefix = $"Distributors__IngramMicro__Feeds__{kind}__";
            all[prefix + "Url"] = string.Create(
                CultureInfo.InvariantCulture, $"ftp://127.0.0.1:{ftp.Port}/{SampleFiles.NameOf(kind)}");
            all[prefix + "UserName"] = ftp.UserName;
            all[prefix + "Password"] = ftp.Password;
            all[prefix + "MaxAgeHours"] = "0";
            // Only the test starts flows.
            all[prefix + "Schedule"] = "0 0 0 1 1 *";
        }

        foreach ((string name, string value) in extra)
        {
            all[name] = value;
        }

        return all;
    }

    /// <summary>Reads JSON; null while nobody answers.</summary>
    public async Task<JsonNode?> TryGetAsync(string path)
    {
        try
        {
            return await http.GetFromJsonAsync<JsonNode>(new Uri(path, UriKind.Relative));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // The app or the host is being killed.
            return null;
        }
    }

    /// <summary>Waits until the app answers that it is ready.</summary>
    public Task WaitUntilReadyAsync() => WaitFor.TrueAsync(
        async () => Host.HasFailed
            ? throw new InvalidOperationException($"The host has stopped.\n{Log}")
            : await TryGetAsync("/api/ready") is not null,
        TimeSpan.FromSeconds(60),
        "the app is ready");
}
