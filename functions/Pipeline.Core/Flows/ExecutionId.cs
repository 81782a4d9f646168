using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Core.Flows;

/// <summary>Makes and reads execution ids: UUIDs of version 7 in 32 lower-case hexadecimal digits.</summary>
/// <remarks>
/// Ids sort by the time they carry (milliseconds), so the latest run is found without an index. A derived id depends on
/// its key alone: whoever starts the same thing twice meets the row of the first start.
/// </remarks>
public static class ExecutionId
{
    private const int Length = 32;

    /// <summary>A fresh id at an instant, for runs that a person asks for.</summary>
    public static string New(DateTimeOffset at) => Guid.CreateVersion7(at).ToString("N");

    /// <summary>The id of one run of a flow at one slot of its schedule; the same for every timer that sees the slot.</summary>
    public static string ForSlot(string flow, DateTimeOffset slot) => Derive(slot, $"slot:{flow}");

    /// <summary>The id that belongs to an instant and a key; the same input gives the same id.</summary>
    /// <param name="at">When the thing happened, to the millisecond; not the clock at the time of the call.</param>
    /// <param name="key">What it is about, for example the name of a landed blob.</param>
    public static string Derive(DateTimeOffset at, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(Encoding.UTF8.GetBytes(key), bytes);
        Span<byte> id = bytes[..16];
        Span<byte> time = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(time, at.ToUnixTimeMilliseconds());
        time[2..].CopyTo(id);
        id[6] = (byte)(0x70 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new Guid(id, bigEndian: true).ToString("N");
    }

    /// <summary>Reads an id in any spelling of a UUID and gives ours; false for other text and other versions.</summary>
    public static bool TryParse(string? text, out string id)
    {
        bool valid = Guid.TryParse(text, out Guid guid) && guid.Version == 7;
        id = valid ? guid.ToString("N") : string.Empty;
        return valid;
    }

    /// <summary>The instant an id carries, UTC, to the millisecond.</summary>
    /// <exception cref="ArgumentException">The text is not an execution id.</exception>
    public static DateTimeOffset TimeOf(string id)
    {
        if (!TryParse(id, out string known))
        {
            throw new ArgumentException($"'{id}' is not an execution id (UUID of version 7).", nameof(id));
        }

        Span<byte> bytes = stackalloc byte[Length / 2];
        _ = Guid.ParseExact(known, "N").TryWriteBytes(bytes, bigEndian: true, out _);
        Span<byte> time = stackalloc byte[sizeof(long)];
        time.Clear();
        bytes[..6].CopyTo(time[2..]);
        return DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(time));
    }
}
