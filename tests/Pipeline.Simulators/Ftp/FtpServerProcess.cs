using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Pipeline.Simulators.Ftp;

/// <summary>The simulators' FTP server (plain FTP, loopback) as a process of Node.js.</summary>
/// <remarks>
/// Needs Node.js 20 or newer. Its packages are installed with <c>npm ci</c> on first use. What the server can do is
/// written at the top of <c>ftp-server/server.mjs</c>; TLS is tested with another server.
/// </remarks>
public sealed class FtpServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly EventHandler stopOnExit;
    private readonly ConcurrentQueue<string> log = new();
    private Task reading = Task.CompletedTask;

    private FtpServerProcess(Process process, string password)
    {
        this.process = process;
        Password = password;
        stopOnExit = (_, _) => process.Kill();
        AppDomain.CurrentDomain.ProcessExit += stopOnExit;
    }

    /// <summary>The only login.</summary>
    public string UserName => "reseller";

    /// <summary>Its password, random.</summary>
    public string Password { get; }

    /// <summary>Control port on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>Transfers so far, one line each: <c>RETR path</c>, <c>STOR path</c> or <c>RETR broken: reason</c>.</summary>
    public IReadOnlyList<string> Log => [.. log];

    /// <summary>Starts a server on a free port and waits until it listens.</summary>
    /// <param name="root">Folder that the login sees as its root.</param>
    /// <param name="switches">Further switches, such as <c>--throttle 100000</c> or <c>--cut-after 5000</c>.</param>
    /// <exception cref="InvalidOperationException">Node.js or npm is missing, or the server does not start.</exception>
    public static async Task<FtpServerProcess> StartAsync(string root, params string[] switches)
    {
        string script = await FtpServerScript.FindAsync();
        string password = RandomNumberGenerator.GetHexString(24, lowercase: true);
        ProcessStartInfo start = new("node", [script, "--root", root, "--port", "0", .. switches])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["FTP_PASSWORD"] = password, ["FTP_USER"] = "reseller" },
        };
        FtpServerProcess server = new(FtpServerScript.Launch(start), password);
        try
        {
            await server.ListenAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= stopOnExit;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await reading;
        process.Dispose();
    }

    private async Task ListenAsync()
    {
        const string Prefix = "Listening on 127.0.0.1:";
        using CancellationTokenSource limit = new(Patience);
        string? line = await process.StandardOutput.ReadLineAsync(limit.Token);
        if (line is null || !line.StartsWith(Prefix, StringComparison.Ordinal))
        {
            string errors = await process.StandardError.ReadToEndAsync(limit.Token);
            throw new InvalidOperationException($"The FTP server does not start: {line} {errors.Trim()}");
        }

        Port = int.Parse(line.AsSpan(Prefix.Length), CultureInfo.InvariantCulture);
        // Unread output would stop the server once the pipe is full.
        reading = Task.WhenAll(KeepAsync(process.StandardOutput), KeepAsync(process.StandardError));
    }

    private async Task KeepAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is string line)
        {
            log.Enqueue(line);
        }
    }
}
