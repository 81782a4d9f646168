using System.Diagnostics;
using System.Text;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Hosting;

namespace Pipeline.LocalHost.Tests.Hosting;

/// <summary>The host as a process of its own, so that it can be killed.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private HostProcess(Process process) => _process = process;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public int ExitCode => _process.ExitCode;

    public static HostProcess Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string argument in arguments.Prepend(typeof(FunctionsHost).Assembly.Location))
        {
            start.ArgumentList.Add(argument);
        }

        HostProcess host = new(new Process { StartInfo = start });
        host._process.OutputDataReceived += (_, line) => host.Append(line.Data);
        host._process.ErrorDataReceived += (_, line) => host.Append(line.Data);
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    public static HostProcess Start(TestApp app, int port) => Start(
        app.Folder, "--port", $"{port}", "--data", app.Options.DataFolder!, "--host-id", app.Options.HostId!,
        "--queue-lease", "00:00:02", "--blob-interval", "00:00:00.2", "--handler-errors", "unlimited");

    public Task StartedAsync() =>
        Eventually.TrueAsync(() => Output.Contains("Job host started", StringComparison.Ordinal), "the host starts");

    public async Task<int> HandlerProcessIdAsync(HttpClient client, int port)
    {
        string status = await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/admin/host/status"));
        return (int)JObject.Parse(status)["handler"]!["processId"]!;
    }

    /// <summary>Ends the process as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends SIGTERM and waits for the end.</summary>
    public async Task TerminateAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
    }

    public Task EndedAsync() => _process.WaitForExitAsync();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Append(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
