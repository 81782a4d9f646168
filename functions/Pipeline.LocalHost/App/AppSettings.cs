using System.Collections;
using System.Text.RegularExpressions;

namespace Pipeline.LocalHost.App;

/// <summary>The app's settings: the environment, completed by <c>Values</c> of local.settings.json.</summary>
/// <remarks>As in Core Tools a variable of the environment wins over the file. Names ignore letter case.</remarks>
internal sealed partial class AppSettings
{
    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, string> Values => values;

    /// <summary>Reads the environment and the file of the app folder.</summary>
    /// <exception cref="HostStartException">local.settings.json is no JSON.</exception>
    public static AppSettings Read(HostOptions options)
    {
        AppSettings settings = new();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            settings.values[(string)variable.Key] = (string?)variable.Value ?? string.Empty;
        }

        IConfiguration file = JsonFile.Read(Path.Combine(options.AppFolder, "local.settings.json"));
        foreach ((string name, string? value) in file.GetSection(nameof(Values)).AsEnumerable(makePathsRelative: true))
        {
            settings.values.TryAdd(name, value ?? string.Empty);
        }

        settings.values["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        settings.values["WEBSITE_HOSTNAME"] = $"localhost:{options.Port}";
        settings.values.TryAdd("AZURE_FUNCTIONS_ENVIRONMENT", "Development");
        // Set, the extensions would take this machine for a container of the Linux Consumption plan.
        settings.values["CONTAINER_NAME"] = string.Empty;
        return settings;
    }

    /// <summary>A setting; null when absent or empty.</summary>
    public string? Get(string name) => values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>Replaces each <c>%NAME%</c> by its setting; null when one is not set.</summary>
    public string? Expand(string text) =>
        Name().Matches(text).All(match => Get(match.Groups["name"].Value) is not null)
            ? Name().Replace(text, match => Get(match.Groups["name"].Value)!)
            : null;

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
