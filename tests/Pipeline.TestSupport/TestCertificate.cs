using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pipeline.TestSupport;

/// <summary>A self-signed server certificate for <c>localhost</c> and 127.0.0.1, valid for a day.</summary>
public static class TestCertificate
{
    /// <summary>Makes a certificate with its key.</summary>
    public static X509Certificate2 Create()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));

        // Through PKCS#12, so that the key outlives this method.
        return X509CertificateLoader.LoadPkcs12(
            certificate.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>SHA-256 of a certificate, lower-case hexadecimal.</summary>
    public static string Thumbprint(X509Certificate2 certificate) =>
        Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256));

    /// <summary>Writes key and certificate of a new one into a PEM file and returns its SHA-256.</summary>
    public static string Write(string path)
    {
        using X509Certificate2 certificate = Create();
        using RSA key = certificate.GetRSAPrivateKey()!;
        File.WriteAllText(path, $"{key.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n");
        return Thumbprint(certificate);
    }
}
