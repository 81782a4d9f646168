using System.Text;

namespace Pipeline.Partners.Feeds.Files;

/// <summary>One of the encodings that feeds come in. All of them contain ASCII, so rows and columns are found in raw bytes.</summary>
internal sealed class FeedEncoding
{
    private const char Replacement = '\uFFFD';

    /// <summary>Per byte from 0x80: its UTF-8 form in the low bytes, the length in the highest; null for UTF-8 itself.</summary>
    private readonly uint[]? highBytes;

    private readonly bool isGuessed;

    private FeedEncoding(string name, Encoding? codePage)
        : this(name, codePage is null ? null : [.. Enumerable.Range(0x80, 0x80).Select(b => Pack(codePage, (byte)b))], isGuessed: false)
    {
    }

    private FeedEncoding(string name, uint[]? highBytes, bool isGuessed)
    {
        Name = name;
        this.highBytes = highBytes;
        this.isGuessed = isGuessed;
    }

    public static FeedEncoding Utf8 { get; } = new("utf-8", null);

    public static FeedEncoding Windows1252 { get; } = new("windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(1252));

    public static FeedEncoding Latin9 { get; } = new("iso-8859-15", CodePagesEncodingProvider.Instance.GetEncoding(28605));

    public string Name { get; }

    public bool IsUtf8 => highBytes is null;

    public static FeedEncoding? Find(string? name) => name switch
    {
        "utf-8" => Utf8,
        "windows-1252" => Windows1252,
        "iso-8859-15" => Latin9,
        _ => null,
    };

    /// <summary>The same where nobody but the file itself says so: a text that is UTF-8 nevertheless is read as that.</summary>
    public FeedEncoding AsGuessed() => IsUtf8 ? this : new FeedEncoding(Name, highBytes, isGuessed: true);

    /// <summary>Whether a text is UTF-8 in a file that is not.</summary>
    public bool IsOther(ReadOnlySpan<byte> source) => isGuessed && !Ascii.IsValid(source) && Utf8Text.IsValid(source);

    /// <summary>Most bytes that <see cref="Transcode"/> writes for a source of this length.</summary>
    public static int MaxBytes(int sourceLength) => sourceLength * 3;

    /// <summary>Writes a text as UTF-8.</summary>
    /// <param name="source">The raw bytes.</param>
    /// <param name="destination">At least <see cref="MaxBytes"/> long.</param>
    /// <param name="undecodable">Bytes or sequences that do not exist in the encoding and became U+FFFD.</param>
    /// <returns>Bytes written.</returns>
    public int Transcode(ReadOnlySpan<byte> source, Span<byte> destination, out int undecodable)
    {
        undecodable = 0;
        if (Ascii.IsValid(source) || ((IsUtf8 || isGuessed) && Utf8Text.IsValid(source)))
        {
            source.CopyTo(destination);
            return source.Length;
        }

        return IsUtf8 ? Repair(source, destination, out undecodable) : Map(source, destination, ref undecodable);
    }

    public string GetString(ReadOnlySpan<byte> source)
    {
        Span<byte> utf8 = source.Length <= 256 ? stackalloc byte[MaxBytes(source.Length)] : new byte[MaxBytes(source.Length)];
        return Encoding.UTF8.GetString(utf8[..Transcode(source, utf8, out _)]);
    }

    private static int Repair(ReadOnlySpan<byte> source, Span<byte> destination, out int undecodable)
    {
        string text = Encoding.UTF8.GetString(source);
        undecodable = text.AsSpan().Count(Replacement);
        return Encoding.UTF8.GetBytes(text, destination);
    }

    private int Map(ReadOnlySpan<byte> source, Span<byte> destination, ref int undecodable)
    {
        int written = 0;
        foreach (byte b in source)
        {
            if (b < 0x80)
            {
                destination[written++] = b;
                continue;
            }

            uint packed = highBytes![b - 0x80];
            undecodable += packed >> 24 == 4 ? 1 : 0;
            destination[written++] = (byte)packed;
            destination[written++] = (byte)(packed >> 8);
            if (packed >> 24 > 2)
            {
                destination[written++] = (byte)(packed >> 16);
            }
        }

        return written;
    }

    private static uint Pack(Encoding codePage, byte b)
    {
        char c = codePage.GetChars([b])[0];
        bool missing = char.IsControl(c);
        byte[] utf8 = Encoding.UTF8.GetBytes([missing ? Replacement : c]);
        uint packed = 0;
        for (int i = 0; i < utf8.Length; i++)
        {
            packed |= (uint)utf8[i] << (8 * i);
        }

        return packed | ((missing ? 4u : (uint)utf8.Length) << 24);
    }

    private static class Utf8Text
    {
        public static bool IsValid(ReadOnlySpan<byte> text) => System.Text.Unicode.Utf8.IsValid(text);
    }
}
