using System.Text;

namespace Pipeline.Partners.Distributors.IngramMicro.Writing;

/// <summary>Builds indented XML whose bytes depend on its content only: two blanks, line feeds, no byte order mark.</summary>
/// <remarks>
/// <c>XmlWriter</c> would do, but writes <c>&lt;a /&gt;</c> where the samples have <c>&lt;a/&gt;</c>, and byte equality with
/// them is worth forty lines. Texts come from <see cref="Transliteration"/>, so no character is outside XML.
/// </remarks>
internal sealed class XmlText(string encoding)
{
    private readonly StringBuilder _text = new($"<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n");

    private int _depth;

    public void Open(string name, params ReadOnlySpan<KeyValuePair<string, string>> attributes)
    {
        Start(name, attributes);
        _text.Append(">\n");
        _depth++;
    }

    public void Close(string name)
    {
        _depth--;
        Indent();
        _text.Append("</").Append(name).Append(">\n");
    }

    public void Leaf(string name, string text, params ReadOnlySpan<KeyValuePair<string, string>> attributes)
    {
        Start(name, attributes);
        if (text.Length == 0)
        {
            _text.Append("/>\n");
            return;
        }

        _text.Append('>');
        Escape(text, inAttribute: false);
        _text.Append("</").Append(name).Append(">\n");
    }

    /// <summary>What was built.</summary>
    /// <exception cref="EncoderFallbackException">A character is not in the encoding: a fault of ours.</exception>
    public byte[] ToBytes()
    {
        Encoding target = Encoding.GetEncoding(encoding, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        return target.GetBytes(_text.ToString());
    }

    private void Start(string name, ReadOnlySpan<KeyValuePair<string, string>> attributes)
    {
        Indent();
        _text.Append('<').Append(name);
        foreach ((string key, string value) in attributes)
        {
            _text.Append(' ').Append(key).Append("=\"");
            Escape(value, inAttribute: true);
            _text.Append('"');
        }
    }

    private void Indent() => _text.Append(' ', _depth * 2);

    private void Escape(string text, bool inAttribute)
    {
        foreach (char character in text)
        {
            _ = character switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' when inAttribute => _text.Append("&quot;"),
                '\r' => _text.Append("&#13;"),
                '\n' when inAttribute => _text.Append("&#10;"),
                '\t' when inAttribute => _text.Append("&#9;"),
                _ => _text.Append(character),
            };
        }
    }
}
