namespace Pipeline.Partners.Transport.Ftp.Wire;

/// <summary>What the operations of one client share: its connection and what it learned about the server.</summary>
internal sealed class FtpSession(
    FtpConfig config, FtpControlConnection control, FtpTls? tls, TransferWatch watch, TimeProvider timeProvider)
{
    public FtpConfig Config { get; } = config;

    public FtpControlConnection Control { get; } = control;

    /// <summary>Null for plain connections.</summary>
    public FtpTls? Tls { get; } = tls;

    public TransferWatch Watch { get; } = watch;

    public TimeProvider TimeProvider { get; } = timeProvider;

    /// <summary>Upper-case feature names of FEAT; empty when the server does not know FEAT.</summary>
    public IReadOnlySet<string> Features { get; set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>EPSV was refused once, or its port did; PASV from then on.</summary>
    public bool UsePasv { get; set; }

    /// <summary>A Latin-1 name worked where its UTF-8 form did not.</summary>
    public bool UseLatin1Names { get; set; }

    /// <summary>Sends a command with a file name, in UTF-8, and if that is refused in Latin-1.</summary>
    public async Task<FtpReply> ExecuteOnNameAsync(string verb, string path, CancellationToken cancellationToken)
    {
        bool hasLatin1Form = FtpText.HasLatin1Form(path);
        bool latin1 = hasLatin1Form && UseLatin1Names;
        FtpReply reply = await ExecuteAsync(latin1);
        if (!hasLatin1Form || reply.Code is not (501 or 550 or 553))
        {
            return reply;
        }

        FtpReply other = await ExecuteAsync(!latin1);
        if (other.IsCompletion || other.IsPreliminary)
        {
            UseLatin1Names = !latin1;
            return other;
        }

        return reply;

        async Task<FtpReply> ExecuteAsync(bool inLatin1)
        {
            await Control.SendAsync(verb, path, inLatin1, cancellationToken);
            return await Control.ReadReplyAsync($"the reply to {verb}", cancellationToken);
        }
    }
}
