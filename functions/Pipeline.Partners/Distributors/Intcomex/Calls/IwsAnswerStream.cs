using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Distributors.Intcomex.Calls;

/// <summary>The body of an answer; a connection that breaks in it is told as such.</summary>
internal sealed class IwsAnswerStream(Stream body, string operation) : ForwardStream
{
    /// <summary>Reads on.</summary>
    /// <exception cref="Core.Feeds.Landing.FeedTransportException"><c>HTTP_CUT</c>.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception cut) when (cut is IOException or InvalidDataException or HttpRequestException)
        {
            throw HttpErrors.Cut($"the answer of {operation} ends in the middle", cut);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
        }

        base.Dispose(disposing);
    }
}
