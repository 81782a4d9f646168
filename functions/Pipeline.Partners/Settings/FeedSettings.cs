using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Partners.Settings.Rules;
using Pipeline.Partners.Transport;

namespace Pipeline.Partners.Settings;

/// <summary>Where a feed lies and how it is read: <c>Distributors__{Distributor}__Feeds__{Price|Stock|Category}__*</c>.</summary>
public sealed class FeedSettings : IValidatableObject
{
    /// <summary>
    /// Address with path: <c>ftp://</c>, <c>ftpes://</c>, <c>ftps://</c>, <c>sftp://</c> or <c>https://</c>; no credentials in it. It may
    /// hold a date, <c>{yyyyMMdd}</c>, and but for HTTPS wildcards in the file's name, <c>*</c>.
    /// </summary>
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

    /// <summary>The feed that these settings make of what its distributor usually offers.</summary>
    /// <param name="usual">Kind, title, profile and schedule where the settings say nothing else.</param>
    /// <param name="section">Name of the section in code, <c>Distributors:...</c>; a missing address is named by it.</param>
    public DistributorFeed ToFeed(DistributorFeed usual, string section) => usual with
    {
        Profile = Profile is { Length: > 0 } ? Profile : usual.Profile,
        Schedule = string.IsNullOrWhiteSpace(Schedule) ? usual.Schedule : Schedule,
        Source = IsConfigured ? ToSource() : null,
        MissingSetting = IsConfigured ? null : $"The setting {section.Replace(":", "__", StringComparison.Ordinal)}__{nameof(Url)} is missing.",
        MaxAgeHours = MaxAgeHours.Given() is { } hours ? double.Parse(hours, CultureInfo.InvariantCulture) : null,
    };

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(Url.Given(), UriKind.Absolute, out Uri? url))
        {
            yield break;
        }

        RemotePattern? pattern = RemotePattern.TryRead(url.AbsolutePath, out string? fault);
        fault ??= pattern!.HasWildcard && url.Scheme is "https" or "http"
            ? "holds a wildcard, and HTTPS shows no folder: name the file; a date in it may be written {yyyyMMdd}"
            : null;
        if (fault is not null)
        {
            yield return validationContext.FaultOf(nameof(Url), $"{fault}.");
        }

        if (url.Scheme != "sftp")
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

    private FeedSourceOptions ToSource() => new()
    {
        Url = new Uri(Url!),
        UserName = UserName,
        Password = Password,
        PrivateKey = PrivateKey,
        HostKeyFingerprint = HostKeyFingerprint,
        CertificateThumbprint = CertificateThumbprint,
        DoneMarker = DoneMarker,
    };
}
