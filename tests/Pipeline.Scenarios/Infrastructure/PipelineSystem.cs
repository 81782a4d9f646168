using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Pipeline.Simulators.IngramMicro;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Infrastructure;

/// <summary>The whole system on this machine: storage emulator, FTP server, local host and the published app.</summary>
public sealed class PipelineSystem : IAsyncDisposable
{
    private readonly AzuriteServer azurite;
    private readonly VsftpdServer ftp;
    private readonly string data = Directory.CreateTempSubdirectory("pipeline-").FullName;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly int port = FreePort();
    private readonly Dictionary<string, string> settings;
    private readonly string app;
    private HostProcess host;

    private PipelineSystem(string app, AzuriteServer azurite, VsftpdServer ftp, IReadOnlyDictionary<string, string> extra)
    {
        this.app = app;
        this.azurite = azurite;
        this.ftp = ftp;
        http.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        settings = Settings(extra);
        host = HostProcess.Start(app, port, data, settings);
    }

    /// <summary>The folder that the FTP server shows as its root.</summary>
    public string FtpRoot => ftp.Home;

    /// <summary>Everything that host and app have printed since they started last.</summary>
    public string Log => host.Log;

    /// <summary>The end of it, for messages of tests that fail.</summary>
    public string EndOfLog => host.EndOfLog;

    /// <summary>What the host has printed about calls that failed, since it started last.</summary>
    public IReadOnlyList<string> FailedCalls => host.FailedCalls;

    /// <summary>Requests to the app.</summary>
    public HttpClient Http => http;

    /// <summary>Storage.</summary>
    public AzuriteServer Storage => azurite;

    /// <summary>Starts everything and waits until the app is ready.</summary>
    public static Task<PipelineSystem> StartAsync(params (string Name, string Value)[] extra) => StartFromAsync(BuiltParts.App, extra);

    /// <summary>Starts everything with the app in a folder and waits until the app is ready.</summary>
    /// <exception cref="InvalidOperationException">The host has stopped instead.</exception>
    public static async Task<PipelineSystem> StartFromAsync(string app, params (string Name, string Value)[] extra)
    {
        AzuriteServer storage = await AzuriteServer.StartAsync(CancellationToken.None);
        VsftpdServer server = await VsftpdServer.StartAsync(VsftpdTls.None);
        var system = new PipelineSystem(app, storage, server, extra.ToDictionary(e => e.Name, e => e.Value));
        try
        {
            await system.WaitUntilReadyAsync();
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

    /// <summary>The processes of the app that run now.</summary>
    public int[] Apps() => host.Apps();

    /// <summary>Kills the app as a crash does; the host starts it again.</summary>
    public void KillApp() => host.KillApp();

    /// <summary>Kills the host as a crash does (its app dies with it) and starts it again, with further arguments such as <c>--fault</c>.</summary>
    public async Task KillHostAsync(params string[] arguments)
    {
        await host.KillAsync();
        host = HostProcess.Start(app, port, data, settings, arguments);
        await WaitUntilReadyAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Dictionary<string, string> Settings(IReadOnlyDictionary<string, string> extra)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            // The app's host.json lets an idle host look at its queues every 10 seconds; nobody is billed for looking here.
            ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.500",
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

    private Task WaitUntilReadyAsync() => WaitFor.TrueAsync(
        async () => host.HasExited
            ? throw new InvalidOperationException($"The host has stopped.\n{host.Log}")
            : await TryGetAsync("/api/ready") is not null,
        TimeSpan.FromSeconds(60),
        "the app is ready");
}
