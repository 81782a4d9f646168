using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pipeline.Infra.Tests.Hosting;

/// <summary>What the host demands of every entry of functions.metadata.</summary>
internal static partial class FunctionRules
{
    private static readonly string[] Directions = ["in", "out", "inout"];

    public static IReadOnlyList<HostRule> All { get; } =
    [
        new("a function has a valid name", "HOST Utility.cs FunctionNameValidationRegex", static folder =>
            from function in folder.Functions
            where !FunctionName().IsMatch(function.Name) || function.Name.Equals("host", StringComparison.OrdinalIgnoreCase)
            select $"{function.Name} is no name for a function."),
        new("a function lies in the worker's assembly", "HOST Host/WorkerFunctionMetadataProvider.cs; WORKER DefaultMethodInfoLocator.cs", static folder =>
            from function in folder.Functions
            where (string?)function.Json["language"] != "dotnet-isolated"
                || (string?)function.Json["scriptFile"] != (string?)folder.Worker["defaultWorkerPath"]
                || string.IsNullOrEmpty((string?)function.Json["entryPoint"])
            select $"{function.Name} is not run by the isolated worker: {function.Json["scriptFile"]}."),
        new("there is at least one binding", "HOST Host/HostFunctionMetadataProvider.cs ParseFunctionMetadata", static folder =>
            from function in folder.Functions
            where function.Json["bindings"] is not JsonArray { Count: > 0 }
            select $"{function.Name} has no bindings."),
        new("every binding has a type, a direction and a valid name", "HOST Utility.cs ValidateBinding", static folder =>
            from found in folder.Bindings
            let name = (string?)found.Binding["name"] ?? string.Empty
            where string.IsNullOrEmpty((string?)found.Binding["type"])
                || !Directions.Contains(Direction(found.Binding))
                || !(BindingName().IsMatch(name) || (name == "$return" && Direction(found.Binding) == "out"))
            select $"{found.Function}: the binding '{name}' is incomplete or has an invalid name."),
        new("names of bindings are unique in a function", "HOST Description/FunctionDescriptorProvider.cs ValidateFunction", static folder =>
            from found in folder.Bindings
            group found by (found.Function, Name: ((string?)found.Binding["name"])?.ToUpperInvariant()) into same
            where same.Count() > 1
            select $"{same.Key.Function} has several bindings of the name {same.Key.Name}."),
        new("there is exactly one trigger, and it is an input", "HOST Description/FunctionDescriptorProvider.cs ValidateFunction", static folder =>
            from function in folder.Functions
            let triggers = (function.Json["bindings"] as JsonArray ?? []).Count(static binding =>
                ((string?)binding!["type"])?.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase) == true && Direction(binding) == "in")
            where triggers != 1
            select $"{function.Name} has {triggers} triggers."),
        new("the host repeats no queue or blob function by a policy of its own", "Azure Functions error handling and retries: these triggers have their own", static folder =>
            from found in folder.Bindings
            where (string?)found.Binding["type"] is "queueTrigger" or "blobTrigger"
                && folder.Functions.Single(function => function.Name == found.Function).Json.ContainsKey("retry")
            select $"{found.Function} has a retry policy, which queue and blob triggers ignore."),
    ];

    private static string? Direction(JsonNode binding) => ((string?)binding["direction"])?.ToLowerInvariant();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_\-]{0,127}$", RegexOptions.None, 1000)]
    private static partial Regex FunctionName();

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9]{0,127}$", RegexOptions.None, 1000)]
    private static partial Regex BindingName();
}
