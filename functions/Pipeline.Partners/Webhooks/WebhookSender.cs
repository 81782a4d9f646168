using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;
using Pipeline.Partners.Transport.Http;
using StandardWebhooks;

namespace Pipeline.Partners.Webhooks;

/// <summary>Sends events as Standard Webhooks say: a POST of JSON, signed with a secret that only the subscriber and the app know.</summary>
/// <remarks>
/// No secret is stored: each is derived from the signing key, the subscription's id and the secret's number. For a day after a change
/// the former one signs as well. Redirects are not followed, and of an answer only the status is read.
/// </remarks>
public sealed class WebhookSender : IEventSender, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FormerSecretAge = TimeSpan.FromDays(1);

    private readonly byte[]? signingKey;
    private readonly bool allowsPrivate;
    private readonly TimeProvider clock;
    private readonly HttpClient client;

    /// <summary>Makes it.</summary>
    /// <param name="signingKey">At least 32 characters, or null where events are not sent.</param>
    /// <param name="allowsPrivate">Whether addresses inside the network and plain http may be sent to, for trials on one machine.</param>
    /// <param name="clock">The time that is signed.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client owns the handler.")]
    public WebhookSender(string? signingKey, bool allowsPrivate, TimeProvider clock)
    {
        this.signingKey = signingKey is null ? null : Encoding.UTF8.GetBytes(signingKey);
        this.allowsPrivate = allowsPrivate;
        this.clock = clock;
        client = new HttpClient(PublicNetwork.CreateHandler(allowsPrivate))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <inheritdoc />
    public bool IsReady => signingKey is not null;

    /// <inheritdoc />
    public string SecretOf(Subscription subscription) => SecretOf(subscription.Id, subscription.SecretVersion);

    /// <inheritdoc />
    public string? Refuse(Uri url) => url switch
    {
        { IsAbsoluteUri: false } => "it is no address.",
        { Scheme: not "https" } when !(allowsPrivate && url.Scheme == Uri.UriSchemeHttp) => "it must begin with https://.",
        { UserInfo.Length: > 0 } => "it must not hold a user name or password.",
        _ when !allowsPrivate && (url.IsLoopback || (IPAddress.TryParse(url.DnsSafeHost, out IPAddress? address) && !PublicNetwork.Holds(address))) =>
            "it is inside a network.",
        _ => null,
    };

    /// <inheritdoc />
    public async Task<DeliveryAttempt> SendAsync(Subscription subscription, OutgoingEvent happened, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        long started = Stopwatch.GetTimestamp();
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        try
        {
            using HttpRequestMessage request = Compose(subscription, happened, now);
            using HttpResponseMessage answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            return new DeliveryAttempt(now, (int)answer.StatusCode, Stopwatch.GetElapsedTime(started), null) { RetryAfter = PauseOf(answer, now) };
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException or InvalidOperationException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            string reason = fault is OperationCanceledException ? $"No answer within {Deadline.TotalSeconds} seconds." : fault.Message;
            return new DeliveryAttempt(now, null, Stopwatch.GetElapsedTime(started), reason);
        }
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    private static TimeSpan? PauseOf(HttpResponseMessage answer, DateTimeOffset now) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > now => date - now,
        _ => null,
    };

    private HttpRequestMessage Compose(Subscription subscription, OutgoingEvent happened, DateTimeOffset now)
    {
        string body = new JsonObject
        {
            ["id"] = happened.Id,
            ["type"] = happened.Kind,
            ["timestamp"] = happened.At.UtcDateTime,
            ["subject"] = happened.Subject,
            ["data"] = JsonNode.Parse(happened.Data),
        }.ToJsonString();
        List<string> signatures = [Sign(subscription.SecretVersion)];
        if (subscription.SecretVersion > 1 && subscription.SecretChangedAt > now - FormerSecretAge)
        {
            signatures.Add(Sign(subscription.SecretVersion - 1));
        }

        HttpRequestMessage request = new(HttpMethod.Post, subscription.Url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", happened.Id);
        request.Headers.Add("webhook-timestamp", $"{now.ToUnixTimeSeconds()}");
        request.Headers.Add("webhook-signature", string.Join(' ', signatures));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Pipeline", "1.0"));
        return request;

        string Sign(int version) => new StandardWebhook(SecretOf(subscription.Id, version)).Sign(happened.Id, now, body);
    }

    private string SecretOf(string id, int version) =>
        $"whsec_{Convert.ToBase64String(HMACSHA256.HashData(signingKey!, Encoding.UTF8.GetBytes($"subscription:{id}:{version}")))}";
}
