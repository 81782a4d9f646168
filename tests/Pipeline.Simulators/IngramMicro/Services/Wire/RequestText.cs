using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services.Rules;

namespace Pipeline.Simulators.IngramMicro.Services.Wire;

/// <summary>From bytes to XML: content type, size, encoding, well-formedness.</summary>
internal static partial class RequestText
{
    private const int MostBytes = 1024 * 1024;

    private static readonly string[] Encodings = ["UTF-8", "ISO-8859-1"];

    private static readonly string[] MediaTypes = ["text/xml", "application/xml"];

    /// <summary>Reads the body.</summary>
    /// <returns>The root, or null when a rule on the sheet is broken.</returns>
    public static XElement? Read(byte[] body, string? contentType, RuleSheet sheet)
    {
        bool isMedia = MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? media)
            && MediaTypes.Contains(media.MediaType, StringComparer.OrdinalIgnoreCase);
        string declared = Declared(body);
        bool isReadable = sheet.Check("http.content-type", isMedia, $"'{contentType}' is neither text/xml nor application/xml")
            & sheet.Check("http.size", body.Length is > 0 and <= MostBytes, $"{body.Length} bytes, 1 to {MostBytes} are taken")
            & sheet.Check("xml.encoding", Encodings.Contains(declared, StringComparer.OrdinalIgnoreCase), $"{declared} is declared; UTF-8 and ISO-8859-1 are read");
        if (!isReadable)
        {
            return null;
        }

        if (media!.CharSet is { Length: > 0 } charset && !charset.Trim('"').Equals(declared, StringComparison.OrdinalIgnoreCase))
        {
            sheet.Remark("http.charset", $"The header says {charset}, the document {declared}; the document counts.");
        }

        string? text = Decode(body, declared);
        return sheet.Check("xml.encoding", text is not null, $"The bytes are not {declared}.") ? Parse(text!, sheet) : null;
    }

    /// <summary>The login, wherever it stands, replaced by asterisks; for logs.</summary>
    public static string Mask(byte[] body)
    {
        string text = Decode(body, Declared(body)) ?? Encoding.Latin1.GetString(body);
        return Secrets().Replace(text, "${open}***");
    }

    private static XElement? Parse(string text, RuleSheet sheet)
    {
        try
        {
            using StringReader characters = new(text);
            using XmlReader reader = XmlReader.Create(characters, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostBytes,
            });
            XElement root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
            sheet.Check("xml.well-formed", true, string.Empty);
            return root;
        }
        catch (XmlException broken)
        {
            sheet.Check("xml.well-formed", false, broken.Message);
            return null;
        }
    }

    private static string Declared(byte[] body)
    {
        Match declaration = Declaration().Match(Encoding.Latin1.GetString(body, 0, Math.Min(body.Length, 200)));
        return declaration.Success ? declaration.Groups["name"].Value : "UTF-8";
    }

    private static string? Decode(byte[] body, string encoding)
    {
        if (encoding.Equals("ISO-8859-1", StringComparison.OrdinalIgnoreCase))
        {
            // 0x80 to 0x9F are control characters there; who sends them means windows-1252.
            return Array.Exists(body, static value => value is >= 0x80 and <= 0x9F) ? null : Encoding.Latin1.GetString(body);
        }

        try
        {
            string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body);
            return text.TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    [GeneratedRegex("^(\u00EF\u00BB\u00BF)?<\\?xml[^>]*?encoding\\s*=\\s*[\"'](?<name>[A-Za-z0-9._-]+)[\"']", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declaration();

    [GeneratedRegex("(?<open><(\\w+:)?(UserName|UserPassword|Username|Password)(\\s[^>]*)?>)[^<]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Secrets();
}
