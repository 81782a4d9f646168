namespace System.IO.Hashing;

/// <summary>
/// Stands in for the class of this name in the package System.IO.Hashing, which cannot be restored.
/// Azure.Storage.Common needs the type to load; it derives a CRC-64 from it that stays switched off.
/// </summary>
/// <param name="hashLengthInBytes">Length of the hash in bytes, 1 or more.</param>
public abstract class NonCryptographicHashAlgorithm(int hashLengthInBytes)
{
    /// <summary>Length of the hash in bytes.</summary>
    public int HashLengthInBytes { get; } = hashLengthInBytes;

    /// <summary>Adds bytes to what has been hashed so far.</summary>
    public abstract void Append(ReadOnlySpan<byte> source);

    /// <summary>Forgets what has been hashed so far.</summary>
    public abstract void Reset();

    /// <summary>Writes the hash of what has been added, without resetting.</summary>
    protected abstract void GetCurrentHashCore(Span<byte> destination);

    /// <summary>Adds everything that the stream still holds.</summary>
    public async Task AppendAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        byte[] buffer = new byte[81920];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            Append(buffer.AsSpan(0, read));
        }
    }

    /// <summary>The hash of what has been added, without resetting.</summary>
    public byte[] GetCurrentHash()
    {
        byte[] hash = new byte[HashLengthInBytes];
        GetCurrentHashCore(hash);
        return hash;
    }

    /// <summary>Writes the hash of what has been added, without resetting.</summary>
    /// <returns>Bytes written: <see cref="HashLengthInBytes"/>.</returns>
    public int GetCurrentHash(Span<byte> destination)
    {
        GetCurrentHashCore(destination[..HashLengthInBytes]);
        return HashLengthInBytes;
    }

    /// <summary>The hash of what has been added; starts anew afterwards.</summary>
    public byte[] GetHashAndReset()
    {
        byte[] hash = GetCurrentHash();
        Reset();
        return hash;
    }

    /// <summary>Writes the hash of what has been added; starts anew afterwards.</summary>
    /// <returns>Bytes written: <see cref="HashLengthInBytes"/>.</returns>
    public int GetHashAndReset(Span<byte> destination)
    {
        int written = GetCurrentHash(destination);
        Reset();
        return written;
    }
}
