using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pipeline.Partners.Transport;

/// <summary>Decides whether a server's certificate is good: by its pinned SHA-256, or else by the machine's trust.</summary>
/// <param name="host">Host name or address the client means to reach.</param>
/// <param name="thumbprint">Pinned SHA-256 in the form of <see cref="NormalizeThumbprint"/>, or null.</param>
internal sealed class ServerCertificateCheck(string host, string? thumbprint)
{
    /// <summary>Why the last certificate was refused, or null when it was accepted or none was shown yet.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Strips separators and lowers the case.</summary>
    /// <param name="text">The setting; null and blank mean no pin.</param>
    /// <returns>64 lower-case hexadecimal digits, or null.</returns>
    /// <exception cref="FormatException">Not the length or the digits of a SHA-256.</exception>
    public static string? NormalizeThumbprint(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        string digits = string.Concat(text.Where(character => character is not (':' or ' ' or '-'))).ToLowerInvariant();
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit)
            ? digits
            : throw new FormatException(
                $"A certificate thumbprint is the SHA-256 of the certificate, 64 hexadecimal digits; this one has {digits.Length} characters.");
    }

    /// <summary>The callback for TLS. A pin accepts exactly its certificate, whoever signed it.</summary>
    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Refusal = certificate is null ? "the server shows no certificate" : Judge(certificate, chain, errors);
        return Refusal is null;
    }

    private string? Judge(X509Certificate certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        string shown = Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256));
        if (thumbprint is not null)
        {
            return string.Equals(shown, thumbprint, StringComparison.Ordinal)
                ? null
                : $"the pinned certificate is {thumbprint}, the server shows {shown}";
        }

        // TLS cannot carry an address as server name, so the name the runtime compared was not this one.
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            && IPAddress.TryParse(host, out _)
            && certificate is X509Certificate2 full
            && full.MatchesHostname(host))
        {
            errors &= ~SslPolicyErrors.RemoteCertificateNameMismatch;
        }

        return errors == SslPolicyErrors.None ? null : $"{Explain(errors, chain)}; the server shows {shown}";
    }

    private string Explain(SslPolicyErrors errors, X509Chain? chain)
    {
        List<string> reasons = [];
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            reasons.Add($"the certificate is not for {host}");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            IEnumerable<string> statuses = chain?.ChainStatus.Select(status => status.Status.ToString()) ?? [];
            reasons.Add($"the certificate is not trusted ({string.Join(", ", statuses)})");
        }

        return reasons.Count > 0 ? string.Join(" and ", reasons) : errors.ToString();
    }
}
