using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Issues;

namespace Pipeline.Partners.Transport.Ftp.Wire;

/// <summary>The control connection: one command at a time, each with its reply.</summary>
internal sealed partial class FtpControlConnection : IAsyncDisposable
{
    private readonly Socket socket;
    private readonly FtpSecretMask mask;
    private readonly TransferWatch watch;
    private readonly ILogger logger;
    private Stream stream;
    private FtpReplyReader reader;

    public FtpControlConnection(Socket socket, FtpSecretMask mask, TransferWatch watch, ILogger logger)
    {
        this.socket = socket;
        this.mask = mask;
        this.watch = watch;
        this.logger = logger;
        stream = new NetworkStream(socket, ownsSocket: true);
        reader = new FtpReplyReader(stream);
    }

    /// <summary>The server's address as reached: where data connections go, whatever PASV says.</summary>
    public IPAddress RemoteAddress
    {
        get
        {
            IPAddress address = ((IPEndPoint)socket.RemoteEndPoint!).Address;
            return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        }
    }

    /// <summary>Turns the connection into TLS.</summary>
    public async Task StartTlsAsync(FtpTls tls, CancellationToken cancellationToken)
    {
        if (reader.HasBufferedBytes)
        {
            // Clear-text bytes behind the reply would be taken for protected ones: an injection.
            throw FtpErrors.Protocol("the server sent clear text beyond its reply to AUTH TLS");
        }

        stream = await watch.GuardAsync<Stream>(
            "the TLS handshake",
            async token => await tls.AuthenticateAsync(stream, "control connection", token),
            cancellationToken);
        reader = new FtpReplyReader(stream);
    }

    /// <summary>Sends a command and reads its reply.</summary>
    public async Task<FtpReply> ExecuteAsync(string verb, string? argument, CancellationToken cancellationToken)
    {
        await SendAsync(verb, argument, latin1: false, cancellationToken);
        return await ReadReplyAsync($"the reply to {verb}", cancellationToken);
    }

    /// <summary>Sends a command and leaves its reply to <see cref="ReadReplyAsync"/>.</summary>
    public async Task SendAsync(string verb, string? argument, bool latin1, CancellationToken cancellationToken)
    {
        byte[] line = FtpText.EncodeCommand(verb, argument, latin1);
        Log.Sent(logger, FtpSecretMask.Command(verb, argument));
        await watch.GuardAsync(
            $"{verb} to be sent",
            async token =>
            {
                try
                {
                    await stream.WriteAsync(line, token);
                    return true;
                }
                catch (Exception exception) when (exception is IOException or ObjectDisposedException && !token.IsCancellationRequested)
                {
                    throw FtpErrors.Cut($"{verb} could not be sent", reply: null, exception);
                }
            },
            cancellationToken);
    }

    /// <summary>Reads the next reply.</summary>
    /// <exception cref="FtpException"><see cref="IssueCodes.FtpBusy"/> for 421, besides those of the reader.</exception>
    public async Task<FtpReply> ReadReplyAsync(string activity, CancellationToken cancellationToken)
    {
        FtpReply reply = await watch.GuardAsync(activity, ReadAsync, cancellationToken);
        reply = new FtpReply(reply.Code, mask.Reply(reply.Text)) { RawText = reply.Text };
        Log.Received(logger, reply.Code, reply.Text);
        return reply.Code == 421 ? throw FtpErrors.Busy(reply) : reply;

        async Task<FtpReply> ReadAsync(CancellationToken token)
        {
            try
            {
                return await reader.ReadAsync(token);
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException && !token.IsCancellationRequested)
            {
                throw FtpErrors.Cut($"no reply while we waited for {activity}", reply: null, exception);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private static partial class Log
    {
        [LoggerMessage(4101, LogLevel.Debug, "FTP sent {Command}")]
        public static partial void Sent(ILogger logger, string command);

        [LoggerMessage(4102, LogLevel.Debug, "FTP received {ReplyCode} {ReplyText}")]
        public static partial void Received(ILogger logger, int replyCode, string replyText);
    }
}
