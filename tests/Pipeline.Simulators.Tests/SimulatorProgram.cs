using System.Diagnostics;

namespace Pipeline.Simulators.Tests;

/// <summary>The executable, started once as start.sh does it, for tests that begin with a reset.</summary>
public sealed class SimulatorProgram : IAsyncLifetime
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("simulators-");
    private Process process = null!;

    public HttpClient Api { get; private set; } = null!;

    public string Price => Path.Combine(root.FullName, "ingram-micro", "price.csv");

    public static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Pipeline.Simulators.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    public async Task InitializeAsync()
    {
        process = Start("--ftp-root", root.FullName);
        string line = await process.StandardOutput.ReadLineAsync() ?? await process.StandardError.ReadToEndAsync();
        Assert.StartsWith("Listening on http://127.0.0.1:", line, StringComparison.Ordinal);
        Api = new HttpClient { BaseAddress = new Uri(line["Listening on ".Length..]) };
    }

    public async Task DisposeAsync()
    {
        Api.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        root.Delete(recursive: true);
    }
}
