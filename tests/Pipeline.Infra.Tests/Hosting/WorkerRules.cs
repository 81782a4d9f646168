namespace Pipeline.Infra.Tests.Hosting;

/// <summary>What the host needs to start the worker and to load the extensions of the package: no bundle brings them.</summary>
internal static class WorkerRules
{
    // Timers and HTTP are part of the host.
    private static readonly Dictionary<string, string> Extensions = new(StringComparer.Ordinal)
    {
        ["blobTrigger"] = "AzureStorageBlobs",
        ["queueTrigger"] = "AzureStorageQueues",
        ["orchestrationTrigger"] = "DurableTask",
        ["activityTrigger"] = "DurableTask",
        ["durableClient"] = "DurableTask",
    };

    public static IReadOnlyList<HostRule> All { get; } =
    [
        new("the worker is an assembly of the folder, run by dotnet", "WORKER Sdk, worker.config.json; HOST Workers/Rpc/RpcWorkerDescription.cs", static folder =>
            (string?)folder.Worker["language"] == "dotnet-isolated"
                && (string?)folder.Worker["defaultExecutablePath"] == "dotnet"
                && (string?)folder.Worker["defaultWorkerPath"] is { } worker && folder.Files.Contains(worker)
                ? []
                : ["worker.config.json: expected is dotnet-isolated, run by dotnet, with an assembly of the folder."]),
        new("the host asks the worker for its functions", "HOST Host/WorkerFunctionMetadataProvider.cs; orchestrators that are classes are in no file", static folder =>
            (string?)folder.Worker["workerIndexing"] == "true" ? [] : ["worker.config.json: workerIndexing is off."]),
        new("the files of every extension are in the package", "HOST DependencyInjection/ScriptStartupTypeLocator.cs", static folder =>
            from extension in folder.Extensions
            let path = (string?)extension["hintPath"] ?? string.Empty
            where !path.StartsWith("./.azurefunctions/", StringComparison.Ordinal) || !folder.Files.Contains(path[2..])
            select $"extensions.json: {extension["name"]} lies at '{path}', where no file is."),
        new("every trigger has its extension", "HOST DependencyInjection/ScriptStartupTypeLocator.cs", static folder =>
            from type in folder.Bindings.Select(static found => (string?)found.Binding["type"] ?? string.Empty).Distinct()
            where Extensions.TryGetValue(type, out string? name) && folder.Extensions.All(extension => (string?)extension["name"] != name)
            select $"extensions.json has no extension for {type}."),
        new("extensions come from the package, and the worker is the official one", "HOST Config/ConfigurationSectionNames.cs; Core Tools StartHostAction.cs", static folder =>
            from section in new[] { "customHandler", "extensionBundle" }
            where folder.Host.ContainsKey(section)
            select $"host.json: {section} has no meaning for an isolated worker."),
        new("the host leaves telemetry to the worker only if the worker sends it", "HOST Config/ScriptJobHostOptionsSetup.cs; WORKER DotNetWorker.OpenTelemetry", static folder =>
            (string?)folder.Host["telemetryMode"] == "OpenTelemetry" == folder.Files.Contains("Microsoft.Azure.Functions.Worker.OpenTelemetry.dll")
                ? []
                : [$"host.json: telemetryMode is '{folder.Host["telemetryMode"]}', which does not fit the packages of the worker."]),
    ];
}
