namespace Pipeline.Functions.Settings;

/// <summary>Settings of the distributor Ingram Micro: <c>Distributors__IngramMicro__*</c> (design.md §8).</summary>
public sealed class IngramMicroSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Distributors:IngramMicro";

    /// <summary>Time zone of the account, IANA id; its schedules and local dates are read in it.</summary>
    public string TimeZone { get; set; } = "Europe/Paris";

    /// <summary>The feeds.</summary>
    public FeedsSettings Feeds { get; set; } = new();

    /// <summary>The web services.</summary>
    public ServicesSettings Services { get; set; } = new();

    /// <summary>Pushed messages.</summary>
    public PushSettings Push { get; set; } = new();
}
