using System.Text;

namespace Pipeline.Partners.Distributors.IngramMicro.Writing;

/// <summary>Builds indented XML whose bytes depend on its content only: two blanks, line feeds, no byte order mark.</summary>
/// <remarks>
/// <c>XmlWriter</c> would do, but writes <c>&lt;a /&gt;</c> where the samples have <c>&lt;a/&gt;</c>, and byte equality with
/// them is worth forty lines. Texts come from <see cref="Transliteration"/>, so no character is outside XML.
/// </remarks>
internal sealed class XmlText(string encoding)
{
    private readonly StringBuilder text = new($"<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n");

    private int depth;

    public void Open(string name, params ReadOnlySpan<KeyValuePair<string, string>> attributes)
    {
        Start(name, attributes);
        text.Append(">\n");
        depth++;
    }

    public void Close(string name)
    {
        depth--;
        Indent();
        text.Append("</").Append(name).Append(">\n");
    }

    public void Leaf(string name, string text, params ReadOnlySpan<KeyValuePair<string, string>> attributes)
    {
        Start(name, attributes);
        if (text.Length == 0)
        {
            this.text.Append("/>\n");
            return;
        }

        this.text.Append('>');
        Escape(text, inAttribute: false);
        this.text.Append("</").Append(name).Append(">\n");
    }

    /// <summary>What was built.</summary>
    /// <exception cref="EncoderFallbackException">A character is not in the encoding: a fault of ours.</exception>
    public byte[] ToBytes()
    {
        Encoding target = Encoding.GetEncoding(encoding, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        return target.GetBytes(text.ToString());
    }

    private void Start(string name, ReadOnlySpan<KeyValuePair<string, string>> attributes)
    {
        Indent();
        text.Append('<').Append(name);
        foreach ((string key, string value) in attributes)
        {
            text.Append(' ').Append(key).Append("=\"");
            Escape(value, inAttribute: true);
            text.Append('"');
        }
    }

    private void Indent() => text.Append(' ', depth * 2);

    private void Escape(string text, bool inAttribute)
    {
        foreach (char character in text)
        {
            _ = character switch
            {
                '&' => this.text.Append("&amp;"),
                '<' => this.text.Append("&lt;"),
                '>' => this.text.Append("&gt;"),
                '"' when inAttribute => this.text.Append("&quot;"),
                '\r' => this.text.Append("&#13;"),
                '\n' when inAttribute => this.text.Append("&#10;"),
                '\t' when inAttribute => this.text.Append("&#9;"),
                _ => this.text.Append(character),
            };
        }
    }
}
