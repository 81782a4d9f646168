using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker.Metadata;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The route of an HTTP function, from the root.</summary>
internal static class HttpRoute
{
    /// <summary>The template, with a slash in front.</summary>
    public static string Of(FunctionDescriptor function, HttpTriggerAttribute trigger) =>
        "/" + (trigger.Route ?? function.Name).TrimStart('/');

    /// <summary>Refuses routes through which a caller could post to another function as if he were the host, which has
    /// no other proof of itself than the path, and routes that the host keeps for itself.</summary>
    /// <exception cref="FunctionDefinitionException">The route is refused.</exception>
    public static void Check(string function, RoutePattern route, IReadOnlySet<string> hostCalls)
    {
        string? reason = FirstLiteral(route) switch
        {
            null => "its first part must be a literal",
            { } first when Is(first, "admin") || Is(first, "runtime") => $"the host keeps '{first}' for itself",
            { } first when hostCalls.Contains(first) => $"callers would reach the function '{first}'",
            _ => null,
        };
        if (reason is not null)
        {
            throw new FunctionDefinitionException(function, $"the route '{route.RawText}' is refused: {reason}");
        }
    }

    private static string? FirstLiteral(RoutePattern route) =>
        route.PathSegments is [{ Parts: [RoutePatternLiteralPart literal] }, ..] ? literal.Content : null;

    private static bool Is(string text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);
}
