using System.Security.Cryptography;

namespace Pipeline.Partners.Transport.Sftp;

/// <summary>SHA-256 of an SSH server's public host key.</summary>
public readonly record struct HostKeyFingerprint
{
    private const string Prefix = "SHA256:";

    private readonly string digest;

    private HostKeyFingerprint(string digest) => this.digest = digest;

    /// <summary>Reads the form that <c>ssh-keygen -lf</c> prints: Base64 without padding, the prefix <c>SHA256:</c> may be missing.</summary>
    /// <param name="text">The text; spaces around it do not count.</param>
    /// <param name="fingerprint">The fingerprint, when it is one.</param>
    /// <returns>False for anything else, fingerprints by MD5 included.</returns>
    public static bool TryParse(string? text, out HostKeyFingerprint fingerprint)
    {
        string given = (text ?? "").Trim();
        string base64 = (given.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? given[Prefix.Length..] : given).TrimEnd('=');
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        bool isDigest = base64.Length == 43
            && Convert.TryFromBase64String(base64 + "=", bytes, out int written)
            && written == SHA256.HashSizeInBytes;
        fingerprint = isDigest ? new HostKeyFingerprint(Convert.ToBase64String(bytes).TrimEnd('=')) : default;
        return isDigest;
    }

    /// <summary>Computes the fingerprint of a public key in the form that the server sends.</summary>
    internal static HostKeyFingerprint Of(ReadOnlySpan<byte> publicKey) =>
        new(Convert.ToBase64String(SHA256.HashData(publicKey)).TrimEnd('='));

    /// <summary>Shows the form that <c>ssh-keygen -lf</c> prints.</summary>
    /// <returns><c>SHA256:</c> and 43 characters.</returns>
    public override string ToString() => Prefix + digest;
}
