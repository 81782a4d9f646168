using System.Diagnostics;
using System.Globalization;

namespace Pipeline.Scenarios.Infrastructure;

/// <summary>One run of the local host as a process, with the app's worker as its child.</summary>
internal sealed class HostProcess : IDisposable
{
    private const string WorkerFile = "Pipeline.Functions.dll";
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly int id;

    private HostProcess(Process process)
    {
        this.process = process;
        id = process.Id;
        Ended = process.WaitForExitAsync();
    }

    /// <summary>Ends when it has ended and everything it printed is read.</summary>
    public Task Ended { get; }

    /// <summary>Id of the worker; null while there is none.</summary>
    public int? Worker => Children(id).Where(IsWorker).Select(static id => (int?)id).FirstOrDefault();

    /// <summary>Starts it.</summary>
    /// <param name="arguments">The app's folder and options.</param>
    /// <param name="settings">Environment.</param>
    /// <param name="console">Where its lines go.</param>
    public static HostProcess Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings, HostConsole console)
    {
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

        var host = new Process { StartInfo = start };
        host.OutputDataReceived += (_, e) => console.Write(e.Data);
        host.ErrorDataReceived += (_, e) => console.Write(e.Data);
        _ = host.Start();
        host.BeginOutputReadLine();
        host.BeginErrorReadLine();
        return new HostProcess(host);
    }

    /// <summary>Sends a signal to the host.</summary>
    public void Signal(int signal)
    {
        if (!Ended.IsCompleted)
        {
            Signals.Send(id, signal);
        }
    }

    /// <summary>Stops it, as Ctrl-C does, or kills it when it does not stop within 30 seconds.</summary>
    /// <exception cref="TimeoutException">It did not stop.</exception>
    public async Task StopAsync()
    {
        Signal(Signals.Terminate);
        try
        {
            await Ended.WaitAsync(EndLimit);
        }
        catch (TimeoutException)
        {
            Signal(Signals.Kill);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => process.Dispose();

    private static IEnumerable<int> Children(int id)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/task");
        string[] threads = Directory.Exists(path) ? Directory.GetDirectories(path) : [];
        return threads.SelectMany(static thread => Read(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(static word => int.Parse(word, CultureInfo.InvariantCulture));
    }

    private static bool IsWorker(int id) =>
        Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/cmdline")).Contains(WorkerFile, StringComparison.Ordinal);

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
}
