using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Functions.Orders;
using Pipeline.Partners.Transport;

namespace Pipeline.Infra.Tests.Hosting;

/// <summary>What the host demands of host.json.</summary>
internal static partial class HostJsonRules
{
    private static readonly TimeSpan LongestTransfer = new FeedSourceOptions { Url = new Uri("ftp://127.0.0.1/") }.Deadline;

    public static IReadOnlyList<HostRule> All { get; } =
    [
        new("the schema version is 2.0", "HOST Config/HostJsonFileConfigurationSource.cs", static folder =>
            Unless((string?)folder.Host["version"] == "2.0", $"host.json: version is '{folder.Host["version"]}'.")),
        new("the executable is named and lies at the root", "§1.8", static folder =>
            Unless(
                (string?)folder.Host["customHandler"]?["description"]?["defaultExecutablePath"] is { Length: > 0 } path && folder.Files.Contains(path),
                "host.json: customHandler.description.defaultExecutablePath names no file of the folder.")),
        new("requests are proxied, or forwarded by older hosts", "§1.5; design.md §3", static folder =>
            Unless(
                (bool?)folder.Host["customHandler"]?["enableProxyingHttpRequest"] == true && (bool?)folder.Host["customHandler"]?["enableForwardingHttpRequest"] == true,
                "host.json: enableProxyingHttpRequest and enableForwardingHttpRequest must both be true.")),
        new("the extension bundle is pinned to a narrow range of version 4", "§0 fact 1", static folder =>
            Unless(
                (string?)folder.Host["extensionBundle"]?["id"] == "Microsoft.Azure.Functions.ExtensionBundle"
                && BundleRange().Match((string?)folder.Host["extensionBundle"]?["version"] ?? string.Empty) is { Success: true } range
                && Number(range, "to") - Number(range, "from") is > 0 and <= 5,
                $"host.json: the bundle's range is '{folder.Host["extensionBundle"]?["version"]}'; expected is one like [4.36.0, 4.39.0).")),
        new("routes have no prefix", "design.md §3", static folder =>
            Unless((string?)folder.Host["extensions"]?["http"]?["routePrefix"] is { Length: 0 }, "host.json: extensions.http.routePrefix is not empty.")),
        // A function that outlives it takes its process along, and what else runs there hangs until its own time is up.
        new("a function may run for a short time, in which the longest transfer fits", "HOST ScriptJobHostOptionsSetup.cs, RpcFunctionInvocationDispatcher.cs", static folder =>
            Unless(
                TimeSpan.TryParseExact((string?)folder.Host["functionTimeout"], "c", CultureInfo.InvariantCulture, out TimeSpan time)
                && time <= TimeSpan.FromMinutes(10) && LongestTransfer < time * new FunctionsWorkerOptions().DeadlineFraction,
                $"host.json: functionTimeout is '{folder.Host["functionTimeout"]}'.")),
        new("extended sessions are off, or the host does not start", "§0 fact 9", static folder =>
            Unless((bool?)Durable(folder)?["extendedSessionsEnabled"] != true, "host.json: extendedSessionsEnabled stops a custom handler from starting.")),
        new("the task hub has a valid name of its own", "§5", static folder =>
            Unless(
                folder.Bindings.All(static found => (string?)found.Binding["type"] != "orchestrationTrigger")
                || HubName().IsMatch((string?)Durable(folder)?["hubName"] ?? string.Empty),
                $"host.json: durableTask.hubName is '{Durable(folder)?["hubName"]}'; expected are 3 to 45 letters and digits.")),
        // An instance above the default version waits for ever; "Fail" would end those of a newer app that was rolled back.
        new("the host runs the orders of this version and of older ones", "DurableTask.Core VersioningSettings, TaskOrchestrationDispatcher", static folder =>
            Unless(
                Version.TryParse((string?)Durable(folder)?["defaultVersion"], out Version? version) && version >= Version.Parse(OrderLifecycle.CurrentVersion)
                && (string?)Durable(folder)?["versionMatchStrategy"] is null or "CurrentOrOlder"
                && (string?)Durable(folder)?["versionFailureStrategy"] is null or "Reject",
                $"host.json: durableTask.defaultVersion is '{Durable(folder)?["defaultVersion"]}', but orders start with {OrderLifecycle.CurrentVersion}; or the strategies are not CurrentOrOlder and Reject.")),
    ];

    private static JsonNode? Durable(HostFolder folder) => folder.Host["extensions"]?["durableTask"];

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Unless(bool holds, string finding) => holds ? [] : [finding];

    [GeneratedRegex(@"^\[4\.(?<from>\d+)\.\d+, 4\.(?<to>\d+)\.0\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BundleRange();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,44}$", RegexOptions.None, 1000)]
    private static partial Regex HubName();
}
