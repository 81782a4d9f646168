using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Pipeline.Partners.Tests.Transport;

/// <summary>An FTP server that answers by script: for what no installed server does.</summary>
internal sealed class ScriptedFtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public ScriptedFtpServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Reply by verb; "GREETING" for the first line; "" says nothing. Unknown verbs get 502.</summary>
    public Dictionary<string, string> Replies { get; } = new(StringComparer.Ordinal)
    {
        ["GREETING"] = "220 ready",
        ["USER"] = "331 password please",
        ["PASS"] = "230 welcome",
        ["TYPE"] = "200 ok",
        ["PBSZ"] = "200 ok",
        ["PROT"] = "200 ok",
        ["REST"] = "350 go on",
        ["PASV"] = "227 Entering Passive Mode (203,0,113,9,{high},{low})",
    };

    /// <summary>What transfers send once <see cref="Broken"/> is used up.</summary>
    public byte[] Data { get; set; } = [];

    /// <summary>What listings send, where that is something else.</summary>
    public byte[]? Listing { get; set; }

    /// <summary>What the first transfers send before they end in 426.</summary>
    public ConcurrentQueue<byte[]> Broken { get; } = [];

    /// <summary>Implicit TLS when set; data handshakes are finished before the 150 reply is sent.</summary>
    public X509Certificate2? Certificate { get; set; }

    public ConcurrentQueue<string> Commands { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(stop.Token);
                try
                {
                    await using Stream control = await ProtectAsync(client.GetStream());
                    await AnswerAsync(control);
                }
                catch (IOException)
                {
                    // The client left; the next one may come.
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Disposed; a listener that is stopped between two calls says "not listening".
        }
    }

    private async Task AnswerAsync(Stream control)
    {
        using TcpListener data = new(IPAddress.Loopback, port: 0);
        data.Start();
        int port = ((IPEndPoint)data.LocalEndpoint).Port;
        using StreamReader commands = new(control, Encoding.Latin1);
        await SayAsync(control, Replies["GREETING"], port);
        while (await commands.ReadLineAsync(stop.Token) is { } line)
        {
            Commands.Enqueue(line);
            string verb = line.Split(' ')[0];
            if (verb is "LIST" or "MLSD" or "RETR" && !Replies.ContainsKey(verb))
            {
                await TransferAsync(control, data, port, verb == "RETR" ? Data : Listing ?? Data);
            }
            else
            {
                if (verb is "LIST" or "MLSD" or "RETR" && data.Pending())
                {
                    (await data.AcceptTcpClientAsync(stop.Token)).Dispose();
                }

                await SayAsync(control, Replies.GetValueOrDefault(verb, "502 unknown"), port);
            }
        }
    }

    private async Task TransferAsync(Stream control, TcpListener listening, int port, byte[] bytes)
    {
        bool isBroken = Broken.TryDequeue(out byte[]? part);
        using (TcpClient client = await listening.AcceptTcpClientAsync(stop.Token))
        {
            await using Stream data = await ProtectAsync(client.GetStream());
            await SayAsync(control, "150 here it comes", port);
            await data.WriteAsync(part ?? bytes, stop.Token);
        }

        await SayAsync(control, isBroken ? "426 broken" : "226 done", port);
    }

    private async Task<Stream> ProtectAsync(Stream stream)
    {
        if (Certificate is null)
        {
            return stream;
        }

        SslStream protectedStream = new(stream);
        await protectedStream.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = Certificate }, stop.Token);
        return protectedStream;
    }

    private async Task SayAsync(Stream control, string reply, int port)
    {
        if (reply.Length > 0)
        {
            string filled = reply
                .Replace("{port}", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{high}", (port / 256).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{low}", (port % 256).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            await control.WriteAsync(Encoding.UTF8.GetBytes(filled + "\r\n"), stop.Token);
        }
    }
}
