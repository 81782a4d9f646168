using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Pipeline.Infra.Tests.Hosting;

/// <summary>The host tries HTTP functions in the order of their names; of those that take the method, the first that fits answers.</summary>
/// <remarks>
/// The routing of ASP.NET Core, by which the worker itself chooses, prefers the narrower route. So names must lead to the same
/// choice. Constraints such as <c>{id:int}</c> count as narrower, but not as keeping two routes apart.
/// </remarks>
internal static class RouteOrderRules
{
    public static IReadOnlyList<HostRule> All { get; } =
    [
        new("the function with the narrower route has the name that comes first", "HOST WebHost/WebScriptHostHttpRoutesManager.cs; WebJobsRouter", static folder =>
        {
            (string Function, JsonObject Binding)[] triggers = [.. HttpRules.Triggers(folder).OrderBy(static found => found.Function, StringComparer.OrdinalIgnoreCase)];
            return
                from first in triggers.Index()
                from second in triggers.Skip(first.Index + 1)
                where Hides(first.Item.Binding, Pattern(first.Item), second.Binding, Pattern(second))
                select $"{first.Item.Function} ({HttpRules.Route(first.Item)}) answers in the place of {second.Function} ({HttpRules.Route(second)}).";
        }),
    ];

    private static RoutePattern Pattern((string Function, JsonObject Binding) found) => RoutePatternFactory.Parse(HttpRules.Route(found));

    private static bool Hides(JsonObject first, RoutePattern firstRoute, JsonObject second, RoutePattern secondRoute) =>
        (!Methods(first).Any() || !Methods(second).Any() || Methods(first).Intersect(Methods(second), StringComparer.OrdinalIgnoreCase).Any())
        && firstRoute.InboundPrecedence >= secondRoute.InboundPrecedence
        && Meet(firstRoute, secondRoute);

    // None means all.
    private static IEnumerable<string> Methods(JsonObject binding) =>
        (binding["methods"] as JsonArray ?? []).Select(static method => (string?)method ?? string.Empty);

    /// <summary>Whether there is a path that both routes fit.</summary>
    private static bool Meet(RoutePattern one, RoutePattern other)
    {
        for (int at = 0; ; at++)
        {
            RoutePatternPart? left = Part(one, at);
            RoutePatternPart? right = Part(other, at);
            if (left is RoutePatternParameterPart { IsCatchAll: true } || right is RoutePatternParameterPart { IsCatchAll: true })
            {
                return true;
            }

            if (left is null || right is null)
            {
                return (left ?? right) is null or RoutePatternParameterPart { IsOptional: true };
            }

            if (left is RoutePatternLiteralPart here && right is RoutePatternLiteralPart there
                && !here.Content.Equals(there.Content, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }
    }

    // A segment of several parts holds a parameter at least; it counts as one, whatever stands beside it.
    private static RoutePatternPart? Part(RoutePattern route, int at) =>
        at >= route.PathSegments.Count ? null : route.PathSegments[at].Parts.FirstOrDefault(static part => part.IsParameter) ?? route.PathSegments[at].Parts[0];
}
