using System.Text.Json.Nodes;

namespace Pipeline.Infra.Tests.Hosting;

/// <summary>What the host demands of HTTP functions, and who may call them.</summary>
internal static class HttpRules
{
    private static readonly string[] Levels = ["anonymous", "function", "admin"];
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete", "head", "options"];

    // The platform's own callers, and partners and operators, whom the app checks itself.
    private static readonly string[] Anonymous = ["Health", "Ready", "ReceiveNotification", "ReceiveNotificationWithKey", "ExplainError", "ShowOpsPage"];

    public static IReadOnlyList<HostRule> All { get; } =
    [
        new("the key it asks for and its methods are known", "HTTP trigger reference, authLevel and methods: without methods a function answers all", static folder =>
            from found in Triggers(folder)
            where !Levels.Contains(Level(found.Binding))
                || found.Binding["methods"] is not JsonArray { Count: > 0 } methods
                || !methods.All(static method => Methods.Contains(((string?)method)?.ToLowerInvariant()))
            select $"{found.Function}: authLevel or methods are unknown."),
        new("only probes, pushes and pages come without a key", "docs/security.md", static folder =>
            from found in Triggers(folder)
            where Level(found.Binding) == "anonymous" && !Anonymous.Contains(found.Function)
            select $"{found.Function} asks for no key."),
        new("every route is written out", "HOST WebHost/WebScriptHostHttpRoutesManager.cs: without one it is the function's name", static folder =>
            from found in Triggers(folder)
            where string.IsNullOrEmpty((string?)found.Binding["route"])
            select $"{found.Function} has no route."),
        new("no route lies in the host's own space", "HOST Host/ScriptHost.cs ValidateHttpFunction", static folder =>
            from found in Triggers(folder)
            let route = Route(found)
            where route.StartsWith("admin", StringComparison.OrdinalIgnoreCase) || route.StartsWith("runtime", StringComparison.OrdinalIgnoreCase)
            select $"{found.Function}: the route {route} is the host's."),
        new("no two functions answer the same method of the same route", "HOST Host/ScriptHost.cs HttpRoutesConflict", static folder =>
            from found in Triggers(folder)
            from method in found.Binding["methods"] as JsonArray ?? []
            group found.Function by $"{(string?)method} {Route(found)}".ToUpperInvariant() into same
            where same.Count() > 1
            select $"{string.Join(" and ", same)} answer {same.Key}."),
    ];

    internal static IEnumerable<(string Function, JsonObject Binding)> Triggers(HostFolder folder) =>
        folder.Bindings.Where(static found => (string?)found.Binding["type"] == "httpTrigger");

    internal static string Route((string Function, JsonObject Binding) found) =>
        ((string?)found.Binding["route"] is { Length: > 0 } route ? route : found.Function).Trim('/');

    private static string? Level(JsonObject binding) => ((string?)binding["authLevel"])?.ToLowerInvariant();
}
