namespace Pipeline.Functions.Settings;

/// <summary>Settings are missing or wrong, so the app does not start. The text names each one and holds no value of it.</summary>
public sealed class SettingsException(IReadOnlyList<string> faults)
    : Exception("The settings are wrong: " + string.Join(" ", faults))
{
    /// <summary>One sentence per setting.</summary>
    public IReadOnlyList<string> Faults => faults;
}
