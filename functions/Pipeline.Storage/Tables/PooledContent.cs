using System.Buffers;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>A request's body in a rented array: written once, sent by each try, given back when the message is done.</summary>
internal sealed class PooledContent(int capacity) : RequestContent, IBufferWriter<byte>
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <inheritdoc />
    public void Advance(int count) => Length += count;

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsMemory(Length);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsSpan(Length);
    }

    /// <inheritdoc />
    public override bool TryComputeLength(out long length)
    {
        length = Length;
        return true;
    }

    /// <inheritdoc />
    public override void WriteTo(Stream stream, CancellationToken cancellation) => stream.Write(bytes, 0, Length);

    /// <inheritdoc />
    public override Task WriteToAsync(Stream stream, CancellationToken cancellation) =>
        stream.WriteAsync(bytes.AsMemory(0, Length), cancellation).AsTask();

    /// <inheritdoc />
    public override void Dispose()
    {
        byte[] done = bytes;
        bytes = [];
        Length = 0;
        if (done.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(done);
        }
    }

    private void Reserve(int sizeHint)
    {
        int wanted = Math.Max(sizeHint, 1);
        if (bytes.Length - Length >= wanted)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, Length + wanted));
        bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
