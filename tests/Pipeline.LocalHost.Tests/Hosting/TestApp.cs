using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Tests.Hosting;

/// <summary>A function app in a temporary folder whose handler is the fake one.</summary>
internal sealed class TestApp : IDisposable
{
    private readonly JObject _values = [];
    private readonly JObject _rules = [];

    public TestApp(AzuriteServer? storage = null)
    {
        Folder = Directory.CreateTempSubdirectory("functions-app-").FullName;
        string handler = Path.Combine(AppContext.BaseDirectory, "handler", "fake-handler.mjs");
        HostJson = new JObject
        {
            ["version"] = "2.0",
            ["customHandler"] = new JObject
            {
                ["description"] = new JObject
                {
                    ["defaultExecutablePath"] = "node",
                    ["arguments"] = new JArray(handler),
                },
                ["enableProxyingHttpRequest"] = true,
            },
            ["extensions"] = new JObject
            {
                ["http"] = new JObject { ["routePrefix"] = string.Empty },
                ["queues"] = new JObject { ["maxPollingInterval"] = "00:00:00.2" },
            },
        };
        _values["FAKE_LOG"] = LogPath;
        _values["FAKE_RULES"] = Path.Combine(Folder, "rules.json");
        if (storage is not null)
        {
            _values["AzureWebJobsStorage"] = storage.ConnectionString;
        }
    }

    public string Folder { get; }

    public JObject HostJson { get; }

    private string LogPath => Path.Combine(Folder, "calls.jsonl");

    public HostOptions Options => new()
    {
        AppFolder = Folder,
        Port = 0,
        DataFolder = Path.Combine(Folder, "data"),
        HostId = "h" + Path.GetFileName(Folder).ToLowerInvariant().Replace(".", string.Empty, StringComparison.Ordinal)[^8..],
        BlobInterval = TimeSpan.FromMilliseconds(200),
        QueueLease = TimeSpan.FromSeconds(2),
        StopGrace = TimeSpan.FromSeconds(2),
    };

    public TestApp WithFunction(string name, [System.Diagnostics.CodeAnalysis.StringSyntax("Json")] string bindings)
    {
        Directory.CreateDirectory(Path.Combine(Folder, name));
        File.WriteAllText(
            Path.Combine(Folder, name, "function.json"), $$"""{"bindings":[{{bindings}}]}""");
        return this;
    }

    public TestApp WithHttp(string name, string route, string level = "anonymous") => WithFunction(
        name,
        $$"""{"type":"httpTrigger","direction":"in","name":"req","authLevel":"{{level}}","methods":["get","post"],"route":"{{route}}"},{"type":"http","direction":"out","name":"res"}""");

    public TestApp WithSetting(string name, string value)
    {
        _values[name] = value;
        return this;
    }

    /// <summary>What the handler does from now on when the function is called.</summary>
    public TestApp WithRule(string function, [System.Diagnostics.CodeAnalysis.StringSyntax("Json")] string rule)
    {
        _rules[function] = JObject.Parse(rule);
        string path = Path.Combine(Folder, "rules.json");
        File.WriteAllText(path + ".new", _rules.ToString());
        File.Move(path + ".new", path, overwrite: true);
        return this;
    }

    public TestApp Write()
    {
        File.WriteAllText(Path.Combine(Folder, "host.json"), HostJson.ToString());
        File.WriteAllText(
            Path.Combine(Folder, "local.settings.json"), new JObject { ["Values"] = _values }.ToString());
        return this;
    }

    /// <summary>What the handler was called with so far; <paramref name="kind"/> is begin or end.</summary>
    public IReadOnlyList<JObject> Calls(string function, string kind = "begin")
    {
        if (!File.Exists(LogPath))
        {
            return [];
        }

        JsonSerializerSettings exact = new() { DateParseHandling = DateParseHandling.None };
        return [.. File.ReadAllLines(LogPath)
            .Select(line => JsonConvert.DeserializeObject<JObject>(line, exact)!)
            .Where(call => (string?)call["name"] == function && (string?)call["event"] == kind)];
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"app in {Folder}");
}
