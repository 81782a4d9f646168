using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Pipeline.TestSupport;

/// <summary>
/// One Azurite process on free loopback ports with a folder of its own. Stopped with SIGTERM only: a SIGKILL loses
/// acknowledged writes, and no test may learn to live with that.
/// </summary>
/// <remarks>
/// Found through the environment variable <c>PIPELINE_AZURITE</c> (path of azurite's script or of its
/// package, or a command), else in <c>.tools/node_modules/azurite</c> of the repository. Use it as an xunit fixture through a class that calls
/// <see cref="StartAsync(CancellationToken)"/> in <c>InitializeAsync</c>, or with <c>await using</c>.
/// </remarks>
public sealed partial class AzuriteServer : IAsyncDisposable
{
    /// <summary>The account every emulator knows.</summary>
    public const string AccountName = "devstoreaccount1";

    /// <summary>The published key of that account; not a secret.</summary>
    public const string AccountKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    private readonly string location;
    private readonly bool ownsLocation;
    private readonly EventHandler stopOnExit;
    private Process? process;

    private AzuriteServer(string location, bool ownsLocation)
    {
        this.location = location;
        this.ownsLocation = ownsLocation;
        stopOnExit = (_, _) => Terminate();
        AppDomain.CurrentDomain.ProcessExit += stopOnExit;
    }

    /// <summary>Id of the running process.</summary>
    /// <exception cref="InvalidOperationException">It is stopped.</exception>
    public int ProcessId => process?.Id ?? throw new InvalidOperationException("The emulator is stopped.");

    /// <summary>Port of the blob service.</summary>
    public int BlobPort { get; private set; }

    /// <summary>Port of the queue service.</summary>
    public int QueuePort { get; private set; }

    /// <summary>Port of the table service.</summary>
    public int TablePort { get; private set; }

    /// <summary>Folder of the emulator's data.</summary>
    public string Location => location;

    /// <summary>Endpoint of the table service with the account, without a closing slash.</summary>
    public Uri TableEndpoint => Endpoint(TablePort);

    /// <summary>Endpoint of the blob service with the account, without a closing slash.</summary>
    public Uri BlobEndpoint => Endpoint(BlobPort);

    /// <summary>Endpoint of the queue service with the account, without a closing slash.</summary>
    public Uri QueueEndpoint => Endpoint(QueuePort);

    /// <summary>Connection string with account, key and the three endpoints.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};" +
        $"BlobEndpoint={BlobEndpoint};QueueEndpoint={QueueEndpoint};TableEndpoint={TableEndpoint};";

    /// <summary>Starts an emulator in a new temporary folder, which goes away with it.</summary>
    public static Task<AzuriteServer> StartAsync(CancellationToken cancellationToken) =>
        StartAsync(Directory.CreateTempSubdirectory("azurite-").FullName, ownsLocation: true, cancellationToken);

    /// <summary>Starts an emulator on an existing folder, which stays.</summary>
    public static Task<AzuriteServer> StartAsync(string location, CancellationToken cancellationToken) =>
        StartAsync(location, ownsLocation: false, cancellationToken);

    /// <summary>Stops the emulator and starts it again on the same folder and ports; data written before is there.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync();
        await LaunchAsync(cancellationToken);
    }

    /// <summary>Stops the emulator: SIGTERM, then waits until it has saved and left.</summary>
    /// <exception cref="TimeoutException">It did not leave within 20 seconds; it is left running and reported.</exception>
    public async Task StopAsync()
    {
        if (process is null)
        {
            return;
        }

        Terminate();
        using CancellationTokenSource limit = new(StopLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"Azurite, process {process.Id}, ignores SIGTERM.", late);
        }

        process.Dispose();
        process = null;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= stopOnExit;
        await StopAsync();
        if (ownsLocation)
        {
            Directory.Delete(location, recursive: true);
        }
    }

    private static async Task<AzuriteServer> StartAsync(string location, bool ownsLocation, CancellationToken cancellationToken)
    {
        AzuriteServer server = new(location, ownsLocation);
        try
        {
            await server.LaunchAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static Uri Endpoint(int port) =>
        new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/{AccountName}"));

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        ProcessStartInfo start = AzuriteCommand.Find();
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        string[] options =
        [
            "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--location", location,
            .. Service("blob", BlobPort), .. Service("queue", QueuePort), .. Service("table", TablePort),
        ];
        Array.ForEach(options, start.ArgumentList.Add);

        process = Process.Start(start) ?? throw new InvalidOperationException("Azurite did not start.");
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        await ReadPortsAsync(process.StandardOutput, limit.Token);
    }

    private async Task ReadPortsAsync(StreamReader output, CancellationToken cancellationToken)
    {
        int listening = 0;
        while (listening < 3)
        {
            string line = await output.ReadLineAsync(cancellationToken)
                ?? throw new InvalidOperationException("Azurite ended while starting.");
            Match match = Listening().Match(line);
            if (match.Success)
            {
                listening++;
                SetPort(match.Groups["service"].Value, int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture));
            }
        }

        // From here on nobody reads; a full pipe would block the emulator.
        _ = output.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
    }

    private void SetPort(string service, int port)
    {
        switch (service)
        {
            case "Blob": BlobPort = port; break;
            case "Queue": QueuePort = port; break;
            default: TablePort = port; break;
        }
    }

    // Port 0 lets the system choose at the first start; the keep-alive time keeps pooled connections usable in pauses.
    private static string[] Service(string name, int port) =>
    [
        $"--{name}Host", "127.0.0.1",
        $"--{name}Port", port.ToString(CultureInfo.InvariantCulture),
        $"--{name}KeepAliveTimeout", "120",
    ];

    private void Terminate()
    {
        if (process is not { HasExited: false } running)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            running.Kill();
        }
        else
        {
            _ = SendSignal(running.Id, signal: 15);
        }
    }

    [GeneratedRegex(@"^Azurite (?<service>Blob|Queue|Table) service is successfully listening at http://127\.0\.0\.1:(?<port>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int processId, int signal);
}
