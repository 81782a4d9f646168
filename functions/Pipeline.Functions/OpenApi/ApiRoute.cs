using System.Text.RegularExpressions;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.OpenApi;

/// <summary>One HTTP function as the document shows it.</summary>
/// <param name="Function">The function.</param>
/// <param name="Path">Path with parameters in braces, without constraints.</param>
/// <param name="Methods">HTTP methods in lower case.</param>
internal sealed partial record ApiRoute(HttpFunction Function, string Path, IReadOnlyList<string> Methods)
{
    private const string Pages = "/ops";

    private static readonly string[] AnyMethod = ["get", "post"];

    /// <summary>All HTTP functions but the operators' pages, ordered by path.</summary>
    public static IEnumerable<ApiRoute> FindAll() => HttpFunction.All.Values
        .Select(Of)
        .Where(static route => !route.Path.StartsWith(Pages, StringComparison.Ordinal))
        .OrderBy(static route => route.Path, StringComparer.Ordinal)
        .ThenBy(static route => route.Methods[0], StringComparer.Ordinal);

    private static ApiRoute Of(HttpFunction function) => new(
        function,
        Constraint().Replace("/" + function.Route.TrimStart('/'), "{${name}}"),
        function.Trigger.Methods is { Length: > 0 } methods ? Described([.. methods.Select(static verb => verb.ToLowerInvariant())]) : AnyMethod);

    /// <summary>A route that takes OPTIONS takes questions only to answer how it is used; those are no operations.</summary>
    private static string[] Described(string[] methods) => methods.Contains("options") ? [.. methods.Except(["get", "head", "options"])] : methods;

    [GeneratedRegex(@"\{\*{0,2}(?<name>[^}:=?]+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();
}
