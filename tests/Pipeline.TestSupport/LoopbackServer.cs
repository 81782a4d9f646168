using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Pipeline.TestSupport;

/// <summary>The process of a server that listens on a free loopback port and dies with the tests.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly EventHandler stopOnExit;

    private LoopbackServer(Process process, int port)
    {
        this.process = process;
        Port = port;
        stopOnExit = (_, _) => process.Kill();
        AppDomain.CurrentDomain.ProcessExit += stopOnExit;
    }

    public int Port { get; }

    /// <summary>Starts it and waits until it accepts a connection.</summary>
    /// <param name="configure">Writes its configuration for a port and returns how it is started.</param>
    /// <param name="log">What it has said, for the message of a failure.</param>
    public static async Task<LoopbackServer> StartAsync(Func<int, ProcessStartInfo> configure, Func<string> log)
    {
        // A port that was free a moment ago may be taken by another test's process: choose again.
        for (int attempt = 1; ; attempt++)
        {
            int port = FreePort();
            ProcessStartInfo start = configure(port);
            start.UseShellExecute = false;
            start.RedirectStandardOutput = true;
            Process started = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
            if (await IsListeningAsync(started, port))
            {
                return new LoopbackServer(started, port);
            }

            string said = await started.StandardOutput.ReadToEndAsync();
            started.Dispose();
            if (attempt == 5)
            {
                throw new InvalidOperationException($"{start.FileName} does not start: {said.Trim()} {log()}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= stopOnExit;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>True when a connection is accepted, false when the process ended.</summary>
    private static async Task<bool> IsListeningAsync(Process process, int port)
    {
        while (true)
        {
            try
            {
                using TcpClient probe = new();
                await probe.ConnectAsync(IPAddress.Loopback, port);
                return !process.HasExited;
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
