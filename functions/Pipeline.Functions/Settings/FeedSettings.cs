namespace Pipeline.Functions.Settings;

/// <summary>Where a feed lies and how it is read: <c>Distributors__IngramMicro__Feeds__{Price|Stock|Category}__*</c>.</summary>
public sealed class FeedSettings
{
    /// <summary>Address with path: <c>ftp://</c>, <c>ftpes://</c>, <c>ftps://</c> or <c>https://</c>; no credentials in it.</summary>
    public string? Url { get; set; }

    /// <summary>User name, or null.</summary>
    public string? UserName { get; set; }

    /// <summary>Password, or null. Never printed.</summary>
    public string? Password { get; set; }

    /// <summary>Name of the profile that describes the layout, or null for the distributor's own.</summary>
    public string? Profile { get; set; }

    /// <summary>NCRONTAB expression of six fields, or null for the flow's own.</summary>
    public string? Schedule { get; set; }

    /// <summary>SHA-256 of the one certificate that is accepted, or null.</summary>
    public string? CertificateThumbprint { get; set; }

    /// <summary>Name of a file that must lie beside the feed before it is complete, or null.</summary>
    public string? DoneMarker { get; set; }

    /// <summary>Oldest file worth applying, in hours (0: any age), or null for the profile's limit.</summary>
    public double? MaxAgeHours { get; set; }

    /// <summary>Whether the feed is in use.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(Url);
}
