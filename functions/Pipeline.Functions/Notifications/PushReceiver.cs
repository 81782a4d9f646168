using Pipeline.Core.Issues;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Admission;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.Notifications;

/// <summary>Receives what partners push: authenticate, read, examine, store, answer.</summary>
internal sealed class PushReceiver(
    PushPartnerDirectory partners, PushBody bodies, MessageAdmission admission, MessageTelemetry telemetry, TimeProvider clock)
{
    private static readonly HashSet<string> Compressions = new(
        ["gzip", "x-gzip", "deflate", "compress", "x-compress", "br", "zstd", "dcb", "dcz", "exi", "pack200-gzip"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Answers one push. Nothing is stored of a sender that does not prove who it is.</summary>
    public async Task<IResult> ReceiveAsync(
        HttpRequest request, string distributor, string? key, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return OnlyPost(request);
        }

        if (partners.Find(distributor) is not { } gate)
        {
            return Refuse("unknown", "distributor", ProblemFactory.NotFound(new Issue(IssueCodes.SenderUnknown, null, distributor)));
        }

        string[] failed = gate.HasScheme ? [.. gate.CheckHead(request, key, clock.GetUtcNow())] : ["noScheme"];
        if (failed.Length > 0)
        {
            return Unauthenticated(request, distributor, gate, failed[0]);
        }

        byte[]? body;
        try
        {
            body = await bodies.ReadAsync(request, cancellationToken);
        }
        catch (TimeoutException)
        {
            return Refuse(distributor, "slow", ProblemFactory.Of(StatusCodes.Status408RequestTimeout, new Issue(IssueCodes.BodyTooSlow, null, null)));
        }

        return body is null
            ? Refuse(distributor, "size", ProblemMiddleware.Of(LimitedBody.TooLarge(bodies.Limit)))
            : gate.IsSigned(request, body)
                ? await StoreAsync(request, distributor, body, PackedAs(request), cancellationToken)
                : Unauthenticated(request, distributor, gate, "hmac");
    }

    private async Task<IResult> StoreAsync(
        HttpRequest request, string distributor, byte[] body, string? packing, CancellationToken cancellationToken)
    {
        (PushedMessage notification, XmlExamination xml) = await admission.AdmitAsync(distributor, body, request.ContentType, packing, cancellationToken);
        telemetry.Stored(notification);
        SoapVersion soap = xml.Soap is not SoapVersion.None || xml.Fault is null ? xml.Soap : SoapAnswers.Guess(request);
        return (soap, xml.Fault) switch
        {
            (SoapVersion.None, null) => TypedResults.Json(MessageReceipt.Of(notification), PipelineJson.Readable.MessageReceipt),
            (_, null) => SoapAnswers.Acknowledge(soap, notification),
            _ when packing is not null => ProblemFactory.Of(StatusCodes.Status415UnsupportedMediaType, xml.Fault),
            (SoapVersion.None, { } fault) => ProblemFactory.Of(StatusCodes.Status400BadRequest, fault with { SaidCause = notification.Reason, SaidRemedy = string.Empty }),
            _ => SoapAnswers.Refuse(soap, notification),
        };
    }

    /// <summary>How the body is compressed, or null; some senders name there what is no compression at all.</summary>
    private static string? PackedAs(HttpRequest request) => request.Headers.ContentEncoding
        .SelectMany(static value => (value ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .FirstOrDefault(static name => Compressions.Contains(name)) is { } packing ? packing.ToLowerInvariant() : null;

    /// <summary>405: whoever looks whether somebody is there learns how to talk to it.</summary>
    public static IResult OnlyPost(HttpRequest request)
    {
        request.HttpContext.Response.Headers.Allow = "POST";
        return ProblemFactory.Of(StatusCodes.Status405MethodNotAllowed, new Issue(IssueCodes.MethodNotAllowed, null, request.Method));
    }

    private IResult Unauthenticated(HttpRequest request, string distributor, PushAuthentication gate, string scheme)
    {
        if (gate.AsksForLogin)
        {
            request.HttpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"notifications\", charset=\"UTF-8\"";
        }

        return Refuse(distributor, scheme, ProblemFactory.Of(StatusCodes.Status401Unauthorized, new Issue(IssueCodes.NotAuthenticated, null, null)));
    }

    private IResult Refuse(string distributor, string reason, IResult answer)
    {
        telemetry.Refused(distributor, reason);
        return answer;
    }
}
