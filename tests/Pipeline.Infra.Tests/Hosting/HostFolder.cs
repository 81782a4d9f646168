using System.Text.Json.Nodes;

namespace Pipeline.Infra.Tests.Hosting;

/// <summary>What the Functions host reads in a publish folder, and the names of all files there.</summary>
internal sealed class HostFolder
{
    private static readonly string[] Documents = ["host.json", "worker.config.json", "extensions.json"];

    private HostFolder(IReadOnlyDictionary<string, string> texts, IReadOnlySet<string> files) => (Texts, Files) = (texts, files);

    /// <summary>Texts of host.json, worker.config.json and extensions.json by their names, of the entries of functions.metadata by their functions'.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>Paths of all files, relative to the folder, with forward slashes.</summary>
    public IReadOnlySet<string> Files { get; }

    /// <summary>host.json.</summary>
    public JsonObject Host => Parse("host.json");

    /// <summary>How the host starts the worker: <c>description</c> of worker.config.json.</summary>
    public JsonObject Worker => Parse("worker.config.json")["description"]!.AsObject();

    /// <summary>The entries of extensions.json.</summary>
    public IEnumerable<JsonObject> Extensions => Parse("extensions.json")["extensions"]!.AsArray().Select(static entry => entry!.AsObject());

    /// <summary>The functions: name and entry in functions.metadata.</summary>
    public IEnumerable<(string Name, JsonObject Json)> Functions => Texts.Keys.Except(Documents).Select(name => (name, Parse(name)));

    /// <summary>All bindings with the name of their function.</summary>
    public IEnumerable<(string Function, JsonObject Binding)> Bindings =>
        from function in Functions
        from binding in function.Json["bindings"] as JsonArray ?? []
        select (function.Name, binding!.AsObject());

    /// <summary>Reads a publish folder.</summary>
    public static HostFolder Read(string folder) => new(
        Documents.Select(name => KeyValuePair.Create(name, File.ReadAllText(Path.Combine(folder, name))))
            .Concat(JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "functions.metadata")))!.AsArray()
                .Select(static entry => KeyValuePair.Create((string)entry!["name"]!, entry.ToJsonString())))
            .ToDictionary(StringComparer.Ordinal),
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).ToHashSet(StringComparer.Ordinal));

    /// <summary>The same with a fault: a text replaced, or, where <paramref name="from"/> is empty, a function added.</summary>
    /// <param name="name">A key of <see cref="Texts"/>, or the further function's name.</param>
    /// <param name="from">What stands there; entries of functions.metadata stand on one line without blanks.</param>
    /// <param name="to">What is written instead.</param>
    public HostFolder With(string name, string from, string to)
    {
        var texts = new Dictionary<string, string>(Texts, StringComparer.Ordinal);
        if (from.Length > 0)
        {
            Assert.Contains(from, texts[name], StringComparison.Ordinal);
            texts[name] = texts[name].Replace(from, to, StringComparison.Ordinal);
        }
        else
        {
            texts[name] = to;
        }

        return new HostFolder(texts, Files);
    }

    private JsonObject Parse(string name) => JsonNode.Parse(Texts[name])!.AsObject();
}
