using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Pipeline.Simulators.IngramMicro;

/// <summary>Writes delimited text fast: one buffer of characters, encoded and written when it is full.</summary>
/// <remarks>Disposing writes what is left and leaves the stream open.</remarks>
internal sealed class FeedTextWriter : IDisposable
{
    private const int Size = 1 << 16;
    private const int LongestField = 1024;

    [SuppressMessage("Usage", "CA2213", Justification = "The stream is the caller's and stays open.")]
    private readonly Stream stream;
    private readonly Encoding encoding;
    private readonly char delimiter;
    private readonly string lineEnd;
    private readonly SearchValues<char> mustQuote;
    private readonly char[] text = new char[Size];
    private readonly byte[] bytes;
    private int length;
    private bool isFirst = true;

    public FeedTextWriter(Stream stream, FeedEncoding encoding, char delimiter, string lineEnd)
    {
        this.stream = stream;
        this.encoding = EncodingOf(encoding);
        this.delimiter = delimiter;
        this.lineEnd = lineEnd;
        mustQuote = SearchValues.Create(['"', '\r', '\n', delimiter]);
        bytes = new byte[this.encoding.GetMaxByteCount(Size)];
        if (encoding is FeedEncoding.Utf8WithMark or FeedEncoding.Utf16)
        {
            this.stream.Write(this.encoding.GetPreamble());
        }
    }

    /// <summary>A field that is quoted only where it must be. Raw byte marks are written as their bytes.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        Begin();
        if (!text.ContainsAny(mustQuote))
        {
            Put(text);
            return;
        }

        PutQuoted(text);
    }

    /// <summary>A field between quotes, filled with spaces to a width (cut if longer).</summary>
    public void Padded(ReadOnlySpan<char> text, int width)
    {
        Begin();
        Span<char> padded = stackalloc char[width];
        padded.Fill(' ');
        text[..Math.Min(width, text.Length)].CopyTo(padded);
        PutQuoted(padded);
    }

    /// <summary>Fields exactly as given, delimiters and quotes included.</summary>
    public void Verbatim(ReadOnlySpan<char> text)
    {
        Begin();
        Put(text);
    }

    /// <summary>A whole number, with leading zeros up to a width.</summary>
    public void Number(long value, int digits)
    {
        Begin();
        Span<char> format = stackalloc char[4];
        format[0] = 'D';
        _ = digits.TryFormat(format[1..], out int used, default, CultureInfo.InvariantCulture);
        Put(value, format[..(used + 1)]);
    }

    /// <summary>A whole number.</summary>
    public void Number(long value)
    {
        Begin();
        Put(value, default);
    }

    /// <summary>A number of cents as a decimal with two places.</summary>
    public void Cents(long cents)
    {
        Begin();
        AppendCents(cents);
    }

    /// <summary>More text of the field begun before.</summary>
    public void Append(ReadOnlySpan<char> text) => Put(text);

    /// <summary>A decimal with two places as more text of the field begun before.</summary>
    public void AppendCents(long cents)
    {
        Put(cents / 100, default);
        text[length++] = '.';
        Put(Math.Abs(cents % 100), "D2");
    }

    /// <summary>A number of thousandths as a decimal with four places.</summary>
    public void Thousandths(long thousandths)
    {
        Begin();
        Put(thousandths / 1000, default);
        text[length++] = '.';
        Put(thousandths % 1000 * 10, "D4");
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        Put(lineEnd);
        isFirst = true;
        if (length > Size - (4 * LongestField))
        {
            Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Flush();

    /// <summary>The framework's encoding of that name.</summary>
    public static Encoding EncodingOf(FeedEncoding encoding) => encoding switch
    {
        FeedEncoding.Windows1252 => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        FeedEncoding.Iso885915 => CodePagesEncodingProvider.Instance.GetEncoding(28605)!,
        FeedEncoding.Utf8 => new UTF8Encoding(false),
        FeedEncoding.Utf8WithMark => new UTF8Encoding(true),
        FeedEncoding.Utf16 => new UnicodeEncoding(false, true),
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, null),
    };

    private void Begin()
    {
        if (length > Size - LongestField)
        {
            Flush();
        }

        if (!isFirst)
        {
            text[length++] = delimiter;
        }

        isFirst = false;
    }

    private void PutQuoted(ReadOnlySpan<char> text)
    {
        this.text[length++] = '"';
        foreach (Range part in text.Split('"'))
        {
            if (part.Start.Value > 0)
            {
                Put("\"\"");
            }

            Put(text[part]);
        }

        this.text[length++] = '"';
    }

    private void Put(ReadOnlySpan<char> text)
    {
        int mark = text.IndexOfAnyInRange(Article.RawByteMark, (char)(Article.RawByteMark + 0xFF));
        if (mark >= 0)
        {
            Put(text[..mark]);
            PutByte((byte)(text[mark] - Article.RawByteMark));
            Put(text[(mark + 1)..]);
            return;
        }

        text.CopyTo(this.text.AsSpan(length));
        length += text.Length;
    }

    private void Put(long value, ReadOnlySpan<char> format)
    {
        _ = value.TryFormat(text.AsSpan(length), out int used, format, CultureInfo.InvariantCulture);
        length += used;
    }

    private void PutByte(byte value)
    {
        Flush();
        // In UTF-16 a single byte would shift everything behind it: half a surrogate pair is as broken and keeps step.
        stream.Write(encoding is UnicodeEncoding ? [value, 0xD8] : [value]);
    }

    private void Flush()
    {
        int count = encoding.GetBytes(text.AsSpan(0, length), bytes);
        stream.Write(bytes, 0, count);
        length = 0;
    }
}
