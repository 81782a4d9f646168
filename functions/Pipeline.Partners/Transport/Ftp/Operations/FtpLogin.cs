using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Pipeline.Partners.Transport.Ftp.Wire;

namespace Pipeline.Partners.Transport.Ftp.Operations;

/// <summary>Connects, protects and logs in.</summary>
internal static class FtpLogin
{
    public static async Task<FtpSession> RunAsync(
        FtpConfig config, TransferWatch watch, TimeProvider timeProvider, ILogger logger, CancellationToken cancellationToken)
    {
        EndPoint server = IPAddress.TryParse(config.Host, out IPAddress? address)
            ? new IPEndPoint(address, config.EffectivePort)
            : new DnsEndPoint(config.Host, config.EffectivePort);
        Socket socket = await watch.GuardAsync(
            "the connection",
            token => FtpSocket.ConnectAsync(config, server, timeProvider, token),
            cancellationToken);
        FtpControlConnection control = new(socket, new FtpSecretMask(config), watch, logger);
        FtpTls? tls = null;
        try
        {
            tls = config.EncryptionMode == FtpEncryptionMode.None ? null : new FtpTls(config);
            FtpSession session = new(config, control, tls, watch, timeProvider);
            await GreetAsync(session, cancellationToken);
            await AuthenticateAsync(session, cancellationToken);
            await PrepareAsync(session, cancellationToken);
            return session;
        }
        catch
        {
            tls?.Dispose();
            await control.DisposeAsync();
            throw;
        }
    }

    private static async Task GreetAsync(FtpSession session, CancellationToken cancellationToken)
    {
        FtpControlConnection control = session.Control;
        if (session.Config.EncryptionMode == FtpEncryptionMode.Implicit)
        {
            await control.StartTlsAsync(session.Tls!, cancellationToken);
        }

        FtpReply greeting = await control.ReadReplyAsync("the greeting", cancellationToken);
        if (greeting.Code == 120)
        {
            greeting = await control.ReadReplyAsync("the greeting", cancellationToken);
        }

        if (greeting.Code != 220)
        {
            throw FtpErrors.CommandRefused("the connection", greeting);
        }

        if (session.Config.EncryptionMode == FtpEncryptionMode.Explicit)
        {
            FtpReply answer = await control.ExecuteAsync("AUTH", "TLS", cancellationToken);
            if (answer.Code != 234)
            {
                throw FtpErrors.TlsRefused("AUTH TLS", answer);
            }

            await control.StartTlsAsync(session.Tls!, cancellationToken);
        }
    }

    private static async Task AuthenticateAsync(FtpSession session, CancellationToken cancellationToken)
    {
        FtpReply reply = await session.Control.ExecuteAsync(
            "USER", session.Config.UserName ?? "anonymous", cancellationToken);
        if (reply.Code == 331)
        {
            reply = await session.Control.ExecuteAsync("PASS", session.Config.Password ?? "", cancellationToken);
        }

        if (!reply.IsCompletion)
        {
            // No code of its own exists for it: vsftpd, ProFTPD and FileZilla say it in words.
            bool demandsTls = session.Tls is null
                && (reply.Text.Contains("encrypt", StringComparison.OrdinalIgnoreCase)
                    || reply.Text.Contains("TLS", StringComparison.OrdinalIgnoreCase)
                    || reply.Text.Contains("SSL", StringComparison.OrdinalIgnoreCase));
            throw demandsTls ? FtpErrors.TlsDemanded(reply) : FtpErrors.LoginRefused(reply);
        }

        if (session.Tls is not null)
        {
            await DemandAsync(session, "PBSZ", "0", cancellationToken);
            await DemandAsync(session, "PROT", "P", cancellationToken);
        }
    }

    private static async Task DemandAsync(
        FtpSession session, string verb, string argument, CancellationToken cancellationToken)
    {
        FtpReply reply = await session.Control.ExecuteAsync(verb, argument, cancellationToken);
        if (!reply.IsCompletion)
        {
            throw FtpErrors.TlsRefused($"{verb} {argument}", reply);
        }
    }

    private static async Task PrepareAsync(FtpSession session, CancellationToken cancellationToken)
    {
        FtpReply features = await session.Control.ExecuteAsync("FEAT", argument: null, cancellationToken);
        if (features.Code == 211)
        {
            session.Features = features.RawText.Split('\n')
                .Select(line => line.Trim().Split(' ', 2)[0].ToUpperInvariant())
                .ToHashSet(StringComparer.Ordinal);
        }

        if (session.Features.Contains("UTF8"))
        {
            // Refused by servers that are in UTF-8 mode already; either answer will do.
            await session.Control.ExecuteAsync("OPTS", "UTF8 ON", cancellationToken);
        }

        FtpReply type = await session.Control.ExecuteAsync("TYPE", "I", cancellationToken);
        if (!type.IsCompletion)
        {
            throw FtpErrors.CommandRefused("TYPE I", type);
        }
    }
}
