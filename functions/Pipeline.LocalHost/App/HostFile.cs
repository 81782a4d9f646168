using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.App;

/// <summary>host.json with its overrides: settings <c>AzureFunctionsJobHost__a__b=value</c> win over the file.</summary>
internal sealed class HostFile
{
    /// <summary>The section of the configuration below which the extensions look for host.json.</summary>
    public const string Section = "AzureFunctionsJobHost";

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    private readonly Dictionary<string, string?> _values = new(StringComparer.OrdinalIgnoreCase);

    private HostFile()
    {
    }

    /// <summary>Every value of host.json and the overrides, keys with the section and <c>:</c> between levels.</summary>
    public IReadOnlyDictionary<string, string?> Values => _values;

    /// <summary>Path before every HTTP route, without slashes; <c>api</c> when host.json is silent.</summary>
    public string RoutePrefix => (Get("extensions:http:routePrefix") ?? "api").Trim('/');

    /// <summary>How long a call may take; null: for ever (<c>-1</c>).</summary>
    public TimeSpan? FunctionTimeout => Get("functionTimeout") switch
    {
        null => DefaultTimeout,
        "-1" => null,
        { } text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan value) && value > TimeSpan.Zero
            ? value
            : throw new HostStartException($"functionTimeout in host.json is '{text}'; write hh:mm:ss above zero, or -1."),
    };

    /// <summary>Name of the task hub as written; null: the extension chooses.</summary>
    public string? HubName => Get("extensions:durableTask:hubName");

    /// <summary>Reads host.json of the folder.</summary>
    /// <exception cref="HostStartException">It is missing or not JSON.</exception>
    public static HostFile Read(string folder, AppSettings settings)
    {
        string path = Path.Combine(folder, "host.json");
        if (!File.Exists(path))
        {
            throw new HostStartException($"{folder} holds no host.json; give the folder that 'dotnet publish' of the app wrote.");
        }

        HostFile file = new();
        try
        {
            file.Flatten(JObject.Parse(File.ReadAllText(path)), Section);
        }
        catch (JsonException error)
        {
            throw new HostStartException($"{path} is not valid JSON ({error.Message}); correct it.", error);
        }

        foreach ((string name, string value) in settings.Values)
        {
            string key = name.Replace("__", ":", StringComparison.Ordinal);
            if (key.StartsWith(Section + ":", StringComparison.OrdinalIgnoreCase))
            {
                file._values[key] = value;
            }
        }

        return file;
    }

    /// <summary>The level set for a log category: the longest name that begins it, else <c>default</c>, else Information.</summary>
    public LogLevel LevelOf(string category)
    {
        const string Levels = Section + ":logging:logLevel:";
        string? level = _values
            .Where(value => value.Key.StartsWith(Levels, StringComparison.OrdinalIgnoreCase)
                && category.StartsWith(value.Key[Levels.Length..], StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(value => value.Key.Length).FirstOrDefault().Value ?? Get("logging:logLevel:default");
        return Enum.TryParse(level, ignoreCase: true, out LogLevel parsed) ? parsed : LogLevel.Information;
    }

    private string? Get(string key) => _values.GetValueOrDefault($"{Section}:{key}");

    private void Flatten(JToken token, string key)
    {
        switch (token)
        {
            case JObject node:
                foreach (JProperty property in node.Properties())
                {
                    Flatten(property.Value, $"{key}:{property.Name}");
                }

                break;
            case JArray list:
                for (int at = 0; at < list.Count; at++)
                {
                    Flatten(list[at], string.Create(CultureInfo.InvariantCulture, $"{key}:{at}"));
                }

                break;
            default:
                _values[key] = token.Type == JTokenType.Null ? null : Convert.ToString(((JValue)token).Value, CultureInfo.InvariantCulture);
                break;
        }
    }
}
