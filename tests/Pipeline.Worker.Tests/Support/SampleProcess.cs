using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Pipeline.Worker.Tests.Support;

/// <summary>The sample app as a process of its own.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: http://127.0.0.1:";

    private readonly Process _process;

    private SampleProcess(Process process, Task<string> errors)
    {
        _process = process;
        Errors = errors;
    }

    /// <summary>Where the build put the app.</summary>
    public static string Folder { get; } = typeof(SampleProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "SampleAppFolder").Value!;

    public int Id => _process.Id;

    public int Port { get; private set; }

    /// <summary>All of stderr, once the process has ended.</summary>
    public Task<string> Errors { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>Starts the app under a host's environment, on a free port, and waits until it listens.</summary>
    public static Task<SampleProcess> StartAsHandlerAsync(params (string Name, string Value)[] environment) =>
        StartAsync([], [("FUNCTIONS_CUSTOMHANDLER_PORT", "0"), .. environment]);

    /// <summary>Starts the app and waits until it listens.</summary>
    public static async Task<SampleProcess> StartAsync(string[] args, params (string Name, string Value)[] environment)
    {
        SampleProcess app = Launch(args, environment);
        while (await app._process.StandardOutput.ReadLineAsync() is { } line)
        {
            int at = line.IndexOf(Listening, StringComparison.Ordinal);
            if (at >= 0)
            {
                app.Port = int.Parse(line[(at + Listening.Length)..], CultureInfo.InvariantCulture);
                return app;
            }
        }

        throw new InvalidOperationException("The app ended before it listened: " + await app.Errors);
    }

    /// <summary>Starts the app and waits for nothing.</summary>
    public static SampleProcess Launch(string[] args, params (string Name, string Value)[] environment)
    {
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        var start = new ProcessStartInfo(
            dotnet, ["exec", Path.Combine(Folder, "Pipeline.Worker.SampleApp.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        return new SampleProcess(process, process.StandardError.ReadToEndAsync());
    }

    /// <summary>Sends SIGTERM.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end and gives the exit code.</summary>
    public async Task<int> WaitAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await Task.WhenAll(_process.StandardOutput.ReadToEndAsync(limit.Token), Errors);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
