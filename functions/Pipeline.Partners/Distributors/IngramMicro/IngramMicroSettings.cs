using Microsoft.Extensions.Options;
using Pipeline.Partners.Settings;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Distributors.IngramMicro;

/// <summary>Settings of the distributor Ingram Micro: <c>Distributors__IngramMicro__*</c>.</summary>
public sealed partial class IngramMicroSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Distributors:IngramMicro";

    /// <summary>Time zone of the account, IANA id; its schedules and local dates are read in it.</summary>
    [TimeZone]
    public string TimeZone { get; set => field = value.Given() ?? field; } = "Europe/Paris";

    /// <summary>The feeds.</summary>
    [ValidateObjectMembers]
    public FeedsSettings Feeds { get; set; } = new();

    /// <summary>The web services.</summary>
    [ValidateObjectMembers]
    public ServicesSettings Services { get; set; } = new();

    /// <summary>Pushed messages.</summary>
    [ValidateObjectMembers]
    public PushSettings Push { get; set; } = new();

    [OptionsValidator]
    internal sealed partial class Check : IValidateOptions<IngramMicroSettings>;
}
