using System.Collections;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Configuration;

/// <summary>The app's settings: the environment, completed by <c>Values</c> of local.settings.json.</summary>
/// <remarks>As in Core Tools a variable of the environment wins over the file. Names ignore letter case.</remarks>
internal sealed partial class AppSettings
{
    private readonly Dictionary<string, string> _values;

    private AppSettings(Dictionary<string, string> values, IReadOnlyDictionary<string, string> added)
    {
        _values = values;
        Added = added;
    }

    /// <summary>Settings that are not in the environment: the handler must be given them.</summary>
    public IReadOnlyDictionary<string, string> Added { get; }

    /// <summary>Reads the environment and the file of the app folder.</summary>
    /// <exception cref="HostStartException">local.settings.json is not readable as JSON.</exception>
    public static AppSettings Read(HostOptions options)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            values[(string)variable.Key] = (string?)variable.Value ?? string.Empty;
        }

        Dictionary<string, string> added = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in ReadFile(Path.Combine(options.AppFolder, "local.settings.json")))
        {
            if (values.TryAdd(name, value))
            {
                added[name] = value;
            }
        }

        foreach ((string name, string value) in Defaults(options))
        {
            if (values.TryAdd(name, value))
            {
                added[name] = value;
            }
        }

        if (options.StorageConnection is { } connection)
        {
            values["AzureWebJobsStorage"] = added["AzureWebJobsStorage"] = connection;
        }

        return new AppSettings(values, added);
    }

    /// <summary>A setting; null when absent or empty. <c>:</c> and <c>__</c> both separate levels.</summary>
    public string? Get(string name)
    {
        string? value = _values.GetValueOrDefault(name)
            ?? _values.GetValueOrDefault(name.Replace(":", "__", StringComparison.Ordinal));
        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>The settings below a first level: the names of the further levels, at least one, and the value.</summary>
    public IEnumerable<(IReadOnlyList<string> Path, string Value)> Below(string level) =>
        from setting in _values
        let path = setting.Key.Replace("__", ":", StringComparison.Ordinal).Split(':')
        where path.Length > 1 && string.Equals(path[0], level, StringComparison.OrdinalIgnoreCase)
        select ((IReadOnlyList<string>)path[1..], setting.Value);

    /// <summary>Replaces each <c>%NAME%</c> by the setting.</summary>
    /// <exception cref="HostStartException">A named setting does not exist.</exception>
    public string Expand(string text) => Placeholder().Replace(
        text,
        match => Get(match.Groups["name"].Value)
            ?? throw new HostStartException($"'{match.Value}' does not resolve to a value: no such app setting."));

    /// <summary>What Core Tools sets for every app, so that the app can tell where it runs.</summary>
    private static Dictionary<string, string> Defaults(HostOptions options) => new()
    {
        ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
        ["FUNCTIONS_WORKER_RUNTIME"] = "custom",
        ["WEBSITE_HOSTNAME"] = $"localhost:{options.Port}",
    };

    private static Dictionary<string, string> ReadFile(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            JObject document = JObject.Parse(File.ReadAllText(path));
            return document["Values"] is JObject values
                ? values.Properties().ToDictionary(p => p.Name, p => (string?)p.Value ?? string.Empty)
                : [];
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new HostStartException($"{path} cannot be read: {error.Message}", error);
        }
    }

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
