using System.Net.Http.Headers;
using Pipeline.Partners.Distributors.IngramMicro.Wire;
using Pipeline.Partners.Distributors.IngramMicro.Writing;
using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Distributors.IngramMicro.Calls;

/// <summary>Sends messages through the client of <see cref="IngramMicroHttp"/>, whose handlers repeat, limit and record.</summary>
internal sealed class IngramMicroCaller(HttpClient client, IngramMicroAccountOptions settings, WireProfile profile)
{
    /// <summary>Sends, waits, and judges what comes back, or does not.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the exchange is recorded all the same.</exception>
    public async Task<Attempt> SendAsync(
        string operation, string? subject, WireRequest request, bool mayRepeat, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = Compose(operation, request.Body);
        IngramMicroCall call = new(operation, subject, profile, mayRepeat, cancellationToken)
        {
            Masked = request.Masked, Deadline = settings.Deadline, MaxBytes = profile.Document.Limits.Bytes,
        };
        message.Options.Set(PartnerCall.Option, call);
        using HttpResponseMessage response =
            await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return call.Last ?? throw new InvalidOperationException("The client was not made by AddIngramMicro.");
    }

    private HttpRequestMessage Compose(string operation, byte[] body)
    {
        RequestMap map = profile.Document.Requests[operation];
        Uri endpoint = settings.Endpoint();
        HttpRequestMessage message = new(HttpMethod.Post, map.Address.Length == 0 ? endpoint : new Uri(endpoint, map.Address))
        {
            Content = new ByteArrayContent(body),
        };
        message.Headers.ExpectContinue = false;
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(
            settings.ContentType ?? $"{profile.Document.ContentType}; charset={profile.Document.Encoding.ToLowerInvariant()}");
        if (map.SoapAction is { } action)
        {
            message.Headers.TryAddWithoutValidation("SOAPAction", $"\"{action}\"");
        }

        foreach ((string name, string value) in settings.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }
}
