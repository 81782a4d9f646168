using System.Net;
using System.Net.Sockets;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Tests.Conformance;

/// <summary>A socket that sends the answer of one vector, byte for byte, faults included.</summary>
internal sealed class RawAnswerServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly JObject _vector;
    private readonly Task _run;
    private readonly List<string> _redirected = [];

    public RawAnswerServer(JObject vector)
    {
        _vector = vector;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _run = RunAsync();
    }

    public Uri Address { get; }

    /// <summary>Calls made by the client itself after a redirect: the method and whether there was a body.</summary>
    public IReadOnlyList<string> Redirected => _redirected;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _run;
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (!_end.IsCancellationRequested)
            {
                using Socket socket = await _listener.AcceptSocketAsync(_end.Token);
                await AnswerAsync(socket);
            }
        }
        catch (Exception error) when (_end.IsCancellationRequested || error is OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        string request = await ReadRequestAsync(socket);
        string transport = (string)_vector["transport"]!;
        if (request.Contains(" /redirected ", StringComparison.Ordinal))
        {
            bool hasBody = !request.EndsWith("\r\n\r\n", StringComparison.Ordinal)
                || request.Contains("chunked", StringComparison.OrdinalIgnoreCase);
            _redirected.Add($"{request.Split(' ')[0]} {(hasBody ? "with" : "without")} body");
            await SendAsync(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
            return;
        }

        switch (transport)
        {
            case "silent":
                await Task.Delay(Timeout.Infinite, _end.Token);
                return;
            case "close":
                return;
            case "reset":
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                return;
            default:
                await SendAsync(socket, RawAnswer.Write(_vector));
                break;
        }

        if (transport == "stall")
        {
            await Task.Delay(Timeout.Infinite, _end.Token);
        }

        socket.Shutdown(SocketShutdown.Send);
    }

    private static async Task SendAsync(Socket socket, string text) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(text));

    private static async Task<string> ReadRequestAsync(Socket socket)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[65536];
        while (true)
        {
            int count = await socket.ReceiveAsync(buffer);
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
            string request = text.ToString();
            bool isChunked = request.Contains("chunked", StringComparison.OrdinalIgnoreCase);
            if (count == 0 || request.EndsWith(isChunked ? "\r\n0\r\n\r\n" : "\r\n\r\n", StringComparison.Ordinal))
            {
                return request;
            }
        }
    }
}
