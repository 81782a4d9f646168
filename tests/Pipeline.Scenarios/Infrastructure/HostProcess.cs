using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Pipeline.Scenarios.Infrastructure;

/// <summary>The local host as a process, with the app as its child.</summary>
internal sealed class HostProcess
{
    private const int LinesAtEnd = 500;
    private static readonly string[] Asked = ["'Functions.GetExecution'", "'Functions.GetOrder'"];

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private HostProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has printed.</summary>
    public string Log => string.Join('\n', lines);

    /// <summary>The last 500 lines of it.</summary>
    public string EndOfLog => string.Join('\n', lines.TakeLast(LinesAtEnd));

    /// <summary>The lines about calls that failed.</summary>
    public IReadOnlyList<string> FailedCalls => [.. lines.Where(static line => line.Contains("(Failed, Id=", StringComparison.Ordinal))];

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Starts it on a port; crashes of the app are tolerated without end, messages come back after 5 seconds.</summary>
    /// <param name="app">Folder of the app.</param>
    /// <param name="port">Port of the host.</param>
    /// <param name="data">Folder for what it keeps.</param>
    /// <param name="settings">Environment.</param>
    /// <param name="more">Further arguments.</param>
    public static HostProcess Start(string app, int port, string data, IReadOnlyDictionary<string, string> settings, params string[] more)
    {
        string[] arguments =
        [
            app, "--port", port.ToString(CultureInfo.InvariantCulture), "--data", Path.Combine(data, "host"),
            "--handler-errors", "unlimited", "--queue-lease", "00:00:05",
            .. more,
        ];
        var start = new ProcessStartInfo(BuiltParts.LocalHost, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        return new HostProcess(Process.Start(start)!);
    }

    /// <summary>The processes of the app: it stands below a launcher that ties its life to the host's.</summary>
    public int[] Apps() => [.. Descendants(process.Id).Where(id => CommandOf(id).StartsWith("Pipeline.Func", StringComparison.Ordinal))];

    /// <summary>SIGKILL to the app.</summary>
    public void KillApp()
    {
        foreach (int id in Apps())
        {
            using Process app = Process.GetProcessById(id);
            app.Kill();
        }
    }

    /// <summary>SIGKILL to the host; waits until it is gone, and its app with it.</summary>
    public async Task KillAsync()
    {
        int[] apps = Apps();
        process.Kill();
        await process.WaitForExitAsync();
        foreach (int id in apps)
        {
            await GoneAsync(id);
        }
    }

    /// <summary>SIGTERM, as Ctrl-C does.</summary>
    public async Task StopAsync()
    {
        if (!process.HasExited)
        {
            using Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await process.WaitForExitAsync(limit.Token);
        }

        process.Dispose();
    }

    private static async Task GoneAsync(int pid)
    {
        try
        {
            using Process app = Process.GetProcessById(pid);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await app.WaitForExitAsync(limit.Token);
        }
        catch (ArgumentException)
        {
            // Gone already.
        }
    }

    private static IEnumerable<int> Descendants(int id)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/task");
        string[] threads = Directory.Exists(path) ? Directory.GetDirectories(path) : [];
        foreach (int child in threads.SelectMany(thread => Words(Path.Combine(thread, "children"))))
        {
            yield return child;
            foreach (int grandchild in Descendants(child))
            {
                yield return grandchild;
            }
        }
    }

    private static IEnumerable<int> Words(string path) =>
        Read(path).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => int.Parse(word, CultureInfo.InvariantCulture));

    private static string CommandOf(int id) => Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/comm"));

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // The process has ended meanwhile.
            return string.Empty;
        }
    }

    private void Keep(string? line)
    {
        // The tests ask for executions and orders all the time; what is left is what a person would look for.
        if (line is not null && (!Asked.Any(name => line.Contains(name, StringComparison.Ordinal)) || line.Contains("(Failed", StringComparison.Ordinal)))
        {
            lines.Enqueue(line);
        }
    }
}
