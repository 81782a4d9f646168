using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Pipeline.Partners.Tests.Transport;

/// <summary>Stands between a client and a server and breaks connections as told. Passes on what the client says.</summary>
internal class CuttingProxy : IAsyncDisposable
{
    private const int Piece = 1000;

    private readonly TcpListener listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<IDisposable> open = [];
    private readonly ConcurrentBag<Task> tasks = [];
    private readonly int serverPort;
    private Action? onFirstBytes;

    public CuttingProxy(int serverPort)
    {
        this.serverPort = serverPort;
        listener.Start();
        Start(AcceptAsync);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Bytes that the first, second ... data connection lets through before it ends; later ones are whole.</summary>
    public ConcurrentQueue<int> Budgets { get; } = [];

    /// <summary>At the end of a budget: false closes everything, true keeps everything open and silent.</summary>
    public bool Freezes { get; init; }

    /// <summary>Wait before each 1,000 bytes, for a server that never stops and never gets done.</summary>
    public TimeSpan Pace { get; init; }

    /// <summary>Called once, when the first 1,000 bytes of a connection have gone through, or more as <see cref="FirstBytes"/> says.</summary>
    public Action? OnFirstBytes
    {
        get => onFirstBytes;
        set => onFirstBytes = value;
    }

    /// <summary>How many bytes are the first bytes.</summary>
    public int FirstBytes { get; init; } = 1;

    /// <summary>Bytes that each data connection has let through, in the order in which they were opened.</summary>
    public ConcurrentDictionary<int, int> Passed { get; } = [];

    public int DataConnections { get; private set; }

    protected CancellationToken Stopping => stop.Token;

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

    protected virtual async Task ServeAsync(TcpClient client)
    {
        using TcpClient server = await ConnectAsync(serverPort);
        Start(() => client.GetStream().CopyToAsync(server.GetStream(), Stopping));
        await PumpAsync(server, client);
    }

    /// <summary>Connects to the server; the connection is closed with this proxy at the latest.</summary>
    protected async Task<TcpClient> ConnectAsync(int port)
    {
        TcpClient server = Owned(new TcpClient());
        await server.ConnectAsync(IPAddress.Loopback, port, Stopping);
        return server;
    }

    /// <summary>Passes on what the server says, within the budget; false when that was used up.</summary>
    protected async Task<bool> PumpAsync(TcpClient server, TcpClient client)
    {
        int connection = DataConnections++;
        int budget = Budgets.TryDequeue(out int told) ? told : int.MaxValue;
        byte[] buffer = new byte[Piece];
        int passed = 0;
        int read;
        while (passed < budget
            && (read = await server.GetStream().ReadAsync(buffer.AsMemory(0, Math.Min(budget - passed, Piece)), Stopping)) > 0)
        {
            await client.GetStream().WriteAsync(buffer.AsMemory(0, read), Stopping);
            Passed[connection] = passed += read;
            if (passed >= FirstBytes)
            {
                Interlocked.Exchange(ref onFirstBytes, value: null)?.Invoke();
            }

            if (Pace > TimeSpan.Zero)
            {
                await Task.Delay(Pace, Stopping);
            }
        }

        if (passed == budget && Freezes)
        {
            await Task.Delay(Timeout.Infinite, Stopping);
        }

        return passed < budget;
    }

    protected T Owned<T>(T part)
        where T : IDisposable
    {
        open.Add(part);
        return part;
    }

    /// <summary>Runs beside everything else. Broken connections are this class's business.</summary>
    protected void Start(Func<Task> work)
    {
        tasks.Add(QuietlyAsync());

        async Task QuietlyAsync()
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

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client = Owned(await listener.AcceptTcpClientAsync(Stopping));
            Start(async () =>
            {
                using (client)
                {
                    await ServeAsync(client);
                }
            });
        }
    }
}
