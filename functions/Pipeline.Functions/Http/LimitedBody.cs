namespace Pipeline.Functions.Http;

/// <summary>A request body that ends with 413 when it grows over its limit.</summary>
/// <remarks>
/// The limit of the web server would cut the connection, while the host, which still sends, waits for an answer until it has
/// sent everything; here the server passes over the rest and the answer arrives.
/// </remarks>
/// <param name="body">The body as it comes.</param>
/// <param name="limit">Limit in bytes, inclusive.</param>
internal sealed class LimitedBody(Stream body, long limit) : Stream
{
    private long taken;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    /// <exception cref="BadHttpRequestException">The body is larger than the limit.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await body.ReadAsync(buffer, cancellationToken);
        taken += read;
        return taken <= limit ? read : throw TooLarge(limit);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>The failure of a body that is larger than a limit in bytes.</summary>
    public static BadHttpRequestException TooLarge(long limit) =>
        new($"The body is larger than {limit} bytes.", StatusCodes.Status413PayloadTooLarge);
}
