using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.App;

/// <summary>A folder that <c>dotnet publish</c> of an isolated worker app wrote.</summary>
internal sealed class PublishedApp
{
    private PublishedApp(string folder, AppSettings settings)
    {
        Folder = folder;
        Settings = settings;
        HostFile = HostFile.Read(folder, settings);
        JObject worker = Document("worker.config.json")["description"] as JObject ?? [];
        string dll = (string?)worker["defaultWorkerPath"] ?? throw Incomplete("worker.config.json names no defaultWorkerPath");
        WorkerPath = Path.Combine(folder, dll);
        Executable = (string?)worker["defaultExecutablePath"] ?? "dotnet";
        if (!File.Exists(WorkerPath))
        {
            throw Incomplete($"{dll}, named by worker.config.json, is missing");
        }

        if (!File.Exists(Path.Combine(folder, "functions.metadata")))
        {
            throw Incomplete("functions.metadata is missing");
        }

        _ = HostFile.FunctionTimeout;
        Extensions = [.. (Document("extensions.json")["extensions"] as JArray ?? []).OfType<JObject>().Select(Read)];
    }

    /// <summary>Absolute path.</summary>
    public string Folder { get; }

    /// <summary>The app's settings.</summary>
    public AppSettings Settings { get; }

    /// <summary>host.json with overrides.</summary>
    public HostFile HostFile { get; }

    /// <summary>Absolute path of the worker's assembly.</summary>
    public string WorkerPath { get; }

    /// <summary>What runs the worker: <c>dotnet</c>.</summary>
    public string Executable { get; }

    /// <summary>Extensions of extensions.json: name, and assembly-qualified name of the start-up type.</summary>
    public IReadOnlyList<(string Name, string TypeName)> Extensions { get; }

    /// <summary>Folder of the extensions' assemblies.</summary>
    public string ExtensionFolder => Path.Combine(Folder, ".azurefunctions");

    /// <summary>Reads the folder and checks that it is whole.</summary>
    /// <exception cref="HostStartException">A file is missing or unreadable.</exception>
    public static PublishedApp Open(HostOptions options)
    {
        if (!Directory.Exists(options.AppFolder))
        {
            throw new HostStartException($"The publish folder {options.AppFolder} does not exist; run 'dotnet publish' on the app first.");
        }

        PublishedApp app = new(options.AppFolder, AppSettings.Read(options));
        return app.Extensions.Count == 0 || Directory.Exists(app.ExtensionFolder)
            ? app
            : throw app.Incomplete("the folder .azurefunctions is missing, so no trigger but HTTP could work");
    }

    private JObject Document(string name)
    {
        string path = Path.Combine(Folder, name);
        if (!File.Exists(path))
        {
            throw Incomplete($"{name} is missing");
        }

        try
        {
            return JObject.Parse(File.ReadAllText(path));
        }
        catch (JsonException error)
        {
            throw Incomplete($"{name} is not valid JSON: {error.Message}");
        }
    }

    private (string Name, string TypeName) Read(JObject extension) =>
        ((string?)extension["name"] ?? string.Empty, (string?)extension["typeName"] ?? throw Incomplete("extensions.json holds an entry without typeName"));

    private HostStartException Incomplete(string what) => new(
        $"{Folder} is not a complete publish folder ({what}); run 'dotnet publish' on the app again and give the folder it writes.");
}
