using System.Net;
using System.Net.Sockets;

namespace Pipeline.Partners.Transport.Ftp.Wire;

/// <summary>Opens TCP connections with a limit.</summary>
internal static class FtpSocket
{
    public static async Task<Socket> ConnectAsync(
        FtpConfig config, EndPoint endPoint, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        Socket socket = endPoint is IPEndPoint address
            ? new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        using CancellationTokenSource limit = new(config.ConnectTimeout, timeProvider);
        using CancellationTokenSource any =
            CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            socket.NoDelay = true;

            // The control connection is silent during a long transfer; firewalls forget silent connections.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
            await socket.ConnectAsync(endPoint, any.Token);
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw FtpErrors.Unreachable(config, $"no connection to {Describe(endPoint)}", exception);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            if (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw FtpErrors.Unreachable(config, $"no connection to {Describe(endPoint)} in time", cause: null);
            }

            throw;
        }
    }

    private static string Describe(EndPoint endPoint) =>
        endPoint is IPEndPoint address ? $"port {address.Port}" : "the server";
}
