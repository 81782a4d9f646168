using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Support;

/// <summary>The host as a process of its own, running the probe app on names that nobody else uses.</summary>
internal sealed partial class HostRun : IAsyncDisposable
{
    /// <summary>How long what has to come may take on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private readonly Dictionary<string, string> settings;
    private readonly List<string> log = [];
    private Process? process;

    private HostRun(string connection, IReadOnlyDictionary<string, string> settings)
    {
        string name = "t" + Guid.NewGuid().ToString("N")[..10];
        Connection = connection;
        Name = name;
        Folder = Directory.CreateTempSubdirectory("probe-").FullName;
        Port = FreePort();
        Http = new HttpClient { BaseAddress = new Uri($"http://localhost:{Port}/"), Timeout = TimeSpan.FromSeconds(90) };
        this.settings = new(StringComparer.Ordinal)
        {
            ["AzureWebJobsStorage"] = connection,
            ["AzureFunctionsWebHost__hostid"] = name,
            ["PROBE_FOLDER"] = Folder,
            ["ProbeHub"] = name,
            ["WorkQueue"] = name,
            ["BadQueue"] = $"bad-{name}",
            ["Tick"] = "0 0 0 1 1 *",
            ["LandingContainer"] = $"landing-{name}",
            ["SpoiltContainer"] = $"spoilt-{name}",
        };
        foreach ((string key, string value) in settings)
        {
            this.settings[key] = value;
        }
    }

    /// <summary>Names of hub, queues, containers and the host's id are made from it.</summary>
    public string Name { get; }

    public string Connection { get; }

    /// <summary>Where the probe writes its journal and looks for files.</summary>
    public string Folder { get; }

    public int Port { get; }

    public HttpClient Http { get; }

    public string[] Arguments { get; set; } = [];

    public string AppFolder { get; set; } = ProbeFolder.Published;

    public IReadOnlyList<string> Log
    {
        get
        {
            lock (log)
            {
                return [.. log];
            }
        }
    }

    /// <summary>What the functions wrote, a line each.</summary>
    public IReadOnlyList<string> Journal =>
        Path.Combine(Folder, "journal") is var path && File.Exists(path) ? File.ReadAllText(path).Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];

    public static async Task<HostRun> PrepareAsync(params (string Name, string Value)[] settings) =>
        new(await SharedAzurite.ConnectionAsync(), settings.ToDictionary(item => item.Name, item => item.Value));

    public static async Task<HostRun> StartAsync(params (string Name, string Value)[] settings)
    {
        HostRun run = await PrepareAsync(settings);
        await run.StartAsync();
        return run;
    }

    /// <summary>Starts the process and waits for its first answer.</summary>
    public async Task StartAsync()
    {
        Launch();
        await WaitFor.TrueAsync(
            async () =>
            {
                ObjectDisposedException.ThrowIf(process!.HasExited, string.Join('\n', Log));
                return await AnswersAsync();
            },
            Patience,
            "the host answers");
    }

    /// <summary>Starts a process that is expected to end by itself; returns its exit code.</summary>
    public async Task<int> RunToEndAsync()
    {
        Launch();
        return await ExitAsync(Patience);
    }

    /// <summary>Waits for the end of the process.</summary>
    public async Task<int> ExitAsync(TimeSpan limit)
    {
        using CancellationTokenSource end = new(limit);
        await process!.WaitForExitAsync(end.Token);
        return process.ExitCode;
    }

    public void Terminate() => _ = SendSignal(process!.Id, 15);

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public async Task<int> WorkerAsync() => int.Parse(await Http.GetStringAsync("life/pid"), CultureInfo.InvariantCulture);

    /// <summary>SIGKILL to the worker; returns when the host has noticed.</summary>
    public async Task KillWorkerAsync(int? processId = null)
    {
        int Deaths() => Log.Count(line => line.Contains("exited with code 137", StringComparison.Ordinal) && line.Contains("Language Worker", StringComparison.Ordinal));
        int before = Deaths();
        using Process worker = Process.GetProcessById(processId ?? await WorkerAsync());
        worker.Kill();
        await WaitFor.TrueAsync(() => Deaths() > before, Patience, "the host notices the worker's death");
    }

    public static bool Lives(int processId) => Directory.Exists($"/proc/{processId}");

    /// <summary>Processes that live with the environment of this run: host and worker.</summary>
    public IReadOnlyList<int> Processes() =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(static path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out int id) ? id : 0)
            .Where(id => id != 0 && EnvironmentOf(id).Contains($"PROBE_FOLDER={Folder}\0", StringComparison.Ordinal)),
    ];

    /// <summary>Lays a file that a function waits for.</summary>
    public void Lay(string file) => File.WriteAllText(Path.Combine(Folder, file), string.Empty);

    public Task SawAsync(string line) =>
        WaitFor.TrueAsync(() => Journal.Contains(line), Patience, $"'{line}' in the journal");

    public QueueClient Queue(string name) => new(Connection, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    public BlobContainerClient Container(string name) => new(Connection, name);

    /// <summary>Puts a message into the queue of <c>QueueWork</c>.</summary>
    public async Task SendWorkAsync(string key, string what)
    {
        QueueClient queue = Queue(Name);
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync($$"""{"key":"{{key}}","do":"{{what}}"}""");
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            Terminate();
            try
            {
                await ExitAsync(TimeSpan.FromSeconds(20));
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }

        process?.Dispose();
        Http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private void Launch()
    {
        ProcessStartInfo start = new("dotnet", [ProbeFolder.Host, AppFolder, "--port", $"{Port}", "--data", Path.Combine(Folder, "host"), .. Arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private static string EnvironmentOf(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/environ");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private void Note(string? line)
    {
        lock (log)
        {
            log.Add(line ?? string.Empty);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using HttpResponseMessage answer = await Http.GetAsync("admin/host/ping");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int processId, int signal);
}
