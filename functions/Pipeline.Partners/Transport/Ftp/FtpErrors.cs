using Pipeline.Core.Issues;

namespace Pipeline.Partners.Transport.Ftp;

/// <summary>Makes each <see cref="FtpException"/> with its remedy, so that texts exist once.</summary>
internal static class FtpErrors
{
    public static FtpException Unreachable(FtpConfig config, string what, Exception? cause) => new(
        IssueCodes.FtpUnreachable,
        $"{config}: {what}{(cause is null ? "" : $" ({cause.Message})")}.",
        "Check host, port and firewall (outgoing, passive ports included); the server may also be down.",
        isTransient: true, reply: null, cause);

    public static FtpException Busy(FtpReply reply) => new(
        IssueCodes.FtpBusy,
        $"The server accepts no connection now: {reply}.",
        "Wait, or lower the number of feeds fetched at the same time.",
        isTransient: true, reply, innerException: null);

    public static FtpException LoginRefused(FtpReply reply) => new(
        IssueCodes.FtpLoginRefused,
        $"The server refused the login: {reply}.",
        "Check user name and password; price and stock feeds may have different ones.",
        isTransient: false, reply, innerException: null);

    public static FtpException TlsDemanded(FtpReply reply) => new(
        IssueCodes.FtpTlsDemanded,
        $"The server demands encryption: {reply}.",
        "Use ftpes:// (explicit TLS) instead of ftp:// in the address.",
        isTransient: false, reply, innerException: null);

    public static FtpException TlsRefused(string command, FtpReply reply) => new(
        IssueCodes.FtpTlsRefused,
        $"The server does not offer TLS, {command} gave: {reply}.",
        "Ask the distributor for the encrypted port; use ftp:// only if a clear-text password is acceptable.",
        isTransient: false, reply, innerException: null);

    public static FtpException TlsFailed(string what, bool isTransient, FtpReply? reply, Exception? cause) => new(
        IssueCodes.FtpTlsFailed,
        $"The TLS handshake of the {what} failed{(reply is null ? "" : $", the server says: {reply}")}{(cause is null ? "" : $" ({cause.Message})")}.",
        "Check the scheme and port: ftpes:// is explicit TLS (21), ftps:// implicit TLS (990).",
        isTransient, reply, cause);

    public static FtpException TlsCertificate(string host, string refusal, Exception? cause) => new(
        IssueCodes.FtpTlsCertificate,
        $"The certificate of {host} is refused: {refusal}.",
        "Confirm the new certificate with the distributor, then set CertificateThumbprint to its SHA-256.",
        isTransient: false, reply: null, cause);

    public static FtpException TlsReuse(FtpReply reply) => new(
        IssueCodes.FtpTlsReuse,
        $"The server demands that the data connection resumes the TLS session of the control connection: {reply}.",
        "Leave AllowTlsResume on; if it is on, try again.",
        isTransient: true, reply, innerException: null);

    public static FtpException FileMissing(string path, FtpReply reply) => new(
        IssueCodes.FtpFileMissing,
        $"The file '{path}' is absent or not readable: {reply}.",
        "Check the path, upper and lower case included, and the rights of the login.",
        isTransient: false, reply, innerException: null);

    public static FtpException ResumeRefused(FtpReply reply) => new(
        IssueCodes.FtpResumeRefused,
        $"The server cannot resume a transfer: {reply}.",
        "Fetch the file from its beginning.",
        isTransient: true, reply, innerException: null);

    public static FtpException Timeout(TransferTimeout kind, string activity) => kind switch
    {
        TransferTimeout.Stall => new FtpException(
            IssueCodes.FtpStalled,
            $"The server sent nothing within the stall time-out while we waited for {activity}.",
            "Try again; if it repeats, ask the distributor or raise the stall time-out.",
            isTransient: true, reply: null, innerException: null),
        TransferTimeout.Deadline => new FtpException(
            IssueCodes.FtpDeadline,
            $"The total deadline passed while we waited for {activity}.",
            "Try again; if it repeats, raise the deadline of the feed.",
            isTransient: true, reply: null, innerException: null),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of time-out."),
    };

    public static FtpException Cut(string what, FtpReply? reply, Exception? cause) => new(
        IssueCodes.FtpCut,
        $"The connection broke: {what}{(reply is null ? "" : $", {reply}")}{(cause is null ? "" : $" ({cause.Message})")}.",
        "Try again; the transfer can be resumed.",
        isTransient: true, reply, cause);

    public static FtpException Protocol(string what) => new(
        IssueCodes.FtpProtocol,
        $"The server does not speak FTP as expected: {what}.",
        "Check that host, port and scheme belong together.",
        isTransient: false, reply: null, innerException: null);

    public static FtpException NameRefused(string what) => new(
        IssueCodes.FtpNameRefused,
        $"{what} holds a control character and is not sent.",
        "Correct the setting.",
        isTransient: false, reply: null, innerException: null);

    public static FtpException CommandRefused(string command, FtpReply reply) => new(
        IssueCodes.FtpCommandRefused,
        $"The server refused {command}: {reply}.",
        "Read the server's text; ask the distributor if it does not explain itself.",
        isTransient: reply.Code is >= 400 and < 500, reply, innerException: null);
}
