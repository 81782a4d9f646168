using System.ComponentModel;
using System.Diagnostics;

namespace Pipeline.LocalHost.Workers;

/// <summary>One run of the worker as a process, which dies with the host however the host ends.</summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>What runs before the worker: a session of its own, which Ctrl-C does not reach, and death with the host.</summary>
    private static readonly string[] Prefix = OperatingSystem.IsLinux() && OnPath("setsid") is { } session && OnPath("setpriv") is { } signal
        ? [session, signal, "--pdeathsig", "KILL"]
        : [];

    private readonly Process process;
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WorkerProcess(PublishedApp app, Uri address, string workerId)
    {
        string[] command =
        [
            .. Prefix, app.Executable, app.WorkerPath, "--functions-uri", address.ToString(), "--functions-worker-id", workerId,
            "--functions-request-id", workerId, "--functions-grpc-max-message-length", $"{int.MaxValue}",
        ];
        ProcessStartInfo start = new(command[0], command[1..])
        {
            WorkingDirectory = app.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach ((string name, string value) in app.Settings.Values)
        {
            start.Environment[name] = value;
        }

        start.Environment["FUNCTIONS_WORKER_DIRECTORY"] = start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = app.Folder;
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
    }

    /// <summary>The first line on standard error, where .NET tells of the exception that ends a process; null while there is none.</summary>
    public string? FirstError { get; private set; }

    /// <summary>Starts the worker of the app; it will call the address with the id.</summary>
    /// <exception cref="HostStartException">The executable cannot be started.</exception>
    public static async Task<WorkerProcess> StartAsync(PublishedApp app, Uri address, string workerId, WorkerLogs logs)
    {
        WorkerProcess worker = new(app, address, workerId);
        Process process = worker.process;
        process.OutputDataReceived += (_, line) => logs.WriteLine(line.Data, LogLevel.Information);
        process.ErrorDataReceived += (_, line) =>
        {
            worker.FirstError ??= line.Data;
            logs.WriteLine(line.Data, LogLevel.Error);
        };
        new Thread(worker.BeParent) { IsBackground = true, Name = "Worker" }.Start();
        try
        {
            await worker.started.Task;
        }
        catch (Win32Exception error)
        {
            throw new HostStartException($"'{app.Executable}' cannot be started ({error.Message}); install it or correct PATH.", error);
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return worker;
    }

    /// <summary>Waits for the end of the process; returns the exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Kills the process; nothing happens when it has ended.</summary>
    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended meanwhile, which is what was wanted.
        }
    }

    public void Dispose() => process.Dispose();

    /// <summary>Linux sends a child the parent-death signal when the <i>thread</i> that started it ends: this one waits for it.</summary>
    private void BeParent()
    {
        try
        {
            process.Start();
            started.SetResult();
            process.WaitForExit();
        }
        catch (Exception error)
        {
            started.TrySetException(error);
        }
    }

    private static string? OnPath(string command) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator).Select(folder => Path.Combine(folder, command)).FirstOrDefault(File.Exists);
}
