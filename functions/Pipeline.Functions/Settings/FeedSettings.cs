using System.ComponentModel.DataAnnotations;
using Pipeline.Functions.Settings.Rules;

namespace Pipeline.Functions.Settings;

/// <summary>Where a feed lies and how it is read: <c>Distributors__IngramMicro__Feeds__{Price|Stock|Category}__*</c>.</summary>
public sealed class FeedSettings : IValidatableObject
{
    /// <summary>Address with path: <c>ftp://</c>, <c>ftpes://</c>, <c>ftps://</c>, <c>sftp://</c> or <c>https://</c>; no credentials in it.</summary>
    [Address("ftp", "ftpes", "ftps", "sftp", "https")]
    public string? Url { get; set; }

    /// <summary>User name, or null.</summary>
    public string? UserName { get; set; }

    /// <summary>Password, or null; beside a <see cref="PrivateKey"/> its passphrase. Never printed.</summary>
    public string? Password { get; set; }

    /// <summary>SFTP: text of the private key to log in with, OpenSSH or PEM, or null to log in by password. Never printed.</summary>
    [Form(".*-----BEGIN [A-Z ]*PRIVATE KEY-----.*", "is no private key: the whole text of an OpenSSH or PEM file, from -----BEGIN to -----END.")]
    public string? PrivateKey { get; set; }

    /// <summary>SFTP: fingerprint of the one host key that is accepted, <c>SHA256:…</c>; without it no server is.</summary>
    [Form("(SHA256:)?[A-Za-z0-9+/]{43}=?", "is no fingerprint of a host key: SHA256: and 43 characters, as ssh-keygen -lf prints it.")]
    public string? HostKeyFingerprint { get; set; }

    /// <summary>Name of the profile that describes the layout, or null for the distributor's own.</summary>
    public string? Profile { get; set; }

    /// <summary>NCRONTAB expression of six fields, or null for the flow's own.</summary>
    [Schedule]
    public string? Schedule { get; set; }

    /// <summary>SHA-256 of the one certificate that is accepted, or null.</summary>
    [Thumbprint]
    public string? CertificateThumbprint { get; set; }

    /// <summary>Name of a file that must lie beside the feed before it is complete, or null.</summary>
    public string? DoneMarker { get; set; }

    /// <summary>Oldest file worth applying, in hours (0: any age), or null for the profile's limit.</summary>
    [Form("[0-9]{1,9}(\\.[0-9]{1,9})?", "is '{0}'; expected is a number of hours, or 0 for any age.")]
    public string? MaxAgeHours { get; set; }

    /// <summary>Whether the feed is in use.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(Url);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url.Given()?.StartsWith("sftp:", StringComparison.OrdinalIgnoreCase) != true)
        {
            yield break;
        }

        // A missing fingerprint is no fault: the run that is refused tells which one the server shows.
        if (UserName.Given() is null)
        {
            yield return validationContext.FaultOf(nameof(UserName), "is missing: SFTP knows no anonymous login.");
        }

        if (Password.Given() is null && PrivateKey.Given() is null)
        {
            yield return validationContext.FaultOf(nameof(Password), "and PrivateKey are missing: SFTP needs one of them.");
        }
    }
}
