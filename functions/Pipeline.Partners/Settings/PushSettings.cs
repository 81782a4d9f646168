using System.ComponentModel.DataAnnotations;
using Pipeline.Core.Notifications.Admission;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Settings;

/// <summary>How messages pushed by a distributor are authenticated: <c>Distributors__{Distributor}__Push__*</c>.</summary>
public sealed class PushSettings : IValidatableObject
{
    private const string HoldsSlash = "holds a slash, but is one part of a path.";

    /// <summary>Secret last part of the path. Never printed.</summary>
    [Form("[^/]*", HoldsSlash)]
    public string? Key { get; set; }

    /// <summary>A second key that is accepted too, while the partner changes over. Never printed.</summary>
    [Form("[^/]*", HoldsSlash)]
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
    [Thumbprint]
    public string? CertificateThumbprint { get; set; }

    /// <summary>SHA-256 of a second certificate that is accepted too.</summary>
    [Thumbprint]
    public string? CertificateThumbprintNext { get; set; }

    /// <summary>Addresses and networks that may push, separated by commas.</summary>
    [Networks]
    public string? AllowedAddresses { get; set; }

    /// <summary>The settings as the gate takes them.</summary>
    public PushCredentials ToCredentials() => new()
    {
        Keys = Present(Key, KeyNext),
        Logins = [.. Present(BasicPassword, BasicPasswordNext).Select(password => $"{BasicUserName}:{password}")],
        HmacSecrets = Present(HmacSecret, HmacSecretNext),
        CertificateThumbprints = Present(CertificateThumbprint, CertificateThumbprintNext),
        Networks = (AllowedAddresses ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
    };

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(BasicUserName) != string.IsNullOrEmpty(BasicPassword))
        {
            yield return validationContext.FaultOf(nameof(BasicUserName), "and BasicPassword go together; one of them is missing.");
        }

        (string Name, string? Value, string? Next)[] pairs =
        [
            (nameof(KeyNext), Key, KeyNext),
            (nameof(BasicPasswordNext), BasicPassword, BasicPasswordNext),
            (nameof(HmacSecretNext), HmacSecret, HmacSecretNext),
            (nameof(CertificateThumbprintNext), CertificateThumbprint, CertificateThumbprintNext),
        ];
        foreach ((string name, string? value, string? next) in pairs)
        {
            // Half of a scheme is none: whoever wrote it expects a check that would not be made.
            if (string.IsNullOrEmpty(value) && !string.IsNullOrEmpty(next))
            {
                yield return validationContext.FaultOf(name, "is set without the value it follows; move it there.");
            }
        }
    }

    private static string[] Present(params string?[] values) => [.. values.OfType<string>().Where(static value => value.Length > 0)];
}
