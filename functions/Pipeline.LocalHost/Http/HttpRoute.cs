using Pipeline.LocalHost.Configuration;

namespace Pipeline.LocalHost.Http;

/// <summary>Where an HTTP function is found: path pattern, methods and authorisation level.</summary>
internal sealed record HttpRoute(
    FunctionDefinition Function, string Pattern, IReadOnlyList<string> Methods, string Level)
{
    /// <summary>The route that function.json declares; the function's name when it declares none.</summary>
    public static HttpRoute Of(FunctionDefinition function, string prefix)
    {
        string route = (function.Trigger.Text("route") ?? function.Name).Trim('/');
        string[] methods = function.Trigger.Properties["methods"] is Newtonsoft.Json.Linq.JArray names
            ? [.. names.Select(name => ((string?)name ?? string.Empty).ToUpperInvariant())]
            : [];
        return new HttpRoute(
            function,
            prefix.Length == 0 ? $"/{route}" : $"/{prefix}/{route}",
            methods,
            function.Trigger.Text("authLevel") ?? "function");
    }
}
