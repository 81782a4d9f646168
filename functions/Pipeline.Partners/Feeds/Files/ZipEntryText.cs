using System.IO.Compression;
using System.IO.Hashing;

namespace Pipeline.Partners.Feeds.Files;

/// <summary>The text of one entry of a ZIP archive, compared at its end with the length and CRC-32 that the archive states.</summary>
/// <remarks>Synchronous, forward reading. What is wrong ends in <see cref="InvalidDataException"/>, with the check that failed.</remarks>
internal sealed class ZipEntryText : ForwardStream
{
    private readonly ZipArchiveEntry entry;
    private readonly Stream text;
    private readonly Crc32 crc = new();
    private long length;

    /// <summary>Opens an entry.</summary>
    public ZipEntryText(ZipArchiveEntry entry)
    {
        this.entry = entry;
        text = entry.IsEncrypted ? throw new InvalidDataException($"'{entry.FullName}' is encrypted.") : entry.Open();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = ReadText(buffer);
        crc.Append(buffer[..read]);
        length += read;
        return read > 0 || buffer.IsEmpty ? read : Checked();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            text.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadText(Span<byte> buffer)
    {
        try
        {
            return text.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"The compressed data of '{entry.FullName}' are damaged behind byte {length} of the text.", exception);
        }
    }

    private int Checked() => length != entry.Length
        ? throw new InvalidDataException($"'{entry.FullName}' has {length} bytes, the archive states {entry.Length}.")
        : crc.GetCurrentHashAsUInt32() != entry.Crc32
        ? throw new InvalidDataException($"The CRC-32 of '{entry.FullName}' is {crc.GetCurrentHashAsUInt32():x8}, the archive states {entry.Crc32:x8}.")
        : 0;
}
