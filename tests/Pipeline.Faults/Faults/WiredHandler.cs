using System.Net;
using Pipeline.Faults.Time;

namespace Pipeline.Faults.Faults;

/// <summary>What an HTTP client of one incarnation sends goes over the wire to a service that answers in memory.</summary>
/// <param name="process">Whose client it is.</param>
/// <param name="wire">The way there.</param>
/// <param name="service">The service's name in the list of calls.</param>
/// <param name="endpoint">The service.</param>
public sealed class WiredHandler(Incarnation process, Wire wire, string service, IHttpService endpoint) : HttpMessageHandler
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return await wire.CallAsync(
            process,
            service,
            endpoint.Describe(request),
            () => endpoint.Answer(request, body),
            status => Refuse(request, status),
            cancellationToken).ConfigureAwait(false);
    }

    private static HttpResponseMessage Refuse(HttpRequestMessage request, int status)
    {
        HttpResponseMessage answer = new((HttpStatusCode)status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent([]),
        };
        answer.Headers.Add("x-ms-error-code", status == 503 ? "ServerBusy" : "OperationTimedOut");
        return answer;
    }
}
