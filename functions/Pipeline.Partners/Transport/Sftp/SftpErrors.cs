using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Issues;

namespace Pipeline.Partners.Transport.Sftp;

/// <summary>Makes each failure of an SFTP feed with its remedy, so that texts exist once.</summary>
internal static class SftpErrors
{
    private const string HowToVerify = "ask the distributor for it, or run ssh-keyscan HOST | ssh-keygen -lf - on a line you trust";

    public static FeedTransportException Unreachable(FeedSourceOptions options, string what, Exception? cause) => new(
        IssueCodes.SftpUnreachable,
        $"{options}: {what}{Because(cause)}.",
        "Check host, port (SFTP usually has 22) and firewall; the server may also be down or busy.",
        isTransient: true, cause);

    public static FeedTransportException Protocol(string what, Exception? cause) => new(
        IssueCodes.SftpProtocol,
        $"The server does not speak SFTP as expected: {what}{Because(cause)}.",
        "Check that host, port and scheme belong together, and that the login may use SFTP.",
        isTransient: false, cause);

    public static FeedTransportException HostKeyUnknown(FeedSourceOptions options, string shown) => new(
        IssueCodes.SftpHostKeyUnknown,
        $"No host key is set for {options.Url.Host}, so its server is not trusted; it showed {shown}.",
        $"Verify that fingerprint ({HowToVerify}), then set HostKeyFingerprint to it.",
        isTransient: false, innerException: null);

    public static FeedTransportException HostKeyChanged(FeedSourceOptions options, string shown, HostKeyFingerprint pin) => new(
        IssueCodes.SftpHostKeyChanged,
        $"The host key of {options.Url.Host} is refused: the server showed {shown}, the setting says {pin}; nothing was sent to it.",
        $"Do not set the new one before it is verified, since someone may stand between: {HowToVerify}; then set HostKeyFingerprint to it.",
        isTransient: false, innerException: null);

    public static FeedTransportException LoginRefused(string how, Exception cause) => new(
        IssueCodes.SftpLoginRefused,
        $"The server refused the login by {how}{Because(cause)}.",
        "Check user name and password, or that the distributor has entered the public key of PrivateKey; price and stock feeds may have different ones.",
        isTransient: false, cause);

    public static FeedTransportException KeyUnreadable() => new(
        IssueCodes.SftpKeyUnreadable,
        "The PrivateKey of the feed is no private key that can be read.",
        "Set the whole text of an OpenSSH or PEM file, from -----BEGIN to -----END, with its line ends; not the .pub file.",
        isTransient: false, innerException: null);

    public static FeedTransportException KeyPassphrase(string what) => new(
        IssueCodes.SftpKeyPassphrase,
        $"The PrivateKey of the feed {what}.",
        "Set Password to the passphrase of the key: beside a PrivateKey it is that.",
        isTransient: false, innerException: null);

    public static FeedTransportException PermissionDenied(string path, Exception cause) => new(
        IssueCodes.SftpPermissionDenied,
        $"The login may not read '{path}'{Because(cause)}.",
        "Ask the distributor for the right to read it, or correct the path.",
        isTransient: false, cause);

    public static FeedTransportException NoFile(string path, string what) => new(
        IssueCodes.SftpNoFile,
        $"'{path}' is {what}, not a file.",
        "Write the path of the file itself.",
        isTransient: false, innerException: null);

    public static FeedTransportException Refused(string activity, Exception cause) => new(
        IssueCodes.SftpRefused,
        $"The server refused {activity}{Because(cause)}.",
        "Read the server's text; ask the distributor if it does not explain itself.",
        isTransient: true, cause);

    public static FeedTransportException Timeout(TransferTimeout kind, string activity) => kind switch
    {
        TransferTimeout.Stall => new FeedTransportException(
            IssueCodes.SftpStalled,
            $"The server sent nothing within the stall time-out while we waited for {activity}.",
            "Try again; if it repeats, ask the distributor or raise the stall time-out.",
            isTransient: true, innerException: null),
        TransferTimeout.Deadline => new FeedTransportException(
            IssueCodes.SftpDeadline,
            $"The total deadline passed while we waited for {activity}.",
            "Try again; if it repeats, raise the deadline of the feed.",
            isTransient: true, innerException: null),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of time-out."),
    };

    public static FeedTransportException Cut(string what, Exception? cause) => new(
        IssueCodes.SftpCut,
        $"The connection broke: {what}{Because(cause)}.",
        "Try again; the transfer can be resumed.",
        isTransient: true, cause);

    private static string Because(Exception? cause) => cause is null ? "" : $" ({cause.Message.TrimEnd('.')})";
}
