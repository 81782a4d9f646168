using System.Net;
using System.Net.Sockets;

namespace Pipeline.Scenarios.Infrastructure;

/// <summary>Ports on 127.0.0.1.</summary>
internal static class Ports
{
    /// <summary>One that nobody listens on now.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
