namespace Pipeline.Core.Issues;

public static partial class IssueCodes
{
#pragma warning disable CS1591 // As in IssueCodes.cs.
    public const string FeedFileMissing = "FEED_FILE_MISSING";
    public const string FeedDeadline = "FEED_DEADLINE";
    public const string FeedChangedWhileRead = "FEED_CHANGED_WHILE_READ";
    public const string FeedTooLarge = "FEED_TOO_LARGE";
    public const string FeedDiskFull = "FEED_DISK_FULL";
    public const string FeedLocalWriteFailed = "FEED_LOCAL_WRITE_FAILED";
    public const string FeedUrlRefused = "FEED_URL_REFUSED";
    public const string FeedSettingRefused = "FEED_SETTING_REFUSED";

    public const string FtpUnreachable = "FTP_UNREACHABLE";
    public const string FtpStalled = "FTP_STALLED";
    public const string FtpDeadline = "FTP_DEADLINE";
    public const string FtpCut = "FTP_CUT";
    public const string FtpLoginRefused = "FTP_LOGIN_REFUSED";
    public const string FtpProtocol = "FTP_PROTOCOL";
    public const string FtpBusy = "FTP_BUSY";
    public const string FtpTlsDemanded = "FTP_TLS_DEMANDED";
    public const string FtpTlsRefused = "FTP_TLS_REFUSED";
    public const string FtpTlsFailed = "FTP_TLS_FAILED";
    public const string FtpTlsCertificate = "FTP_TLS_CERTIFICATE";
    public const string FtpTlsReuse = "FTP_TLS_REUSE";
    public const string FtpFileMissing = "FTP_FILE_MISSING";
    public const string FtpResumeRefused = "FTP_RESUME_REFUSED";
    public const string FtpNameRefused = "FTP_NAME_REFUSED";
    public const string FtpCommandRefused = "FTP_COMMAND_REFUSED";

    public const string SftpUnreachable = "SFTP_UNREACHABLE";
    public const string SftpStalled = "SFTP_STALLED";
    public const string SftpDeadline = "SFTP_DEADLINE";
    public const string SftpCut = "SFTP_CUT";
    public const string SftpLoginRefused = "SFTP_LOGIN_REFUSED";
    public const string SftpProtocol = "SFTP_PROTOCOL";
    public const string SftpHostKeyUnknown = "SFTP_HOST_KEY_UNKNOWN";
    public const string SftpHostKeyChanged = "SFTP_HOST_KEY_CHANGED";
    public const string SftpKeyUnreadable = "SFTP_KEY_UNREADABLE";
    public const string SftpKeyPassphrase = "SFTP_KEY_PASSPHRASE";
    public const string SftpPermissionDenied = "SFTP_PERMISSION_DENIED";
    public const string SftpNoFile = "SFTP_NO_FILE";
    public const string SftpRefused = "SFTP_REFUSED";

    public const string HttpUnreachable = "HTTP_UNREACHABLE";
    public const string HttpStalled = "HTTP_STALLED";
    public const string HttpDeadline = "HTTP_DEADLINE";
    public const string HttpCut = "HTTP_CUT";
    public const string HttpLoginRefused = "HTTP_LOGIN_REFUSED";
    public const string HttpProtocol = "HTTP_PROTOCOL";
    public const string HttpTlsCertificate = "HTTP_TLS_CERTIFICATE";
    public const string HttpTlsFailed = "HTTP_TLS_FAILED";
    public const string HttpRedirectRefused = "HTTP_REDIRECT_REFUSED";
    public const string HttpServerError = "HTTP_SERVER_ERROR";
    public const string HttpRefused = "HTTP_REFUSED";
#pragma warning restore CS1591
}
