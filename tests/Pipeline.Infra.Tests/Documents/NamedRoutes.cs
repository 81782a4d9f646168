using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Functions.Settings;

namespace Pipeline.Infra.Tests.Documents;

/// <summary>The routes that a document names in its sentences and tables, such as <c>POST /api/orders</c>.</summary>
internal static partial class NamedRoutes
{
    private static readonly (string Method, string[] Parts)[] Known =
    [
        .. typeof(PipelineSettings).Assembly.GetTypes().SelectMany(static type => type.GetMethods())
            .SelectMany(static method => method.GetParameters())
            .Select(static parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>()
            .SelectMany(static trigger => (trigger.Methods ?? []).Select(method => (method.ToUpperInvariant(), trigger.Route!.Split('/')))),
    ];

    /// <summary>How many routes a text names with their method.</summary>
    public static int Count(string text) => Route().Count(text);

    /// <summary>Those that no function has. A part in braces stands for any.</summary>
    public static IReadOnlyList<string> Missing(string text) =>
    [
        .. Route().Matches(text)
            .Where(static match => !Known.Any(known => known.Method == match.Groups["method"].Value && Fits(known.Parts, match.Groups["path"].Value.Split('/'))))
            .Select(static match => $"{match.Groups["method"].Value} /{match.Groups["path"].Value}"),
    ];

    private static bool Fits(string[] known, string[] named) => known.Length == named.Length
        && known.Zip(named).All(static pair => pair.First.StartsWith('{') || pair.First == pair.Second);

    [GeneratedRegex(@"`(curl -X )?(?<method>GET|POST|PATCH|DELETE) (\{app\})?/(?<path>(api|ops)[\w./{}-]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Route();
}
