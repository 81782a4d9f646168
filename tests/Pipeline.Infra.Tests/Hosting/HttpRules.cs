using System.Text.Json.Nodes;

namespace Pipeline.Infra.Tests.Hosting;

/// <summary>What the host demands of HTTP functions, and what keeps them in proxy mode.</summary>
internal static class HttpRules
{
    private static readonly string[] Levels = ["anonymous", "function", "admin"];
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete", "head", "options"];

    // The platform's own callers and the partners, whom the app checks itself (design.md §5, §7).
    private static readonly string[] Anonymous = ["Health", "Ready", "ReceiveNotification", "ReceiveNotificationWithKey"];

    public static IReadOnlyList<HostRule> All { get; } =
    [
        new("an HTTP function is one httpTrigger and one http output, or it leaves proxy mode", "§1.5 (IsHttpInAndOutFunction)", static folder =>
            from function in folder.Functions
            let types = Types(function.Json)
            where types.Contains("httpTrigger") && !types.Order(StringComparer.Ordinal).SequenceEqual(["http", "httpTrigger"])
            select $"{function.Name} has the bindings {string.Join(", ", types)}."),
        new("the key it asks for and its methods are known", "§6.4; HTTP trigger reference, authLevel and methods", static folder =>
            from found in Triggers(folder)
            where !Levels.Contains((string?)found.Binding["authLevel"])
                || found.Binding["methods"] is not JsonArray { Count: > 0 } methods
                || !methods.All(static method => Methods.Contains((string?)method))
            select $"{found.Function}: authLevel or methods are unknown."),
        new("only probes and pushes come without a key", "design.md §7", static folder =>
            from found in Triggers(folder)
            where (string?)found.Binding["authLevel"] == "anonymous" && !Anonymous.Contains(found.Function)
            select $"{found.Function} asks for no key."),
        new("no route lies in the host's own space", "HOST Host/ScriptHost.cs ValidateHttpFunction", static folder =>
            from found in Triggers(folder)
            let route = Route(found)
            where route.StartsWith("admin", StringComparison.OrdinalIgnoreCase) || route.StartsWith("runtime", StringComparison.OrdinalIgnoreCase)
            select $"{found.Function}: the route {route} is the host's."),
        new("no two functions answer the same method of the same route", "HOST Host/ScriptHost.cs HttpRoutesConflict", static folder =>
            from found in Triggers(folder)
            from method in found.Binding["methods"] as JsonArray ?? []
            group found.Function by $"{(string?)method} {Route(found).ToUpperInvariant()}" into same
            where same.Count() > 1
            select $"{string.Join(" and ", same)} answer {same.Key}."),
    ];

    internal static IEnumerable<(string Function, JsonObject Binding)> Triggers(HostFolder folder) =>
        folder.Bindings.Where(static found => (string?)found.Binding["type"] == "httpTrigger");

    // Without a route the host takes the function's name.
    internal static string Route((string Function, JsonObject Binding) found) =>
        ((string?)found.Binding["route"] is { Length: > 0 } route ? route : found.Function).Trim('/');

    private static string[] Types(JsonObject function) =>
        [.. (function["bindings"] as JsonArray ?? []).Select(static binding => (string?)binding!["type"] ?? string.Empty)];
}
