using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Simulators.IngramMicro.Services.Wire;

namespace Pipeline.Simulators.IngramMicro.Services.Pushes;

/// <summary>Posts one body to the postback, with the proofs of the sender, from the address asked for.</summary>
internal sealed class PostbackClient : IDisposable
{
    private readonly PushOptions options;
    private readonly TimeProvider clock;
    private readonly HttpClient client;

    public PostbackClient(PushOptions options, TimeProvider clock)
    {
        (this.options, this.clock) = (options, clock);
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
        if (options.SourceAddress is { } source)
        {
            handler.ConnectCallback = (context, token) => ConnectFromAsync(source, context.DnsEndPoint, token);
        }

        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends and waits for the answer. Never throws but for the caller's own cancellation.</summary>
    public async Task<PushAttempt> PostAsync(
        byte[] body, WireFamily family, ServiceTransaction kind, string? problem, CancellationToken cancellationToken)
    {
        DateTimeOffset at = clock.GetUtcNow();
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(body));
        using CancellationTokenSource late = new(options.Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using HttpRequestMessage request = Compose(body, family, kind);
            using HttpResponseMessage response = await client.SendAsync(request, either.Token);
            PushAnswer answer = PushAnswer.Read(await response.Content.ReadAsStringAsync(either.Token));
            return new PushAttempt(at, (int)response.StatusCode, problem, answer.Id, answer.Sha256, sha256);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new PushAttempt(at, null, "No answer in time.", null, null, sha256);
        }
        catch (HttpRequestException broken)
        {
            return new PushAttempt(at, null, broken.Message, null, null, sha256);
        }
        catch (IOException broken)
        {
            return new PushAttempt(at, null, broken.Message, null, null, sha256);
        }
    }

    public void Dispose() => client.Dispose();

    private static async ValueTask<Stream> ConnectFromAsync(IPAddress source, DnsEndPoint target, CancellationToken token)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(source.MapToIPv6(), 0));
            await socket.ConnectAsync(target, token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private HttpRequestMessage Compose(byte[] body, WireFamily family, ServiceTransaction kind)
    {
        string address = options.Url!.AbsoluteUri;
        HttpRequestMessage request = new(
            HttpMethod.Post, options.Key is { } key ? $"{address.TrimEnd('/')}/{Uri.EscapeDataString(key)}" : address)
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/xml") { CharSet = family.EncodingOf(kind).ToLowerInvariant() };
        if (family.IsSoap)
        {
            request.Headers.TryAddWithoutValidation("SOAPAction", WireFamily.SoapAction(kind));
        }

        if (options.BasicUserName is { } user)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{options.BasicPassword}")));
        }

        if (options.HmacSecret is { } secret)
        {
            string signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
            request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", $"sha256={signature}");
        }

        return request;
    }
}
