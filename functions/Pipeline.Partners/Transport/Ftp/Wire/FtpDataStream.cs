namespace Pipeline.Partners.Transport.Ftp.Wire;

/// <summary>
/// The bytes of one transfer. The end (a read of 0) is reported only after the server confirmed it with 226 or 250.
/// </summary>
internal sealed class FtpDataStream(FtpSession session, Stream data, string what) : ForwardStream
{
    private bool isComplete;

    /// <summary>What a final reply other than success means.</summary>
    public static FtpException Broken(FtpReply reply, Exception? cause) => reply.Code switch
    {
        522 => FtpErrors.TlsReuse(reply),
        _ => FtpErrors.Cut("the server ended the transfer early", reply, cause),
    };

    /// <summary>Ends the transfer whose bytes nobody wants; whatever the server says of that is well.</summary>
    public async Task AbandonAsync(CancellationToken cancellationToken)
    {
        await data.DisposeAsync();
        _ = await session.Control.ReadReplyAsync("the end of the transfer", cancellationToken);
        isComplete = true;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (isComplete || buffer.IsEmpty)
        {
            return 0;
        }

        Exception? broken = null;
        try
        {
            int read = await session.Watch.GuardAsync(
                $"bytes of '{what}'",
                async token => await data.ReadAsync(buffer, token),
                cancellationToken);
            if (read > 0)
            {
                return read;
            }
        }
        catch (IOException exception)
        {
            broken = exception;
        }

        await FinishAsync(broken, cancellationToken);
        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask DisposeAsync()
    {
        await data.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            data.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Closes the data connection and hears the server's verdict.</summary>
    private async Task FinishAsync(Exception? broken, CancellationToken cancellationToken)
    {
        await data.DisposeAsync();
        FtpReply reply = await session.Control.ReadReplyAsync("the end of the transfer", cancellationToken);
        if (!reply.IsCompletion)
        {
            throw Broken(reply, broken);
        }

        isComplete = broken is null ? true : throw FtpErrors.Cut("the data connection broke", reply, broken);
    }
}
