using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.Partners.Tests.Transport;

/// <summary>Stands between a client and a plain FTP server and breaks data connections as told.</summary>
internal sealed partial class CuttingFtpProxy(int serverPort) : CuttingProxy(serverPort)
{
    private readonly int serverPort = serverPort;

    [GeneratedRegex(@"\(\|\|\|(?<port>\d+)\|\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExtendedPort();

    protected override async Task ServeAsync(TcpClient client)
    {
        using TcpClient server = await ConnectAsync(serverPort);
        Start(() => client.GetStream().CopyToAsync(server.GetStream(), Stopping));
        using StreamReader replies = new(server.GetStream(), Encoding.Latin1);
        while (await replies.ReadLineAsync(Stopping) is { } line)
        {
            string passed = ExtendedPort().Replace(line, match => OwnPort(match, client));
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(passed + "\r\n"), Stopping);
        }
    }

    private string OwnPort(Match match, TcpClient control)
    {
        TcpListener data = Owned(new TcpListener(IPAddress.Loopback, port: 0));
        data.Start();
        int serverDataPort = int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture);
        Start(() => DataAsync(data, serverDataPort, control));
        return string.Create(CultureInfo.InvariantCulture, $"(|||{((IPEndPoint)data.LocalEndpoint).Port}|)");
    }

    private async Task DataAsync(TcpListener data, int serverDataPort, TcpClient control)
    {
        using TcpClient client = Owned(await data.AcceptTcpClientAsync(Stopping));
        using TcpClient server = await ConnectAsync(serverDataPort);
        if (!await PumpAsync(server, client))
        {
            control.Dispose();
        }
    }
}
