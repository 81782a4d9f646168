namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Reads JSON and cuts every string after 64 KiB, so that the content of a blob nobody looks at takes no memory,
/// whatever its size. What comes out is valid JSON.</summary>
internal sealed class LongStringCutter(Stream source) : Stream
{
    private const int Limit = 64 * 1024;

    private int _length = -1;

    /// <summary>0: no escape; 1: after a backslash; 5 to 2: four to one hexadecimal digits to come.</summary>
    private int _escape;
    private bool _cutting;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            int read = await source.ReadAsync(buffer, cancellationToken);
            int kept = Filter(buffer.Span[..read]);
            if (read == 0 || kept > 0 || buffer.IsEmpty)
            {
                return kept;
            }
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Moves the kept bytes to the front and says how many they are.</summary>
    private int Filter(Span<byte> bytes)
    {
        int kept = 0;
        foreach (byte b in bytes)
        {
            if (Keep(b))
            {
                bytes[kept++] = b;
            }
        }

        return kept;
    }

    /// <summary>The length is -1 outside a string. A cut begins only where a character or an escape begins, so that
    /// neither is cut in two.</summary>
    private bool Keep(byte b)
    {
        if (_length < 0)
        {
            _length = b == '"' ? 0 : -1;
            return true;
        }

        bool begins = _escape == 0 && (b & 0xC0) != 0x80;
        if (begins && b == '"')
        {
            _length = -1;
            _cutting = false;
            return true;
        }

        _length = Math.Min(_length + 1, Limit);
        _cutting |= begins && _length == Limit;
        _escape = _escape switch
        {
            0 => b == '\\' ? 1 : 0,
            1 => b == 'u' ? 5 : 0,
            2 => 0,
            _ => _escape - 1,
        };
        return !_cutting;
    }
}
