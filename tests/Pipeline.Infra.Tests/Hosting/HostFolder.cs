using System.Text.Json.Nodes;

namespace Pipeline.Infra.Tests.Hosting;

/// <summary>The files of a publish folder that the Functions host reads, and the names of the others at its root.</summary>
internal sealed class HostFolder
{
    private HostFolder(IReadOnlyDictionary<string, string> texts, IReadOnlySet<string> files) => (Texts, Files) = (texts, files);

    /// <summary>Path and text of host.json and of every function.json.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>Names of all files at the root.</summary>
    public IReadOnlySet<string> Files { get; }

    /// <summary>host.json.</summary>
    public JsonObject Host => JsonNode.Parse(Texts["host.json"])!.AsObject();

    /// <summary>The functions: name of the folder and content of function.json.</summary>
    public IEnumerable<(string Name, JsonObject Json)> Functions => Texts
        .Where(static file => file.Key.EndsWith("/function.json", StringComparison.Ordinal))
        .Select(static file => (file.Key.Split('/')[0], JsonNode.Parse(file.Value)!.AsObject()));

    /// <summary>All bindings with the name of their function.</summary>
    public IEnumerable<(string Function, JsonObject Binding)> Bindings =>
        from function in Functions
        from binding in function.Json["bindings"] as JsonArray ?? []
        select (function.Name, binding!.AsObject());

    /// <summary>Reads a publish folder.</summary>
    public static HostFolder Read(string folder) => new(
        new[] { Path.Combine(folder, "host.json") }
            .Concat(Directory.GetDirectories(folder).Select(static directory => Path.Combine(directory, "function.json")).Where(File.Exists))
            .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal),
        Directory.GetFiles(folder).Select(static path => Path.GetFileName(path)).ToHashSet(StringComparer.Ordinal));

    /// <summary>The same with a fault: a text in a file replaced, or, where <paramref name="from"/> is empty, a file added.</summary>
    public HostFolder With(string path, string from, string to)
    {
        var texts = new Dictionary<string, string>(Texts, StringComparer.Ordinal);
        if (from.Length > 0)
        {
            Assert.Contains(from, texts[path], StringComparison.Ordinal);
            texts[path] = texts[path].Replace(from, to, StringComparison.Ordinal);
        }
        else
        {
            texts[path] = to;
        }

        return new HostFolder(texts, Files);
    }

    /// <summary>The same with another section of the Durable Task extension in host.json.</summary>
    public HostFolder WithDurableTask(JsonObject section)
    {
        JsonObject host = Host;
        host["extensions"]!["durableTask"] = section;
        return With("host.json", Texts["host.json"], host.ToJsonString());
    }
}
