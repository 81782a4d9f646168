namespace Pipeline.LocalHost.App;

/// <summary>A folder that <c>dotnet publish</c> of an isolated worker app wrote.</summary>
internal sealed class PublishedApp
{
    private PublishedApp(HostOptions options)
    {
        Folder = options.AppFolder;
        Settings = AppSettings.Read(options);
        HostFile = HostFile.Read(Folder, Settings);
        IConfiguration worker = Document("worker.config.json").GetSection("description");
        string dll = worker["defaultWorkerPath"] ?? throw Incomplete("worker.config.json names no defaultWorkerPath");
        WorkerPath = Path.Combine(Folder, dll);
        Executable = worker["defaultExecutablePath"] ?? "dotnet";
        Demand(File.Exists(WorkerPath), $"{dll}, named by worker.config.json, is missing");
        Demand(File.Exists(Path.Combine(Folder, "functions.metadata")), "functions.metadata is missing");
        Extensions =
        [
            .. Document("extensions.json").GetSection("extensions").GetChildren().Select(extension => (
                extension["name"] ?? string.Empty,
                extension["typeName"] ?? throw Incomplete("extensions.json holds an entry without typeName"))),
        ];
        Demand(Extensions.Count == 0 || Directory.Exists(ExtensionFolder), "the folder .azurefunctions is missing");
        _ = HostFile.FunctionTimeout;
    }

    public string Folder { get; }

    public AppSettings Settings { get; }

    public HostFile HostFile { get; }

    /// <summary>Absolute path of the worker's assembly.</summary>
    public string WorkerPath { get; }

    /// <summary>What runs the worker, usually <c>dotnet</c>.</summary>
    public string Executable { get; }

    /// <summary>Extensions of extensions.json: name, and assembly-qualified name of the start-up type.</summary>
    public IReadOnlyList<(string Name, string TypeName)> Extensions { get; }

    public string ExtensionFolder => Path.Combine(Folder, ".azurefunctions");

    /// <summary>Reads the folder and checks that it is whole.</summary>
    /// <exception cref="HostStartException">A file is missing or unreadable.</exception>
    public static PublishedApp Open(HostOptions options) =>
        Directory.Exists(options.AppFolder)
            ? new PublishedApp(options)
            : throw new HostStartException($"The publish folder {options.AppFolder} does not exist; run 'dotnet publish' on the app first.");

    private IConfiguration Document(string name)
    {
        string path = Path.Combine(Folder, name);
        Demand(File.Exists(path), $"{name} is missing");
        return JsonFile.Read(path, "publish the app again");
    }

    private void Demand(bool isWhole, string fault)
    {
        if (!isWhole)
        {
            throw Incomplete(fault);
        }
    }

    private HostStartException Incomplete(string fault) => new(
        $"{Folder} is not a complete publish folder ({fault}); run 'dotnet publish' on the app again and give the folder it writes.");
}
