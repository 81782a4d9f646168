using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pipeline.Storage.Tests.Infrastructure;

/// <summary>An HTTP server that gives its answers in turn, the last one for ever; an answer may be no answer.</summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    /// <summary>Reads the request and breaks the connection.</summary>
    public const string Break = "break";

    /// <summary>Reads the request and never answers.</summary>
    public const string Hang = "hang";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly string[] script;
    private readonly Task serving;
    private int requests;

    public ScriptedServer(params string[] script)
    {
        this.script = script;
        listener.Start();
        serving = ServeAsync();
    }

    public int Requests => Volatile.Read(ref requests);

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}/acct");

    /// <summary>An answer with a status line and, optionally, a body.</summary>
    public static string Answer(string status, string body = "", string headers = "") =>
        $"HTTP/1.1 {status}\r\nConnection: close\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture)}\r\n\r\n{body}";

    public static string Error(string status, string code, string text = "refused") =>
        Answer(status, $$$$"""{"odata.error":{"code":"{{{{code}}}}","message":{"lang":"en-US","value":"{{{{text}}}}"}}}""", "Content-Type: application/json\r\n");

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> open = [];
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync(stop.Token);
                open.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient connection = client;
        try
        {
            NetworkStream stream = connection.GetStream();
            await ReadRequestAsync(stream);
            string step = script[Math.Min(Interlocked.Increment(ref requests), script.Length) - 1];
            switch (step)
            {
                case Break:
                    connection.LingerState = new LingerOption(enable: true, seconds: 0);
                    break;
                case Hang:
                    await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token);
                    break;
                default:
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(step), stop.Token);
                    break;
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            // The test is over, or the client gave up: both are its business.
        }
    }

    private async Task ReadRequestAsync(NetworkStream stream)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[64 * 1024];
        int headEnd = -1;
        int wanted = 0;
        while (headEnd < 0 || text.Length < headEnd + wanted)
        {
            int read = await stream.ReadAsync(buffer, stop.Token);
            if (read == 0)
            {
                throw new IOException("The client left.");
            }

            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            if (headEnd < 0 && text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and int end)
            {
                headEnd = end + 4;
                wanted = text.ToString().Split("\r\n")
                    .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                    .Select(line => int.Parse(line.AsSpan("Content-Length:".Length), CultureInfo.InvariantCulture))
                    .FirstOrDefault();
            }
        }
    }
}
