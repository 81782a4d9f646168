using System.Diagnostics;

namespace Pipeline.LocalHost.Handler;

/// <summary>One handler process and its output lines. It never outlives the host, however the host ends.</summary>
/// <remarks>
/// On Unix a shell starts the handler in its own place (the process id is the handler's) and leaves a watcher behind
/// that waits for the host's end of a pipe: when the host dies, even by SIGKILL, the watcher kills the handler. The
/// host writes a line before it closes the pipe of a handler that has ended, so that no reused id is killed.
/// </remarks>
internal sealed partial class HandlerProcess : IDisposable
{
    private const string Launcher =
        "exec 3<&0 </dev/null; (read -r _ <&3 || kill -9 $$) >/dev/null 2>&1 & exec 3<&-; exec \"$@\"";

    private readonly Process _process;
    private readonly ILogger _console;
    private readonly CancellationTokenSource _gone = new();

    private HandlerProcess(Process process, ILogger console)
    {
        _process = process;
        _console = console;
    }

    public int Id => _process.Id;

    /// <summary>Cancelled once the process has ended.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>Starts the handler.</summary>
    /// <exception cref="HostStartException">The executable cannot be started.</exception>
    public static HandlerProcess Start(HandlerCommand command, int port, ILogger console)
    {
        string[] prefix = OperatingSystem.IsWindows() ? [] : UnixPrefix(command.Executable);
        ProcessStartInfo start = new()
        {
            FileName = prefix.Length == 0 ? command.Executable : prefix[0],
            WorkingDirectory = command.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in prefix.Skip(1).Concat(command.Arguments))
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in command.EnvironmentFor(port))
        {
            start.Environment[name] = value;
        }

        HandlerProcess handler = new(new Process { StartInfo = start, EnableRaisingEvents = true }, console);
        handler.Run();
        return handler;
    }

    /// <summary>Waits for the end of the process and its output; returns the exit code.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        AnnounceEnd();
        await DismissWatcherAsync();
        return _process.ExitCode;
    }

    /// <summary>Kills the process and its children; nothing happens when it has ended.</summary>
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

    public void Dispose()
    {
        _process.Dispose();
        _gone.Dispose();
    }

    /// <summary>The launcher, in a session of its own: Ctrl-C in the host's terminal then lets running calls end.</summary>
    private static string[] UnixPrefix(string executable)
    {
        string[] shell = ["/bin/sh", "-c", Launcher, "handler", executable];
        return HandlerCommand.OnPath("setsid") is { } setsid ? [setsid, .. shell] : shell;
    }

    private void Run()
    {
        _process.OutputDataReceived += (_, line) => Write(line.Data, isError: false);
        _process.ErrorDataReceived += (_, line) => Write(line.Data, isError: true);
        _process.Exited += (_, _) => AnnounceEnd();
        try
        {
            _process.Start();
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new HostStartException($"The handler cannot be started: {error.Message}", error);
        }

        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void AnnounceEnd()
    {
        try
        {
            _gone.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The event may come after the end was already noticed by waiting.
        }
    }

    private void Write(string? line, bool isError)
    {
        if (string.IsNullOrEmpty(line))
        {
            return;
        }

        if (!isError)
        {
            Log.Output(_console, line);
        }
        else if (line.Contains("warn", StringComparison.OrdinalIgnoreCase))
        {
            Log.Warning(_console, line);
        }
        else
        {
            Log.Error(_console, line);
        }
    }

    private async Task DismissWatcherAsync()
    {
        try
        {
            await _process.StandardInput.WriteLineAsync();
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // The watcher was killed together with the handler.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Information, "{Line}")]
        public static partial void Output(ILogger logger, string line);

        [LoggerMessage(21, LogLevel.Warning, "{Line}")]
        public static partial void Warning(ILogger logger, string line);

        [LoggerMessage(22, LogLevel.Error, "{Line}")]
        public static partial void Error(ILogger logger, string line);
    }
}
