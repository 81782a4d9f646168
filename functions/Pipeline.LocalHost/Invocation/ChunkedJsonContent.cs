using System.Net;
using System.Net.Http.Headers;

namespace Pipeline.LocalHost.Invocation;

/// <summary>JSON that is sent without Content-Length, and can be sent again after a redirect.</summary>
internal sealed class ChunkedJsonContent : HttpContent
{
    private readonly byte[] _body;

    public ChunkedJsonContent(byte[] body)
    {
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(_body, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
