using Microsoft.Extensions.Options;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Functions.Settings;

/// <summary>Settings of events that other systems are told: <c>Subscriptions__*</c>.</summary>
public sealed partial class SubscriptionSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Subscriptions";

    /// <summary>What the secrets of subscriptions are derived from: 32 characters at least, from Key Vault; null where nobody is told.</summary>
    [Form(".{32,}", "it must have 32 characters at least.")]
    public string? SigningKey { get; set; }

    /// <summary><c>true</c> lets events go to addresses inside the network and over plain http, for trials on one machine.</summary>
    [Form("true|false", "'{0}' is neither true nor false.")]
    public string? AllowPrivateAddresses { get; set; }

    /// <summary>Whether events may go inside the network.</summary>
    public bool AllowsPrivateAddresses => AllowPrivateAddresses == "true";

    [OptionsValidator]
    internal sealed partial class Check : IValidateOptions<SubscriptionSettings>;
}
