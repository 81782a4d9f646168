using System.ComponentModel;
using System.Diagnostics;
using Pipeline.LocalHost.App;

namespace Pipeline.LocalHost.Workers;

/// <summary>One run of the worker as a process, which dies with the host however the host ends.</summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>What runs before the worker: a session of its own, which Ctrl-C does not reach, and death with the host.</summary>
    private static readonly string[] Prefix = OperatingSystem.IsLinux() && OnPath("setsid") is { } session && OnPath("setpriv") is { } signal
        ? [session, signal, "--pdeathsig", "KILL"]
        : [];

    private readonly Process _process;
    private readonly string _executable;
    private readonly Queue<string> _lastErrors = new();
    private Thread? _parent;

    private WorkerProcess(ProcessStartInfo start, string executable, WorkerLogs logs)
    {
        _executable = executable;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Write(line.Data, logs.WriteOutput);
        _process.ErrorDataReceived += (_, line) => Write(line.Data, text =>
        {
            lock (_lastErrors)
            {
                _lastErrors.Enqueue(text);
                while (_lastErrors.Count > 3)
                {
                    _lastErrors.Dequeue();
                }
            }

            logs.WriteError(text);
        });
    }

    public int Id => _process.Id;

    /// <summary>What it wrote last on standard error, at most three lines.</summary>
    public string LastErrors
    {
        get
        {
            lock (_lastErrors)
            {
                return string.Join(' ', _lastErrors);
            }
        }
    }

    /// <summary>Starts the worker of the app; it will call the address with the id.</summary>
    /// <exception cref="HostStartException">The executable cannot be started.</exception>
    public static async Task<WorkerProcess> StartAsync(
        PublishedApp app, Uri address, string workerId, WorkerLogs logs)
    {
        string[] command = [.. Prefix, app.Executable, app.WorkerPath];
        string[] arguments =
        [
            .. command[1..],
            "--host", address.Host, "--port", $"{address.Port}", "--workerId", workerId, "--requestId", workerId, "--grpcMaxMessageLength", $"{int.MaxValue}",
            "--functions-uri", address.ToString(), "--functions-worker-id", workerId, "--functions-request-id", workerId,
            "--functions-grpc-max-message-length", $"{int.MaxValue}",
        ];
        ProcessStartInfo start = new(command[0], arguments)
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

        start.Environment["FUNCTIONS_WORKER_DIRECTORY"] = app.Folder;
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = app.Folder;
        WorkerProcess worker = new(start, app.Executable, logs);
        try
        {
            await worker.LaunchAsync();
        }
        catch (Win32Exception error)
        {
            throw new HostStartException($"The worker cannot be started with '{app.Executable}' ({error.Message}); install it or correct PATH.", error);
        }

        worker._process.StandardInput.Close();
        worker._process.BeginOutputReadLine();
        worker._process.BeginErrorReadLine();
        return worker;
    }

    /// <summary>Waits for the end of the process; returns the exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>The text by which the Functions host tells of an exit.</summary>
    public string Describe(int exitCode) => $"{_executable} exited with code {exitCode} (0x{exitCode:X})";

    /// <summary>Kills the process; nothing happens when it has ended.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended meanwhile, which is what was wanted.
        }
    }

    /// <summary>To be called once it has ended.</summary>
    public void Dispose()
    {
        _parent?.Join();
        _process.Dispose();
    }

    /// <summary>Linux sends a child the parent-death signal when the <i>thread</i> that started it ends: this one waits for it.</summary>
    private Task LaunchAsync()
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void Launch()
        {
            try
            {
                _process.Start();
                started.SetResult();
            }
            catch (Exception error)
            {
                started.TrySetException(error);
                return;
            }

            _process.WaitForExit();
        }

        _parent = new Thread(Launch) { IsBackground = true, Name = "Worker" };
        _parent.Start();
        return started.Task;
    }

    private static void Write(string? line, Action<string> write)
    {
        if (!string.IsNullOrEmpty(line))
        {
            write(line);
        }
    }

    private static string? OnPath(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, command)).FirstOrDefault(File.Exists);
}
