using System.Globalization;

namespace Pipeline.LocalHost.App;

/// <summary>host.json with its overrides: settings <c>AzureFunctionsJobHost__a__b=value</c> win over the file.</summary>
/// <param name="Configuration">Every value, below <see cref="Section"/>, where the extensions look for it.</param>
internal sealed record HostFile(IConfiguration Configuration)
{
    public const string Section = "AzureFunctionsJobHost";

    /// <summary>Path before every HTTP route, without slashes; <c>api</c> when host.json is silent.</summary>
    public string RoutePrefix => (Get("extensions:http:routePrefix") ?? "api").Trim('/');

    /// <summary>How long a call may take, 30 minutes when host.json is silent; null: for ever (<c>-1</c>).</summary>
    public TimeSpan? FunctionTimeout => Get("functionTimeout") switch
    {
        null => TimeSpan.FromMinutes(30),
        "-1" => null,
        { } text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan value) && value > TimeSpan.Zero
            ? value
            : throw new HostStartException($"functionTimeout in host.json is '{text}'; write hh:mm:ss above zero, or -1."),
    };

    /// <summary>Name of the task hub as written; null: the extension chooses.</summary>
    public string? HubName => Get("extensions:durableTask:hubName");

    /// <summary>Reads host.json of the folder.</summary>
    /// <exception cref="HostStartException">It is missing or no JSON.</exception>
    public static HostFile Read(string folder, AppSettings settings)
    {
        string path = Path.Combine(folder, "host.json");
        if (!File.Exists(path))
        {
            throw new HostStartException($"{folder} holds no host.json; give the folder that 'dotnet publish' of the app wrote.");
        }

        IEnumerable<KeyValuePair<string, string?>> overrides = settings.Values
            .Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value))
            .Where(setting => setting.Key.StartsWith(Section + ":", StringComparison.OrdinalIgnoreCase));
        return new HostFile(new ConfigurationBuilder()
            .AddInMemoryCollection(JsonFile.Read(path).AsEnumerable().Select(value => KeyValuePair.Create($"{Section}:{value.Key}", value.Value)))
            .AddInMemoryCollection(overrides)
            .Build());
    }

    private string? Get(string key) => Configuration[$"{Section}:{key}"];
}
