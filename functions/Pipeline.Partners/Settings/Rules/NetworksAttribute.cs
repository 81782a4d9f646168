using System.Net;

namespace Pipeline.Partners.Settings.Rules;

/// <summary>IP addresses and networks, separated by commas.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NetworksAttribute : SettingAttribute
{
    /// <inheritdoc />
    protected override string? FaultOf(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .FirstOrDefault(static address => !IPAddress.TryParse(address, out _) && !IPNetwork.TryParse(address, out _)) is { } wrong
        ? $"'{wrong}' is neither an address nor a network such as 10.0.0.0/8."
        : null;
}
