namespace Pipeline.Functions.Settings;

/// <summary>How messages pushed by the distributor are authenticated: <c>Distributors__IngramMicro__Push__*</c>.</summary>
public sealed class PushSettings
{
    /// <summary>Secret last part of the path. Never printed.</summary>
    public string? Key { get; set; }

    /// <summary>A second key that is accepted too, while the partner changes over. Never printed.</summary>
    public string? KeyNext { get; set; }

    /// <summary>User name of Basic authentication.</summary>
    public string? BasicUserName { get; set; }

    /// <summary>Password of Basic authentication. Never printed.</summary>
    public string? BasicPassword { get; set; }

    /// <summary>A second password that is accepted too. Never printed.</summary>
    public string? BasicPasswordNext { get; set; }

    /// <summary>Secret of the signature. Never printed.</summary>
    public string? HmacSecret { get; set; }

    /// <summary>A second secret that is accepted too. Never printed.</summary>
    public string? HmacSecretNext { get; set; }

    /// <summary>SHA-256 of the client certificate.</summary>
    public string? CertificateThumbprint { get; set; }

    /// <summary>SHA-256 of a second certificate that is accepted too.</summary>
    public string? CertificateThumbprintNext { get; set; }

    /// <summary>Addresses and networks that may push, separated by commas.</summary>
    public string? AllowedAddresses { get; set; }
}
