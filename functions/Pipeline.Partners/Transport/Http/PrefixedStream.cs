namespace Pipeline.Partners.Transport.Http;

/// <summary>Bytes that were read ahead, and then the rest of the stream that they came from.</summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> start, Stream rest) : ForwardStream
{
    private ReadOnlyMemory<byte> start = start;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (start.IsEmpty)
        {
            return await rest.ReadAsync(buffer, cancellationToken);
        }

        int count = Math.Min(buffer.Length, start.Length);
        start[..count].CopyTo(buffer);
        start = start[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask DisposeAsync()
    {
        await rest.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
