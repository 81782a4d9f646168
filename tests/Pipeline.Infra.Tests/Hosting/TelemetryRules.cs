using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Hosting;

/// <summary>What host.json must let through for the alerts of the templates to see it, and what it must hold back.</summary>
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
            "host.json reference, logging.applicationInsights.samplingSettings; infra/modules/alerts.bicep",
            Sampled),
        // What the app's own loggers write has the category Function.NAME.User; a request comes of a line of Host.Results.
        new("what the app says and how calls ended reaches the log", "configure monitoring, categories; infra/modules/alerts.bicep", static folder =>
            Heard(folder, [.. folder.Functions.Select(static function => $"Function.{function.Name}.User"), "Host.Results"], expected: true)
                .Select(static category => $"host.json: lines of {category} at Information are held back, and alerts read them.")),
        // Two lines a call, or several a turn, would be most of what is paid for; requests count the calls.
        new("the host says nothing of a call that went well", "configure monitoring, categories", static folder =>
            Heard(folder, [.. folder.Functions.Select(static function => $"Function.{function.Name}"), "Host.Triggers.DurableTask", "DurableTask.Core", "DurableTask.AzureStorage"], expected: false)
                .Select(static category => $"host.json: lines of {category} at Information come with every call.")),
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

    /// <summary>Categories of which lines at Information are not heard as expected, by the rules of Microsoft.Extensions.Logging, as in the host.</summary>
    private static string[] Heard(HostFolder folder, IEnumerable<string> categories, bool expected)
    {
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(folder.Texts["host.json"]));
        using ILoggerFactory loggers = LoggerFactory.Create(logging => logging
            .AddConfiguration(new ConfigurationBuilder().AddJsonStream(text).Build().GetSection("logging"))
            .AddProvider(new EveryLine()));
        return [.. categories.Where(category => loggers.CreateLogger(category).IsEnabled(LogLevel.Information) != expected)];
    }

    [GeneratedRegex(@"\bApp(Requests|Traces|Exceptions|Dependencies|Events|PageViews)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Table();

    private sealed class EveryLine : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }

        public void Dispose()
        {
        }
    }
}
