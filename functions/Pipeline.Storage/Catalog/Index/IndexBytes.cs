using System.Buffers;
using System.Text;

namespace Pipeline.Storage.Catalog.Index;

/// <summary>Texts one after the other, as bytes: each is its length in UTF-8, seven bits a byte, and its UTF-8.</summary>
internal static class IndexBytes
{
    public static void Write(IBufferWriter<byte> bytes, string text)
    {
        uint rest = (uint)Encoding.UTF8.GetByteCount(text);
        for (; rest >= 0x80; rest >>= 7)
        {
            bytes.Write([(byte)(rest | 0x80)]);
        }

        bytes.Write([(byte)rest]);
        _ = Encoding.UTF8.GetBytes(text, bytes);
    }

    /// <summary>Takes the next text off the bytes.</summary>
    public static string Read(ref ReadOnlySpan<byte> bytes)
    {
        int length = 0;
        int at = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[at++];
            length |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                break;
            }
        }

        string text = Encoding.UTF8.GetString(bytes.Slice(at, length));
        bytes = bytes[(at + length)..];
        return text;
    }
}
