using System.Security.Cryptography;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Gate;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.Notifications;

/// <summary>Receives what partners push: authenticate, read, examine, store, answer.</summary>
internal sealed class PushReceiver(
    PushPartners partners, PushBody bodies, INotificationInbox inbox, NotificationTelemetry telemetry, TimeProvider clock)
{
    private const int ContentTypeLimit = 200;

    /// <summary>Answers one push. Nothing is stored of a sender that does not prove who it is.</summary>
    public async Task<IResult> ReceiveAsync(
        HttpRequest request, string distributor, string? key, CancellationToken cancellationToken)
    {
        if (partners.Find(distributor) is not { } gate)
        {
            return Refuse("unknown", "distributor", Problems.NotFound(new Issue(IssueCodes.SenderUnknown, null, distributor)));
        }

        string[] failed = gate.HasScheme ? [.. gate.CheckHead(request, key, clock.GetUtcNow())] : ["noScheme"];
        if (failed.Length > 0)
        {
            return Unauthenticated(request, distributor, gate, failed[0]);
        }

        if (request.Headers.ContentEncoding.ToString() is { Length: > 0 } encoding
            && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return Refuse(distributor, "encoding", Problems.Of(
                StatusCodes.Status415UnsupportedMediaType, new Issue(IssueCodes.EncodingUnsupported, null, encoding)));
        }

        byte[]? body;
        try
        {
            body = await bodies.ReadAsync(request, cancellationToken);
        }
        catch (TimeoutException)
        {
            return Refuse(distributor, "slow", Problems.Of(StatusCodes.Status408RequestTimeout, new Issue(IssueCodes.BodyTooSlow, null, null)));
        }

        return body is null
            ? Refuse(distributor, "size", ProblemAnswers.Of(LimitedBody.TooLarge(bodies.Limit)))
            : gate.IsSigned(request, body)
                ? await StoreAsync(request, distributor, body, cancellationToken)
                : Unauthenticated(request, distributor, gate, "hmac");
    }

    private async Task<IResult> StoreAsync(
        HttpRequest request, string distributor, byte[] body, CancellationToken cancellationToken)
    {
        XmlExamination xml = XmlGate.Examine(body);
        DateTimeOffset now = clock.GetUtcNow();
        string contentType = request.ContentType ?? string.Empty;
        Notification notification = new()
        {
            Id = NotificationId.New(now),
            Distributor = distributor,
            ReceivedAt = now,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(body)),
            SizeBytes = body.Length,
            ContentType = contentType.Length == 0 ? null : contentType[..Math.Min(contentType.Length, ContentTypeLimit)],
            Root = xml.Root,
            State = xml.Fault is null ? NotificationState.Accepted : NotificationState.Quarantined,
            HandledAt = xml.Fault is null ? null : now,
            Issue = xml.Fault,
        };
        await inbox.AddAsync(notification, body, cancellationToken);
        telemetry.Stored(notification);
        SoapVersion soap = xml.Soap is not SoapVersion.None || xml.Fault is null ? xml.Soap : SoapAnswers.Guess(request);
        return (soap, xml.Fault) switch
        {
            (SoapVersion.None, null) => TypedResults.Json(NotificationReceipt.Of(notification), PipelineJson.Readable.NotificationReceipt),
            (_, null) => SoapAnswers.Acknowledge(soap, notification),
            (SoapVersion.None, { } fault) => Problems.Of(StatusCodes.Status400BadRequest, fault with { SaidCause = notification.Reason, SaidRemedy = string.Empty }),
            _ => SoapAnswers.Refuse(soap, notification),
        };
    }

    private IResult Unauthenticated(HttpRequest request, string distributor, PushGate gate, string scheme)
    {
        if (gate.AsksForLogin)
        {
            request.HttpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"notifications\", charset=\"UTF-8\"";
        }

        return Refuse(distributor, scheme, Problems.Of(StatusCodes.Status401Unauthorized, new Issue(IssueCodes.NotAuthenticated, null, null)));
    }

    private IResult Refuse(string distributor, string reason, IResult answer)
    {
        telemetry.Refused(distributor, reason);
        return answer;
    }
}
