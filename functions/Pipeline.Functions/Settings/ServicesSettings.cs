namespace Pipeline.Functions.Settings;

/// <summary>The distributor's web services: <c>Distributors__IngramMicro__Services__*</c>.</summary>
public sealed class ServicesSettings
{
    /// <summary>Address of the services, <c>https://</c>.</summary>
    public string? Url { get; set; }

    /// <summary>Name of the profile of messages, or null for the distributor's own.</summary>
    public string? Profile { get; set; }

    /// <summary><c>test</c> or <c>production</c>; null is test.</summary>
    public string? Environment { get; set; }

    /// <summary>User name.</summary>
    public string? UserName { get; set; }

    /// <summary>Password. Never printed.</summary>
    public string? Password { get; set; }

    /// <summary>Our customer number at the distributor.</summary>
    public string? CustomerNumber { get; set; }

    /// <summary>Country of the account, two letters.</summary>
    public string? CountryCode { get; set; }
}
