using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Partners.Transport.Http;

/// <summary>Sends the requests of one probe or one attempt: certificate check, Basic authentication, redirects, limits.</summary>
internal sealed class HttpFeedConnection : IDisposable
{
    private const int MostRedirects = 5;
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(15);

    private readonly FeedSourceOptions options;
    private readonly ServerCertificateCheck check;
    private readonly TransferWatch watch;
    private readonly HttpMessageInvoker invoker;

    public HttpFeedConnection(FeedSourceOptions options, TimeSpan left, TimeProvider timeProvider)
    {
        this.options = options;
        check = new ServerCertificateCheck(
            options.Url.IdnHost, ServerCertificateCheck.NormalizeThumbprint(options.CertificateThumbprint));
        watch = new TransferWatch(timeProvider, left, options.StallTimeout, HttpErrors.Timeout);

        // Feeds come by the hour: a connection kept open between them would be closed by the server anyway.
        invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !options.Url.IsLoopback,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.StallTimeout < LongestConnect ? options.StallTimeout : LongestConnect,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = check.Validate },
        });
    }

    /// <summary>Sends a request and follows redirects; the answer's body is not read yet.</summary>
    /// <param name="method">HEAD or GET.</param>
    /// <param name="relative">Path relative to the feed's address, or null for the feed itself.</param>
    /// <param name="range">First byte wanted with its validator, or null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string? relative, HttpResumePoint? range, CancellationToken cancellationToken)
    {
        Uri address = relative is null ? options.Url : new Uri(options.Url, relative);
        for (int redirects = 0; ; redirects++)
        {
            HttpResponseMessage response = await SendOnceAsync(method, address, range, cancellationToken);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found
                or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            {
                return response;
            }

            using (response)
            {
                address = Follow(address, response.Headers.Location, redirects);
            }
        }
    }

    /// <summary>Reads a piece of a body.</summary>
    public Task<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken) =>
        watch.GuardAsync(
            "bytes of the file",
            async token =>
            {
                try
                {
                    return await body.ReadAsync(buffer, token);
                }
                catch (IOException exception) when (!token.IsCancellationRequested)
                {
                    throw HttpErrors.Cut("the server ended the transfer early", exception);
                }
                catch (InvalidDataException exception)
                {
                    throw HttpErrors.Cut("the server's compression is damaged", exception);
                }
            },
            cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        invoker.Dispose();
        watch.Dispose();
    }

    private static Uri Follow(Uri from, Uri? location, int redirects)
    {
        if (redirects == MostRedirects)
        {
            throw HttpErrors.RedirectRefused($"more than {MostRedirects} in a row");
        }

        Uri to = location is null
            ? throw HttpErrors.Protocol("a redirect without address")
            : location.IsAbsoluteUri ? location : new Uri(from, location);
        bool isSafe = to.Scheme == Uri.UriSchemeHttps
            || (to.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttp && to.IsLoopback);
        return isSafe ? to : throw HttpErrors.RedirectRefused($"it leads from {from.Scheme}:// to {to.Scheme}://{to.Host}");
    }

    private Task<HttpResponseMessage> SendOnceAsync(
        HttpMethod method, Uri address, HttpResumePoint? range, CancellationToken cancellationToken) =>
        watch.GuardAsync(
            "the server's answer",
            async token =>
            {
                using HttpRequestMessage request = Request(method, address, range);
                try
                {
                    return await invoker.SendAsync(request, token);
                }
                catch (HttpRequestException exception) when (!token.IsCancellationRequested)
                {
                    throw Translate(exception);
                }
                catch (OperationCanceledException exception) when (!token.IsCancellationRequested)
                {
                    // The handler's own connect time-out.
                    throw HttpErrors.Unreachable(options, exception);
                }
            },
            cancellationToken);

    private HttpRequestMessage Request(HttpMethod method, Uri address, HttpResumePoint? range)
    {
        HttpRequestMessage request = new(method, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (range is not null)
        {
            request.Headers.Range = new RangeHeaderValue(range.Offset, range.LastByte);
            request.Headers.IfRange = range.Validator;
        }

        // Credentials belong to the configured server, not to whomever it redirects to.
        if (options.UserName is not null && Uri.Compare(
            address, options.Url, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0)
        {
            byte[] credentials = Encoding.UTF8.GetBytes($"{options.UserName}:{options.Password}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(credentials));
        }

        return request;
    }

    private FeedTransportException Translate(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError when check.Refusal is { } refusal =>
            HttpErrors.TlsCertificate(options, refusal, exception),
        HttpRequestError.SecureConnectionError => HttpErrors.TlsFailed(options, exception),
        HttpRequestError.ResponseEnded => HttpErrors.Cut("the server closed the connection instead of answering", exception),
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded =>
            HttpErrors.Protocol(exception.Message),
        _ => HttpErrors.Unreachable(options, exception),
    };
}
