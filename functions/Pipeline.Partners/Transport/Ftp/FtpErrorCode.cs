namespace Pipeline.Partners.Transport.Ftp;

/// <summary>The codes of <see cref="FtpException"/>.</summary>
public static class FtpErrorCode
{
    /// <summary>No TCP connection, or the name is unknown. A retry may help.</summary>
    public const string Unreachable = "FTP_UNREACHABLE";

    /// <summary>The server has no room now (421). A retry may help.</summary>
    public const string Busy = "FTP_BUSY";

    /// <summary>User name, password or account refused.</summary>
    public const string LoginRefused = "FTP_LOGIN_REFUSED";

    /// <summary>The server wants TLS and the setting says plain.</summary>
    public const string TlsDemanded = "FTP_TLS_DEMANDED";

    /// <summary>The setting wants TLS and the server does not offer it.</summary>
    public const string TlsRefused = "FTP_TLS_REFUSED";

    /// <summary>The TLS handshake failed for another reason than the certificate.</summary>
    public const string TlsFailed = "FTP_TLS_FAILED";

    /// <summary>The server's certificate is not trusted, not for this host, or not the pinned one.</summary>
    public const string TlsCertificate = "FTP_TLS_CERTIFICATE";

    /// <summary>The server refused the data connection because its TLS session was not resumed. A retry may help.</summary>
    public const string TlsReuse = "FTP_TLS_REUSE";

    /// <summary>No such file, or no right to read it.</summary>
    public const string FileMissing = "FTP_FILE_MISSING";

    /// <summary>The server cannot start a transfer in the middle of a file.</summary>
    public const string ResumeRefused = "FTP_RESUME_REFUSED";

    /// <summary>No byte for the stall time. A retry may help.</summary>
    public const string Stalled = "FTP_STALLED";

    /// <summary>The total time passed. A retry may help.</summary>
    public const string Deadline = "FTP_DEADLINE";

    /// <summary>A connection broke, or the server ended the transfer early. A retry may help.</summary>
    public const string Cut = "FTP_CUT";

    /// <summary>The server's answer is not FTP, or larger than any honest one.</summary>
    public const string Protocol = "FTP_PROTOCOL";

    /// <summary>A name or credential holds a control character and is not sent.</summary>
    public const string NameRefused = "FTP_NAME_REFUSED";

    /// <summary>The server refused a command that has no code of its own here; 4xx replies may pass with a retry.</summary>
    public const string CommandRefused = "FTP_COMMAND_REFUSED";
}
