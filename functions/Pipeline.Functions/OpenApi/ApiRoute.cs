using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace Pipeline.Functions.OpenApi;

/// <summary>One HTTP function as the document shows it.</summary>
/// <param name="Name">Name of the function.</param>
/// <param name="Path">Path with parameters in braces, without constraints.</param>
/// <param name="Methods">HTTP methods in lower case.</param>
/// <param name="Trigger">Its trigger.</param>
/// <param name="Method">Its method.</param>
/// <param name="Metadata">Its attributes.</param>
internal sealed partial record ApiRoute(
    string Name, string Path, IReadOnlyList<string> Methods, HttpTriggerAttribute Trigger, MethodInfo Method,
    EndpointMetadataCollection Metadata)
{
    private const string Root = "/api/";

    private static readonly string[] AnyMethod = ["get", "post"];

    /// <summary>All HTTP functions below <c>/api/</c>, ordered by path.</summary>
    public static IEnumerable<ApiRoute> FindAll(IServiceProvider services) => services
        .GetServices<EndpointDataSource>()
        .SelectMany(static source => source.Endpoints)
        .OfType<RouteEndpoint>()
        .Select(Of)
        .OfType<ApiRoute>()
        .Where(static route => route.Path.StartsWith(Root, StringComparison.Ordinal))
        .OrderBy(static route => route.Path, StringComparer.Ordinal)
        .ThenBy(static route => route.Methods[0], StringComparer.Ordinal);

    /// <summary>Whether a parameter of the method stands in the path.</summary>
    public bool IsInPath(string parameter) => Path.Contains($"{{{parameter}}}", StringComparison.Ordinal);

    private static ApiRoute? Of(RouteEndpoint endpoint)
    {
        HttpTriggerAttribute? trigger = endpoint.Metadata.GetMetadata<HttpTriggerAttribute>();
        MethodInfo? method = endpoint.Metadata.GetMetadata<MethodInfo>();
        if (trigger is null || method is null)
        {
            return null;
        }

        string path = Constraint().Replace("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), "{${name}}");
        return new ApiRoute(
            endpoint.DisplayName!,
            path,
            trigger.Methods.Length == 0 ? AnyMethod : [.. trigger.Methods.Select(static verb => verb.ToLowerInvariant())],
            trigger,
            method,
            endpoint.Metadata);
    }

    [GeneratedRegex(@"\{\*{0,2}(?<name>[^}:=?]+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();
}
