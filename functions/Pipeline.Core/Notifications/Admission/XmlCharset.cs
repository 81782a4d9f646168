using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Notifications.Admission;

/// <summary>Finds the encoding of a pushed body: a byte order mark, then the XML declaration, then the charset of the header (RFC 7303).</summary>
public static partial class XmlCharset
{
    private const int DeclarationLimit = 256;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static XmlCharset() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>
    /// The body as an XML reader takes it for what it is: unchanged, unless only the header names its encoding; then in UTF-8.
    /// Also unchanged when its bytes do not exist in what the header names; reading it will fail.
    /// </summary>
    public static byte[] Apply(byte[] body, string? contentType)
    {
        if (OfHeader(contentType) is not { } charset || Utf8.WebName.Equals(charset, StringComparison.OrdinalIgnoreCase)
            || IsMarked(body) || OfDeclaration(body) is not null)
        {
            return body;
        }

        try
        {
            return Encoding.UTF8.GetBytes(
                Encoding.GetEncoding(charset, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(body));
        }
        catch (Exception unusable) when (unusable is ArgumentException or NotSupportedException)
        {
            return body;
        }
    }

    /// <summary>The issue of a body that could not be decoded: what names its encoding, and what its bytes look like.</summary>
    /// <param name="where">The place where reading ended, or null.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="contentType">The header Content-Type, or null.</param>
    public static Issue Undecodable(string? where, byte[] body, string? contentType) => new Issue(IssueCodes.XmlEncoding, where, null)
        .With("declared", OfDeclaration(body) ?? "-").With("header", OfHeader(contentType) ?? "-").With("looks", IsUtf8(body) ? "UTF-8" : "-");

    private static string? OfHeader(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? media)
        && media.CharSet?.Trim('"', '\'', ' ') is { Length: > 0 } charset
            ? charset
            : null;

    private static string? OfDeclaration(byte[] body)
    {
        string head = Encoding.Latin1.GetString(body, 0, Math.Min(body.Length, DeclarationLimit)).Replace("\0", string.Empty, StringComparison.Ordinal);
        Match match = Declaration().Match(head);
        return match.Success ? match.Groups["name"].Value : null;
    }

    /// <summary>A byte order mark, or the zeros of UTF-16 and UTF-32 around the first angle bracket.</summary>
    private static bool IsMarked(byte[] body) => body is
        [0xEF, 0xBB, 0xBF, ..] or [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] or [0, (byte)'<', ..] or [(byte)'<', 0, ..] or [0, 0, ..];

    private static bool IsUtf8(byte[] body)
    {
        try
        {
            return Utf8.GetCharCount(body) >= 0;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    [GeneratedRegex("""^[^<]{0,8}<\?xml\s[^>]*?encoding\s*=\s*["'](?<name>[^"']{1,40})["']""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Declaration();
}
