using System.Globalization;
using System.Net.Sockets;
using Pipeline.Core.Issues;
using Pipeline.Partners.Transport.Ftp.Wire;

namespace Pipeline.Partners.Transport.Ftp.Operations;

/// <summary>Starts a transfer to us: a file (RETR) or a listing (MLSD, LIST).</summary>
internal static class FtpOpenRead
{
    /// <summary>Opens the data; a file name is tried in UTF-8 and, where that is refused, in Latin-1.</summary>
    public static async Task<FtpDataStream> RunAsync(
        FtpSession session, string verb, string? path, long offset, CancellationToken cancellationToken)
    {
        bool hasLatin1Form = path is not null && FtpText.HasLatin1Form(path);
        bool latin1 = hasLatin1Form && session.UseLatin1Names;
        try
        {
            return await StartAsync(session, verb, path, offset, latin1, cancellationToken);
        }
        catch (FtpException exception) when (hasLatin1Form && exception.Reply?.Code is 501 or 550 or 553)
        {
            FtpDataStream stream = await StartAsync(session, verb, path, offset, !latin1, cancellationToken);
            session.UseLatin1Names = !latin1;
            return stream;
        }
    }

    private static async Task<FtpDataStream> StartAsync(
        FtpSession session, string verb, string? path, long offset, bool latin1, CancellationToken cancellationToken)
    {
        Socket socket = await FtpPassive.ConnectAsync(session, cancellationToken);
        Stream data = new NetworkStream(socket, ownsSocket: true);
        try
        {
            if (offset > 0)
            {
                await RestartAtAsync(session, offset, cancellationToken);
            }

            await session.Control.SendAsync(verb, path, latin1, cancellationToken);
            Stream open = session.Tls is null
                ? await ExpectStartAsync(session, verb, path, data, cancellationToken)
                : await ProtectAsync(session, verb, path, data, cancellationToken);
            return new FtpDataStream(session, open, path ?? verb);
        }
        catch
        {
            await data.DisposeAsync();
            throw;
        }
    }

    private static async Task RestartAtAsync(FtpSession session, long offset, CancellationToken cancellationToken)
    {
        FtpReply reply = await session.Control.ExecuteAsync(
            "REST", offset.ToString(CultureInfo.InvariantCulture), cancellationToken);
        if (!reply.IsIntermediate)
        {
            throw FtpErrors.ResumeRefused(reply);
        }
    }

    private static async Task<Stream> ExpectStartAsync(
        FtpSession session, string verb, string? path, Stream data, CancellationToken cancellationToken)
    {
        FtpReply reply = await session.Control.ReadReplyAsync($"the start of {verb}", cancellationToken);
        return reply.IsPreliminary ? data : throw Refused(verb, path, reply);
    }

    /// <summary>
    /// Shakes hands while the reply is under way: vsftpd sends 150 first, ftp-srv wants the handshake first.
    /// </summary>
    private static async Task<Stream> ProtectAsync(
        FtpSession session, string verb, string? path, Stream data, CancellationToken cancellationToken)
    {
        using CancellationTokenSource abandon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<Stream> handshake = session.Watch.GuardAsync<Stream>(
            "the TLS handshake of the data connection",
            async token => await session.Tls!.AuthenticateAsync(data, "data connection", token),
            abandon.Token);
        try
        {
            await ExpectStartAsync(session, verb, path, data, cancellationToken);
        }
        catch
        {
            await abandon.CancelAsync();
            await Settle(handshake);
            throw;
        }

        try
        {
            return await handshake;
        }
        catch (FtpException exception) when (exception.Code == IssueCodes.FtpTlsFailed)
        {
            // The server's own words are better than "connection reset".
            FtpReply reply = await session.Control.ReadReplyAsync($"the end of {verb}", cancellationToken);
            throw reply.IsCompletion ? exception : FtpDataStream.Broken(reply, exception);
        }
    }

    private static async Task Settle(Task<Stream> handshake)
    {
        try
        {
            await (await handshake).DisposeAsync();
        }
        catch (Exception exception) when (exception is OperationCanceledException or FtpException or IOException)
        {
            // The refusal by the server, thrown by the caller, is the cause; this is its echo.
        }
    }

    private static FtpException Refused(string verb, string? path, FtpReply reply) => reply.Code switch
    {
        550 or 553 => FtpErrors.FileMissing(path ?? ".", reply),
        425 or 426 or 451 or 522 => FtpDataStream.Broken(reply, cause: null),
        _ => FtpErrors.CommandRefused(verb, reply),
    };
}
