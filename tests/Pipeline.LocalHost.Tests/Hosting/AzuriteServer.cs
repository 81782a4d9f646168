using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Pipeline.LocalHost.Tests.Hosting;

/// <summary>A storage emulator of its own for a group of tests, on free ports, with an empty folder.</summary>
/// <remarks>
/// PIPELINE_AZURITE names the emulator: its package folder or its script. Without it,
/// <c>.tools/node_modules/azurite</c> is looked for from the tests' folder upwards.
/// </remarks>
public sealed class AzuriteServer : IAsyncLifetime
{
    private const string Key =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly string _folder = Directory.CreateTempSubdirectory("azurite-").FullName;
    private Process? _process;

    public string ConnectionString { get; private set; } = string.Empty;

    public BlobServiceClient Blobs => new(ConnectionString);

    public QueueServiceClient Queues => new(ConnectionString);

    public async Task InitializeAsync()
    {
        int[] ports = FreePorts(3);
        ConnectionString = string.Create(
            CultureInfo.InvariantCulture,
            $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};BlobEndpoint=http://127.0.0.1:{ports[0]}/devstoreaccount1;QueueEndpoint=http://127.0.0.1:{ports[1]}/devstoreaccount1;TableEndpoint=http://127.0.0.1:{ports[2]}/devstoreaccount1;");
        ProcessStartInfo start = new("node") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in (string[])
            [Script(), "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--location", _folder,
             "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}"])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Eventually.TrueAsync(() => Answers(ports[0]) && Answers(ports[1]), "Azurite answers");
    }

    public async Task DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        await (_process?.WaitForExitAsync() ?? Task.CompletedTask);
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static bool Answers(int port)
    {
        try
        {
            using TcpClient client = new();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(listeners, listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        Array.ForEach(listeners, listener => listener.Dispose());
        return ports;
    }

    private static string Script()
    {
        string? named = Environment.GetEnvironmentVariable("PIPELINE_AZURITE");
        IEnumerable<string> places = Ancestors(AppContext.BaseDirectory)
            .Concat(Ancestors(Directory.GetCurrentDirectory()))
            .Select(folder => Path.Combine(folder, ".tools", "node_modules", "azurite"));
        foreach (string place in named is null ? places : places.Prepend(named))
        {
            string script = Path.Combine(place, "dist", "src", "azurite.js");
            if (File.Exists(script))
            {
                return script;
            }

            if (File.Exists(place))
            {
                return new FileInfo(place).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? place;
            }
        }

        throw new InvalidOperationException(
            "Azurite is missing: set PIPELINE_AZURITE, or run npm install azurite --prefix .tools");
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }
}
