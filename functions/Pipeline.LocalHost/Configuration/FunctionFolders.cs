using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Configuration;

/// <summary>Finds the functions of an app: each folder that holds a function.json.</summary>
internal sealed class FunctionFolders(AppSettings settings)
{
    private static readonly HashSet<string> Played = new(StringComparer.OrdinalIgnoreCase)
    {
        "timerTrigger", "queueTrigger", "blobTrigger", "httpTrigger", "eventGridTrigger",
        "http", "queue", "blob",
        "orchestrationTrigger", "activityTrigger", "entityTrigger", "durableClient",
    };

    /// <summary>Reads all functions, ordered by name. A broken one is reported and left out, as the real host does.</summary>
    public FunctionList Read(string appFolder)
    {
        List<FunctionDefinition> functions = [];
        Dictionary<string, string> errors = [];
        foreach (string path in Directory.EnumerateDirectories(appFolder)
            .Select(folder => Path.Combine(folder, "function.json"))
            .Where(File.Exists)
            .Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(Path.GetDirectoryName(path)!);
            try
            {
                JObject document = JObject.Parse(File.ReadAllText(path));
                if (!IsDisabled(name, document))
                {
                    functions.Add(Read(name, document));
                }
            }
            catch (Exception error) when (error is JsonException or HostStartException)
            {
                errors[name] = $"{path}: {error.Message}";
            }
        }

        return new FunctionList(functions, errors);
    }

    /// <summary>Reads one function.json.</summary>
    /// <exception cref="HostStartException">A binding is incomplete or of a type LocalHost does not play.</exception>
    public FunctionDefinition Read(string name, JObject document)
    {
        if (document["bindings"] is not JArray { Count: > 0 } entries)
        {
            throw new HostStartException("no bindings.");
        }

        List<BindingDefinition> bindings = [.. entries.Select(entry => Binding(entry as JObject))];
        int triggers = bindings.Count(binding => binding.IsTrigger);
        return triggers == 1
            ? new FunctionDefinition(name, bindings, document)
            : throw new HostStartException($"{triggers} triggers, but exactly one is needed.");
    }

    private BindingDefinition Binding(JObject? entry)
    {
        JObject expanded = (JObject?)entry?.DeepClone() ?? throw new HostStartException("a binding is no object.");
        foreach (JProperty property in expanded.Properties().Where(p => p.Value.Type == JTokenType.String).ToList())
        {
            property.Value = settings.Expand((string)property.Value!);
        }

        string type = (string?)expanded["type"] ?? throw new HostStartException("a binding has no type.");
        if (!Played.Contains(type))
        {
            throw new HostStartException($"LocalHost does not play bindings of type '{type}'.");
        }

        string name = (string?)expanded["name"] ?? throw new HostStartException($"the {type} has no name.");
        return new BindingDefinition(name, type, (string?)expanded["direction"] ?? "in", expanded);
    }

    private bool IsDisabled(string name, JObject document) =>
        document["disabled"] is { Type: JTokenType.Boolean } flag && (bool)flag
        || settings.Get($"AzureWebJobs.{name}.Disabled") is { } text
            && (text.Equals("true", StringComparison.OrdinalIgnoreCase) || text == "1");
}
