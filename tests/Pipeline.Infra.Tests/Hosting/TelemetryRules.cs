using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Hosting;

/// <summary>What host.json must let through for the alerts of the templates to see it.</summary>
internal static partial class TelemetryRules
{
    /// <summary>Tables of Application Insights, and the type of telemetry that fills each.</summary>
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["AppRequests"] = "Request", ["AppTraces"] = "Trace", ["AppExceptions"] = "Exception", ["AppDependencies"] = "Dependency",
        ["AppEvents"] = "Event", ["AppPageViews"] = "PageView",
    };

    public static IReadOnlyList<HostRule> All { get; } =
    [
        // Sampling is on unless it is switched off, and drops by type all but the excluded ones, which a semicolon parts.
        new(
            "no telemetry that an alert counts is sampled away",
            "§6.5; host.json reference, logging.applicationInsights.samplingSettings; infra/modules/alerts.bicep",
            static folder => Sampled(folder).Concat(Silenced(folder))),
    ];

    /// <summary>Types that queries of the alerts read; an exception tells why a request failed, so it is always kept.</summary>
    public static IReadOnlyCollection<string> Needed() =>
        [.. Table().Matches(Repository.Read("infra/modules/alerts.bicep")).Select(static match => Types[match.Value]).Append("Exception").Distinct().Order()];

    private static IEnumerable<string> Sampled(HostFolder folder)
    {
        JsonNode? sampling = folder.Host["logging"]?["applicationInsights"]?["samplingSettings"];
        string[] kept = ((string?)sampling?["excludedTypes"] ?? string.Empty).Split(';', StringSplitOptions.TrimEntries);
        return (bool?)sampling?["isEnabled"] == false
            ? []
            : Needed().Except(kept).Select(static type => $"host.json: alerts read telemetry of type {type}, which sampling may drop.");
    }

    /// <summary>The lines that alerts look for are of the level Information.</summary>
    private static IEnumerable<string> Silenced(HostFolder folder)
    {
        string? level = (string?)folder.Host["logging"]?["logLevel"]?["default"];
        return level is "Information" or "Debug" or "Trace" ? [] : [$"host.json: the log level {level} hides how runs ended."];
    }

    [GeneratedRegex(@"\bApp(Requests|Traces|Exceptions|Dependencies|Events|PageViews)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Table();
}
