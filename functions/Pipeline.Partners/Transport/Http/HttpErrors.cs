using System.Globalization;
using System.Net;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Partners.Transport.Http;

/// <summary>Makes each failure of an HTTP feed with its remedy, so that texts exist once.</summary>
internal static class HttpErrors
{
    public static FeedTransportException Unreachable(FeedSourceOptions options, Exception cause) => new(
        "HTTP_UNREACHABLE",
        $"{options}: no connection to the server ({cause.Message}).",
        "Check host, port and firewall; the server may also be down.",
        isTransient: true, cause);

    public static FeedTransportException TlsCertificate(FeedSourceOptions options, string refusal, Exception cause) => new(
        "HTTP_TLS_CERTIFICATE",
        $"The certificate of {options.Url.Host} is refused: {refusal}.",
        "Confirm the new certificate with the distributor, then set CertificateThumbprint to its SHA-256.",
        isTransient: false, cause);

    public static FeedTransportException TlsFailed(FeedSourceOptions options, Exception cause) => new(
        "HTTP_TLS_FAILED",
        $"{options}: the TLS handshake failed ({cause.Message}).",
        "Check that the port speaks HTTPS and a current TLS version.",
        isTransient: false, cause);

    public static FeedTransportException Cut(string what, Exception? cause) => new(
        "HTTP_CUT",
        $"The connection broke: {what}{(cause is null ? "" : $" ({cause.Message})")}.",
        "Try again; the transfer can be resumed.",
        isTransient: true, cause);

    public static FeedTransportException Protocol(string what) => new(
        "HTTP_PROTOCOL",
        $"The server's answer makes no sense: {what}.",
        "Ask the distributor; another address or FTP may serve the same file.",
        isTransient: false, innerException: null);

    public static FeedTransportException RedirectRefused(string why) => new(
        "HTTP_REDIRECT_REFUSED",
        $"A redirect is not followed: {why}.",
        "Set the address to where the file really is.",
        isTransient: false, innerException: null);

    public static FeedTransportException Timeout(TransferTimeout kind, string activity) => kind switch
    {
        TransferTimeout.Stall => new FeedTransportException(
            "HTTP_STALLED",
            $"The server sent nothing within the stall time-out while we waited for {activity}.",
            "Try again; if it repeats, ask the distributor or raise the stall time-out.",
            isTransient: true, innerException: null),
        TransferTimeout.Deadline => new FeedTransportException(
            "HTTP_DEADLINE",
            $"The total deadline passed while we waited for {activity}.",
            "Try again; if it repeats, raise the deadline of the feed.",
            isTransient: true, innerException: null),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of time-out."),
    };

    /// <summary>A status that is neither success nor "absent".</summary>
    public static FeedTransportException Status(FeedSourceOptions options, HttpStatusCode status)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{options}: the server answers {(int)status} {status}.");
        return status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new FeedTransportException(
                "HTTP_LOGIN_REFUSED", text, "Check user name and password.", isTransient: false, innerException: null),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                new FeedTransportException(
                    "HTTP_SERVER_ERROR", text, "Try again later.", isTransient: true, innerException: null),
            _ => new FeedTransportException(
                "HTTP_REFUSED", text, "Check the address.", isTransient: false, innerException: null),
        };
    }
}
