using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pipeline.Functions.Notifications;

/// <summary>Reads what a sender shows to prove who it is. Nothing here throws on hostile values.</summary>
internal static class PushHeaders
{
    private const string Sha256Prefix = "sha256=";

    private static readonly string[] SignatureNames = ["X-Hub-Signature-256", "X-Signature"];

    /// <summary>Address of the sender, as the platform's front end saw it.</summary>
    /// <remarks>
    /// The host puts the address that it sees in the place of any <c>X-Forwarded-For</c> of the sender, and the worker takes it
    /// for the connection's; so the header itself, which a sender can write, is not looked at.
    /// </remarks>
    public static IPAddress? AddressOf(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
            ? mapped.MapToIPv4()
            : request.HttpContext.Connection.RemoteIpAddress;

    /// <summary>User name, colon and password of Basic authentication, in their raw bytes; or null.</summary>
    public static byte[]? LoginOf(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out AuthenticationHeaderValue? header)
        && header is { Parameter: { } text }
        && header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            ? FromBase64(text)
            : null;

    /// <summary>The client's certificate as the platform's front end passes it on, or null.</summary>
    /// <remarks>
    /// Base64 DER in <c>X-ARR-ClientCert</c>. The front end has checked that the sender holds the key only where client
    /// certificates are enabled on the site.
    /// </remarks>
    public static X509Certificate2? CertificateOf(HttpRequest request)
    {
        try
        {
            return FromBase64(request.Headers["X-ARR-ClientCert"].ToString()) is { Length: > 0 } der
                ? X509CertificateLoader.LoadCertificate(der)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>
    /// HMAC-SHA256 of the body in <c>X-Hub-Signature-256</c> or <c>X-Signature</c>: hexadecimal or base64, <c>sha256=</c>
    /// before it or not; or null.
    /// </summary>
    public static byte[]? SignatureOf(HttpRequest request)
    {
        foreach (string name in SignatureNames)
        {
            string text = request.Headers[name].ToString();
            string value = text.StartsWith(Sha256Prefix, StringComparison.OrdinalIgnoreCase) ? text[Sha256Prefix.Length..] : text;
            byte[]? signature = value.Length == 2 * SHA256.HashSizeInBytes && value.All(char.IsAsciiHexDigit)
                ? Convert.FromHexString(value)
                : FromBase64(value);
            if (signature?.Length == SHA256.HashSizeInBytes)
            {
                return signature;
            }
        }

        return null;
    }

    private static byte[]? FromBase64(string text)
    {
        byte[] bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out int length) ? bytes[..length] : null;
    }
}
