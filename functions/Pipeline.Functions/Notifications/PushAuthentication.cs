using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pipeline.Core.Notifications.Admission;

namespace Pipeline.Functions.Notifications;

/// <summary>Checks who pushes: every scheme that is configured must hold.</summary>
/// <remarks>
/// Secrets are compared by their SHA-256 in constant time, each against all its values, so that neither length nor
/// place of a difference shows. A second value per secret (<c>...Next</c>) lets both sides change at their own time.
/// </remarks>
internal sealed class PushAuthentication
{
    private readonly byte[][] keys;
    private readonly byte[][] logins;
    private readonly byte[][] hmacSecrets;
    private readonly byte[][] certificates;
    private readonly IPNetwork[] networks;

    public PushAuthentication(PushCredentials push)
    {
        keys = [.. push.Keys.Select(Digest)];
        logins = [.. push.Logins.Select(Digest)];
        hmacSecrets = [.. push.HmacSecrets.Select(Encoding.UTF8.GetBytes)];
        certificates = [.. push.CertificateThumbprints.Select(DigestOfHex)];
        networks = [.. push.Networks.Select(NetworkOf)];
    }

    /// <summary>Whether anything is configured; without a scheme nobody may push.</summary>
    public bool HasScheme =>
        keys.Length + logins.Length + hmacSecrets.Length + certificates.Length + networks.Length > 0;

    /// <summary>Whether the answer to an unknown sender should ask for a login.</summary>
    public bool AsksForLogin => logins.Length > 0;

    /// <summary>Checks all that stands before the body.</summary>
    /// <returns>Names of the schemes that do not hold; empty when the body may be read.</returns>
    public IReadOnlyList<string> CheckHead(HttpRequest request, string? key, DateTimeOffset now)
    {
        List<string> failed = [];
        Check("address", networks.Length == 0 || IsAllowed(PushHeaders.AddressOf(request)));
        Check("key", keys.Length == 0 || IsOneOf(keys, SHA256.HashData(Encoding.UTF8.GetBytes(key ?? string.Empty))));
        Check("basic", logins.Length == 0 || (PushHeaders.LoginOf(request) is { } login && IsOneOf(logins, SHA256.HashData(login))));
        Check("certificate", certificates.Length == 0 || IsCertified(request, now));
        Check("hmac", hmacSecrets.Length == 0 || PushHeaders.SignatureOf(request) is not null);
        return failed;

        void Check(string scheme, bool holds)
        {
            if (!holds)
            {
                failed.Add(scheme);
            }
        }
    }

    /// <summary>Checks the signature over the raw bytes of the body, if one is configured.</summary>
    public bool IsSigned(HttpRequest request, ReadOnlySpan<byte> body)
    {
        if (hmacSecrets.Length == 0)
        {
            return true;
        }

        byte[] given = PushHeaders.SignatureOf(request) ?? [];
        bool isSigned = false;
        foreach (byte[] secret in hmacSecrets)
        {
            isSigned |= CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, body), given);
        }

        return isSigned;
    }

    private static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static byte[] DigestOfHex(string thumbprint) => Convert.FromHexString(
        thumbprint.Replace(":", string.Empty, StringComparison.Ordinal).Replace(" ", string.Empty, StringComparison.Ordinal));

    private static IPNetwork NetworkOf(string text)
    {
        if (IPNetwork.TryParse(text, out IPNetwork network))
        {
            return network;
        }

        IPAddress address = IPAddress.Parse(text);
        return new IPNetwork(address, address.GetAddressBytes().Length * 8);
    }

    private static bool IsOneOf(byte[][] expected, byte[] given)
    {
        bool isOne = false;
        foreach (byte[] one in expected)
        {
            isOne |= CryptographicOperations.FixedTimeEquals(one, given);
        }

        return isOne;
    }

    private bool IsAllowed(IPAddress? address) =>
        address is not null && Array.Exists(networks, network => network.Contains(address));

    private bool IsCertified(HttpRequest request, DateTimeOffset now)
    {
        using X509Certificate2? certificate = PushHeaders.CertificateOf(request);
        return certificate is not null
            && IsOneOf(certificates, SHA256.HashData(certificate.RawDataMemory.Span))
            && certificate.NotBefore.ToUniversalTime() <= now.UtcDateTime
            && now.UtcDateTime <= certificate.NotAfter.ToUniversalTime();
    }
}
