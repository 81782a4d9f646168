using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Pipeline.Core.Issues;
using Pipeline.Partners.Transport.Ftp.Wire;

namespace Pipeline.Partners.Transport.Ftp.Operations;

/// <summary>Opens the TCP part of a data connection: EPSV (RFC 2428), or PASV where that is unknown or leads nowhere.</summary>
internal static class FtpPassive
{
    public static async Task<Socket> ConnectAsync(FtpSession session, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(session, cancellationToken);
        }
        catch (FtpException exception) when (exception.Code == IssueCodes.FtpUnreachable && !session.UsePasv
            && session.Control.RemoteAddress.AddressFamily == AddressFamily.InterNetwork)
        {
            // Announced to us and closed by something between: PASV's ports are the ones that firewalls watch.
            session.UsePasv = true;
            return await OpenAsync(session, cancellationToken);
        }
    }

    private static async Task<Socket> OpenAsync(FtpSession session, CancellationToken cancellationToken)
    {
        int port = await AskPortAsync(session, cancellationToken);

        // PASV's own address is ignored: behind address translation it is wrong, and it could point anywhere.
        IPEndPoint endPoint = new(session.Control.RemoteAddress, port);
        return await session.Watch.GuardAsync(
            "the data connection",
            token => FtpSocket.ConnectAsync(session.Config, endPoint, session.TimeProvider, token),
            cancellationToken);
    }

    /// <summary>Reads <c>Entering Extended Passive Mode (|||42001|)</c>.</summary>
    public static bool TryReadExtended(string text, out int port)
    {
        port = 0;
        int open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 || open + 5 >= text.Length)
        {
            return false;
        }

        char mark = text[open + 1];
        string[] parts = text[(open + 2)..].Split(mark);
        return parts.Length >= 4 && parts[3].StartsWith(')') && TryReadNumber(parts[2], 65535, out port) && port > 0;
    }

    /// <summary>Reads the port of <c>Entering Passive Mode (10,0,0,1,164,17)</c>, brackets or not.</summary>
    public static bool TryReadPassive(string text, out int port)
    {
        port = 0;
        int first = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (first < 0)
        {
            return false;
        }

        string[] parts = text[first..].Split(',');
        if (parts.Length != 6)
        {
            return false;
        }

        int digits = parts[5].AsSpan().IndexOfAnyExceptInRange('0', '9');
        string last = digits < 0 ? parts[5] : parts[5][..digits];
        if (!TryReadNumber(parts[4], 255, out int high) || !TryReadNumber(last, 255, out int low))
        {
            return false;
        }

        port = (high * 256) + low;
        return port > 0;
    }

    private static async Task<int> AskPortAsync(FtpSession session, CancellationToken cancellationToken)
    {
        if (!session.UsePasv)
        {
            FtpReply extended = await session.Control.ExecuteAsync("EPSV", argument: null, cancellationToken);
            if (extended.Code == 229 && TryReadExtended(extended.RawText, out int port))
            {
                return port;
            }

            session.UsePasv = true;
        }

        FtpReply passive = await session.Control.ExecuteAsync("PASV", argument: null, cancellationToken);
        if (passive.Code != 227)
        {
            throw FtpErrors.CommandRefused("PASV", passive);
        }

        return TryReadPassive(passive.RawText, out int classicPort)
            ? classicPort
            : throw FtpErrors.Protocol($"the reply to PASV names no port ({passive.Text})");
    }

    private static bool TryReadNumber(string text, int max, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= max;
}
