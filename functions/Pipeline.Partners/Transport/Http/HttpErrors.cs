using System.Globalization;
using System.Net;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Issues;

namespace Pipeline.Partners.Transport.Http;

/// <summary>Makes each failure of an HTTP feed with its remedy, so that texts exist once.</summary>
internal static class HttpErrors
{
    public static FeedTransportException Unreachable(FeedSourceOptions options, Exception cause) => new(
        IssueCodes.HttpUnreachable,
        $"{options}: no connection to the server ({cause.Message}).",
        "Check host, port and firewall; the server may also be down.",
        isTransient: true, cause);

    public static FeedTransportException TlsCertificate(FeedSourceOptions options, string refusal, Exception cause) => new(
        IssueCodes.HttpTlsCertificate,
        $"The certificate of {options.Url.Host} is refused: {refusal}.",
        "Confirm the new certificate with the distributor, then set CertificateThumbprint to its SHA-256.",
        isTransient: false, cause);

    public static FeedTransportException TlsFailed(FeedSourceOptions options, Exception cause) => new(
        IssueCodes.HttpTlsFailed,
        $"{options}: the TLS handshake failed ({cause.Message}).",
        "Check that the port speaks HTTPS and a current TLS version.",
        isTransient: false, cause);

    public static FeedTransportException Cut(string what, Exception? cause) => new(
        IssueCodes.HttpCut,
        $"The connection broke: {what}{(cause is null ? "" : $" ({cause.Message})")}.",
        "Try again; the transfer can be resumed.",
        isTransient: true, cause);

    public static FeedTransportException Protocol(string what) => new(
        IssueCodes.HttpProtocol,
        $"The server's answer makes no sense: {what}.",
        "Ask the distributor; another address or FTP may serve the same file.",
        isTransient: false, innerException: null);

    public static FeedTransportException RedirectRefused(string why) => new(
        IssueCodes.HttpRedirectRefused,
        $"A redirect is not followed: {why}.",
        "Set the address to where the file really is.",
        isTransient: false, innerException: null);

    public static FeedTransportException Timeout(TransferTimeout kind, string activity) => kind switch
    {
        TransferTimeout.Stall => new FeedTransportException(
            IssueCodes.HttpStalled,
            $"The server sent nothing within the stall time-out while we waited for {activity}.",
            "Try again; if it repeats, ask the distributor or raise the stall time-out.",
            isTransient: true, innerException: null),
        TransferTimeout.Deadline => new FeedTransportException(
            IssueCodes.HttpDeadline,
            $"The total deadline passed while we waited for {activity}.",
            "Try again; if it repeats, raise the deadline of the feed.",
            isTransient: true, innerException: null),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of time-out."),
    };

    /// <summary>A status that is neither success nor "absent".</summary>
    /// <param name="options">The feed.</param>
    /// <param name="status">The status.</param>
    /// <param name="retryAfter">How long the server asks to be left alone, or null.</param>
    public static FeedTransportException Status(FeedSourceOptions options, HttpStatusCode status, TimeSpan? retryAfter = null)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{options}: the server answers {(int)status} {status}.");
        return status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new FeedTransportException(
                IssueCodes.HttpLoginRefused, text, "Check user name and password.", isTransient: false, innerException: null),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                new FeedTransportException(
                    IssueCodes.HttpServerError, text, "Try again later.", isTransient: true, innerException: null) { RetryAfter = retryAfter },
            _ => new FeedTransportException(
                IssueCodes.HttpRefused, text, "Check the address.", isTransient: false, innerException: null),
        };
    }
}
