using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.Partners.Tests.Transport;

/// <summary>Stands between a client and a plain FTP server and breaks data connections as told.</summary>
internal sealed partial class CuttingFtpProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<IDisposable> open = [];
    private readonly ConcurrentBag<Task> tasks = [];
    private readonly int serverPort;
    private Action? onFirstBytes;

    public CuttingFtpProxy(int serverPort)
    {
        this.serverPort = serverPort;
        listener.Start();
        tasks.Add(AcceptAsync());
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Bytes that the first, second ... data connection lets through before it ends; later ones are whole.</summary>
    public ConcurrentQueue<int> Budgets { get; } = [];

    /// <summary>At the end of a budget: false closes everything, true keeps everything open and silent.</summary>
    public bool Freezes { get; init; }

    /// <summary>Wait before each 1,000 bytes, for a server that never stops and never gets done.</summary>
    public TimeSpan Pace { get; init; }

    /// <summary>Called once, when the first 1,000 bytes have gone through.</summary>
    public Action? OnFirstBytes
    {
        get => onFirstBytes;
        set => onFirstBytes = value;
    }

    public int DataConnections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        foreach (IDisposable connection in open)
        {
            connection.Dispose();
        }

        await Task.WhenAll(tasks);
        stop.Dispose();
    }

    [GeneratedRegex(@"\(\|\|\|(?<port>\d+)\|\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExtendedPort();

    private async Task AcceptAsync()
    {
        await QuietlyAsync(async () =>
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync(stop.Token);
                tasks.Add(ControlAsync(client));
            }
        });
    }

    private async Task ControlAsync(TcpClient client)
    {
        TcpClient server = new();
        open.Add(client);
        open.Add(server);
        await QuietlyAsync(async () =>
        {
            await server.ConnectAsync(IPAddress.Loopback, serverPort, stop.Token);
            tasks.Add(QuietlyAsync(() => client.GetStream().CopyToAsync(server.GetStream(), stop.Token)));
            using StreamReader replies = new(server.GetStream(), Encoding.Latin1);
            while (await replies.ReadLineAsync(stop.Token) is { } line)
            {
                string passed = ExtendedPort().Replace(line, match => OwnPort(match, client));
                await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(passed + "\r\n"), stop.Token);
            }
        });
        client.Dispose();
        server.Dispose();
    }

    private string OwnPort(Match match, TcpClient control)
    {
        TcpListener data = new(IPAddress.Loopback, port: 0);
        data.Start();
        open.Add(data);
        int serverDataPort = int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture);
        tasks.Add(DataAsync(data, serverDataPort, control));
        return string.Create(CultureInfo.InvariantCulture, $"(|||{((IPEndPoint)data.LocalEndpoint).Port}|)");
    }

    private async Task DataAsync(TcpListener data, int serverDataPort, TcpClient control)
    {
        await QuietlyAsync(async () =>
        {
            TcpClient client = await data.AcceptTcpClientAsync(stop.Token);
            TcpClient server = new();
            open.Add(client);
            open.Add(server);
            DataConnections++;
            await server.ConnectAsync(IPAddress.Loopback, serverDataPort, stop.Token);
            int budget = Budgets.TryDequeue(out int told) ? told : int.MaxValue;
            byte[] buffer = new byte[1000];
            int read;
            while (budget > 0
                && (read = await server.GetStream().ReadAsync(buffer.AsMemory(0, Math.Min(budget, 1000)), stop.Token)) > 0)
            {
                await client.GetStream().WriteAsync(buffer.AsMemory(0, read), stop.Token);
                budget -= read;
                Interlocked.Exchange(ref onFirstBytes, value: null)?.Invoke();
                if (Pace > TimeSpan.Zero)
                {
                    await Task.Delay(Pace, stop.Token);
                }
            }

            if (budget == 0 && Freezes)
            {
                return;
            }

            if (budget == 0)
            {
                control.Dispose();
            }

            client.Dispose();
            server.Dispose();
        });
    }

    /// <summary>Broken connections are this class's business.</summary>
    private static async Task QuietlyAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException
            or OperationCanceledException or InvalidOperationException)
        {
            // The test asked for it.
        }
    }
}
