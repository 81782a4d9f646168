namespace Pipeline.Core.Notifications.Admission;

/// <summary>
/// How a partner proves who it is when it pushes: each kind that has values must hold, and any one of its values is enough, so
/// that both sides may change a secret at their own time. Never printed.
/// </summary>
public sealed class PushCredentials
{
    /// <summary>Secret last parts of the path.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Logins of Basic authentication: user name, colon, password.</summary>
    public IReadOnlyList<string> Logins { get; init; } = [];

    /// <summary>Secrets of the signature over the raw body, HMAC-SHA256.</summary>
    public IReadOnlyList<string> HmacSecrets { get; init; } = [];

    /// <summary>SHA-256 of client certificates, hexadecimal; colons and blanks allowed.</summary>
    public IReadOnlyList<string> CertificateThumbprints { get; init; } = [];

    /// <summary>Addresses and networks that may push.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];
}
