using Pipeline.Faults.Faults;

namespace Pipeline.Faults.Storage;

/// <summary>Hands a request to a service in memory and its answer back, at once.</summary>
internal sealed class DirectHandler(IHttpService endpoint) : HttpMessageHandler
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return endpoint.Answer(request, body);
    }
}
