using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Exchanges;

/// <summary>The body of a message as text to look at: bounded, with nothing in it that acts.</summary>
/// <param name="Text">What is shown; lines end with a line feed.</param>
/// <param name="IsPretty">Whether it is set in lines for reading; else it is as it came.</param>
/// <param name="IsCut">Whether there is more than is shown.</param>
/// <param name="IsText">Whether it is text at all.</param>
public sealed record BodyText(string Text, bool IsPretty, bool IsCut, bool IsText)
{
    /// <summary>Longest text that is shown, in characters.</summary>
    public const int Limit = 24_000;

    /// <summary>Longest body that is set in lines, in bytes.</summary>
    private const int PrettyLimit = 1 << 20;

    private const int DepthLimit = 64;

    private static readonly XmlReaderSettings Reading = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = PrettyLimit,
        IgnoreWhitespace = true,
    };

    private static readonly JsonWriterOptions Writing = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes it.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="pretty">Whether XML and JSON are to be set in lines; what cannot be read as such stays as it came.</param>
    public static BodyText Of(ReadOnlySpan<byte> body, bool pretty)
    {
        if (body.Contains((byte)0) && !IsUtf16(body))
        {
            return new BodyText(string.Empty, false, false, false);
        }

        string? set = pretty && body.Length <= PrettyLimit ? Set(body) : null;
        string text = (set ?? Decode(body)).ReplaceLineEndings("\n");
        bool isCut = text.Length > Limit;
        return new BodyText(PlainText.Show(isCut ? text[..Limit] : text, keepLines: true), set is not null, isCut, true);
    }

    private static string? Set(ReadOnlySpan<byte> body)
    {
        byte[] bytes = body.ToArray();
        return FirstOf(body) switch
        {
            '<' => SetXml(bytes),
            '{' or '[' => SetJson(bytes),
            _ => null,
        };
    }

    private static string? SetXml(byte[] body)
    {
        try
        {
            using MemoryStream stream = new(body, writable: false);
            using XmlReader reader = XmlReader.Create(stream, Reading);
            StringBuilder text = new();
            using (XmlWriter writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n", CheckCharacters = false }))
            {
                while (!reader.EOF)
                {
                    if (reader.Depth > DepthLimit)
                    {
                        return null;
                    }

                    Copy(reader, writer);
                }
            }

            return text.ToString();
        }
        catch (Exception unreadable) when (unreadable is XmlException or ArgumentException or InvalidOperationException or DecoderFallbackException)
        {
            return null;
        }
    }

    // One node at a time, so that depth is seen before it is followed.
    private static void Copy(XmlReader reader, XmlWriter writer)
    {
        if (reader.NodeType is XmlNodeType.Element)
        {
            writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
            writer.WriteAttributes(reader, defattr: false);
            if (reader.IsEmptyElement)
            {
                writer.WriteEndElement();
            }

            _ = reader.Read();
        }
        else if (reader.NodeType is XmlNodeType.EndElement)
        {
            writer.WriteFullEndElement();
            _ = reader.Read();
        }
        else if (reader.NodeType is XmlNodeType.XmlDeclaration or XmlNodeType.None)
        {
            _ = reader.Read();
        }
        else
        {
            writer.WriteNode(reader, defattr: false);
        }
    }

    private static string? SetJson(byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = DepthLimit });
            using MemoryStream text = new();
            using (Utf8JsonWriter writer = new(text, Writing))
            {
                document.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static char FirstOf(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> rest = body.StartsWith(Encoding.UTF8.Preamble) ? body[3..] : body;
        rest = rest.TrimStart(" \t\r\n"u8);
        return rest.IsEmpty ? IsUtf16(body) ? '<' : '\0' : IsUtf16(body) ? '<' : (char)rest[0];
    }

    private static bool IsUtf16(ReadOnlySpan<byte> body) => body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || body.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);

    // What is no UTF-8 is shown byte by byte, so that nothing is hidden.
    private static string Decode(ReadOnlySpan<byte> body)
    {
        if (IsUtf16(body))
        {
            return (body[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(body[2..]);
        }

        ReadOnlySpan<byte> rest = body.StartsWith(Encoding.UTF8.Preamble) ? body[3..] : body;
        return System.Text.Unicode.Utf8.IsValid(rest) ? Encoding.UTF8.GetString(rest) : Encoding.Latin1.GetString(rest);
    }
}

/// <summary>A body on a page, or why it is not there.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Shown">Its text; null where it is not shown.</param>
/// <param name="Absence">Why it is not shown: <c>none</c>, <c>gone</c>, <c>erased</c>, <c>hidden</c>; null when it is.</param>
/// <param name="ErasedAt">When it was erased, UTC, or null.</param>
public sealed record BodyView(int Bytes, BodyText? Shown, string? Absence, DateTimeOffset? ErasedAt)
{
    /// <summary>Where it is downloaded; null where it cannot be.</summary>
    public string? Download { get; init; }

    /// <summary>Decides what of a body is shown to a person.</summary>
    public static BodyView Of(OpsView view, byte[]? body, int size, DateTimeOffset? erasedAt, bool pretty, string download) => (body, erasedAt) switch
    {
        (_, { } at) => new(size, null, "erased", at),
        _ when !view.Person.IsOperator => new(size, null, "hidden", null),
        (null, _) => new(size, null, size == 0 ? "none" : "gone", null),
        ({ Length: 0 }, _) => new(size, null, size == 0 ? "none" : "gone", null),
        _ => new(body.Length, BodyText.Of(body, pretty), null, null) { Download = download },
    };
}
