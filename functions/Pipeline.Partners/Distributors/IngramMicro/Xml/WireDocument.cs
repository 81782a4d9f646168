using System.Text;
using System.Text.Unicode;
using System.Xml;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications.Admission;
using Pipeline.Core.Messages.Reading;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Partners.Distributors.IngramMicro.Xml;

/// <summary>Opens a body as XML, within limits: no DTD, no entities, no resolver, bounded in every direction.</summary>
/// <remarks>Memory is bounded by <see cref="ReadLimits.Bytes"/> whatever the sender does.</remarks>
internal static class WireDocument
{
    static WireDocument() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Reads the whole body; there is no root when there is a fault.</summary>
    /// <returns>Null, or why it is not acceptable.</returns>
    public static Issue? Open(Stream body, ProfileDocument profile, out WireElement? root)
    {
        root = null;
        byte[] bytes = ReadBounded(body, profile.Limits.Bytes);
        if (bytes.Length > profile.Limits.Bytes)
        {
            return new Issue(IssueCodes.XmlTooLarge, null, null).With("limit", profile.Limits.Bytes);
        }

        if (bytes.Length == 0)
        {
            return new Issue(IssueCodes.XmlEmpty, null, null);
        }

        using TextReader? text = profile.ReadEncoding is { } name
            ? new StreamReader(new MemoryStream(bytes), Strict(IsUtf8(bytes) ? "utf-8" : name), detectEncodingFromByteOrderMarks: true)
            : null;
        using BoundedXmlReader reader = text is null
            ? new BoundedXmlReader(new MemoryStream(bytes), profile.Limits.ForReading)
            : new BoundedXmlReader(text, profile.Limits.ForReading);
        try
        {
            root = ReadTree(reader);
            return null;
        }
        catch (XmlException exception)
        {
            return At(Explained(reader.IssueOf(exception), bytes), exception.LineNumber, exception.LinePosition, bytes);
        }
        catch (DecoderFallbackException)
        {
            IXmlLineInfo? at = reader.Node as IXmlLineInfo;
            return At(XmlCharset.Undecodable(null, bytes, null), at?.LineNumber ?? 0, at?.LinePosition ?? 0, bytes);
        }
    }

    private static Issue Explained(Issue fault, byte[] bytes) =>
        fault.Code == IssueCodes.XmlEncoding ? XmlCharset.Undecodable(fault.Where, bytes, null) : fault;

    private static byte[] ReadBounded(Stream body, int limit)
    {
        using MemoryStream buffer = new();
        byte[] block = new byte[16 * 1024];
        int read;
        while (buffer.Length <= limit && (read = body.Read(block)) > 0)
        {
            buffer.Write(block, 0, read);
        }

        return buffer.ToArray();
    }

    /// <summary>Whether letters beyond ASCII are UTF-8, which those of a code page by chance are not: a sender may have been mended.</summary>
    private static bool IsUtf8(byte[] bytes) => !Ascii.IsValid(bytes) && Utf8.IsValid(bytes);

    private static Encoding Strict(string name) =>
        Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    private static WireElement ReadTree(BoundedXmlReader reader)
    {
        Stack<(WireElement Element, StringBuilder Text)> open = [];
        WireElement? root = null;
        while (reader.Read())
        {
            XmlReader node = reader.Node;
            switch (node.NodeType)
            {
                case XmlNodeType.Element:
                    bool isEmpty = node.IsEmptyElement;
                    WireElement element = new(node.LocalName, node.NamespaceURI, ReadAttributes(reader));
                    root ??= element;
                    if (open.TryPeek(out (WireElement Element, StringBuilder Text) parent))
                    {
                        parent.Element.Add(element);
                    }

                    if (!isEmpty)
                    {
                        open.Push((element, new StringBuilder()));
                    }

                    break;
                case XmlNodeType.EndElement:
                    (WireElement closed, StringBuilder text) = open.Pop();
                    closed.Text = text.ToString();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    reader.RequireLength(open.Peek().Text.Append(node.Value).Length);
                    break;
                default:
                    break;
            }
        }

        return root!;
    }

    private static List<KeyValuePair<string, string>>? ReadAttributes(BoundedXmlReader reader)
    {
        XmlReader node = reader.Node;
        if (node.AttributeCount == 0)
        {
            return null;
        }

        List<KeyValuePair<string, string>> attributes = new(node.AttributeCount);
        while (node.MoveToNextAttribute())
        {
            reader.RequireLength(node.Value.Length);
            if (node.Prefix != "xmlns" && node.Name != "xmlns")
            {
                attributes.Add(new(node.LocalName, node.Value));
            }
        }

        node.MoveToElement();
        return attributes;
    }

    private static Issue At(Issue issue, int line, int column, byte[] bytes)
    {
        // The run time does not say where a forbidden DTD is.
        int type = line == 0 && issue.Code == IssueCodes.XmlDtdForbidden ? bytes.AsSpan().IndexOf("<!DOCTYPE"u8) : -1;
        if (type >= 0)
        {
            line = bytes.AsSpan(0, type).Count((byte)'\n') + 1;
            column = type - bytes.AsSpan(0, type).LastIndexOf((byte)'\n');
        }

        return issue with { Where = BoundedXmlReader.PlaceOf(line, column), Text = Excerpt(bytes, line, column) };
    }

    private static string? Excerpt(byte[] bytes, int line, int column)
    {
        if (line < 1)
        {
            return null;
        }

        int start = 0;
        for (int current = 1; current < line; current++)
        {
            int feed = Array.IndexOf(bytes, (byte)'\n', start);
            if (feed < 0)
            {
                break;
            }

            start = feed + 1;
        }

        // Bytes, not characters: near enough to show, and right for the ASCII that markup is made of.
        start = Math.Min(bytes.Length, start + Math.Max(0, column - 21));
        int end = Array.FindIndex(bytes, start, value => value is (byte)'\n' or (byte)'\r');
        int length = Math.Min(Issue.MaxText, (end < 0 ? bytes.Length : end) - start);
        return Encoding.UTF8.GetString(bytes, start, length);
    }
}
