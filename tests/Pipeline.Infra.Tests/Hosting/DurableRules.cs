using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Functions.Orders;

namespace Pipeline.Infra.Tests.Hosting;

/// <summary>What the Durable Task extension demands of <c>extensions.durableTask</c> in host.json, and what orders need of it.</summary>
internal static partial class DurableRules
{
    private static readonly TimeSpan ShortestControl = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestWork = TimeSpan.FromSeconds(10);

    // How long orders may stand still when a worker, and when a host was killed.
    private static readonly TimeSpan AfterWorker = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AfterHost = TimeSpan.FromSeconds(90);

    // AzureStorageOptions.ControlQueueLeaseInterval: another host owns a partition until its lease has run out.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<HostRule> All { get; } =
    [
        new("the task hub has a valid name of its own", "AzureStorageOptions.ValidateHubName", static folder =>
            HubName().IsMatch((string?)Durable(folder)?["hubName"] ?? string.Empty)
                ? []
                : [$"host.json: durableTask.hubName is '{Durable(folder)?["hubName"]}'; expected are 3 to 45 letters and digits."]),
        // An instance above the default version waits for ever; "Fail" would end those of a newer app that was rolled back.
        new("the host runs the orders of this version and of older ones", "DurableTask.Core VersioningSettings, TaskOrchestrationDispatcher", static folder =>
            TwoNumbers().IsMatch((string?)Durable(folder)?["defaultVersion"] ?? string.Empty)
            && Version.Parse((string)Durable(folder)!["defaultVersion"]!) >= Version.Parse(OrderLifecycle.CurrentVersion)
            && (string?)Durable(folder)?["versionMatchStrategy"] is null or "CurrentOrOlder"
            && (string?)Durable(folder)?["versionFailureStrategy"] is null or "Reject"
                ? []
                : [$"host.json: durableTask.defaultVersion is '{Durable(folder)?["defaultVersion"]}', but orders start with {OrderLifecycle.CurrentVersion}; or the strategies are not CurrentOrOlder and Reject."]),
        new("extended sessions are off", "DurableTaskOptions.ExtendedSessionsEnabled: they hide what a replay would show", static folder =>
            (bool?)Durable(folder)?["extendedSessionsEnabled"] == true ? ["host.json: extendedSessionsEnabled keeps orders in memory."] : []),
        new("a host that stops lets activities end", "DurableTaskOptions.UseGracefulShutdown", static folder =>
            (bool?)Durable(folder)?["useGracefulShutdown"] == true ? [] : ["host.json: useGracefulShutdown is off."]),
        new("orders go on soon after a worker or a host was killed", "AzureStorageOptions: control queue from 1 minute; work items are renewed while they run", static folder =>
            Span(folder, "controlQueueVisibilityTimeout") is { } control && control >= ShortestControl && control + Lease <= AfterHost
            && Span(folder, "workItemQueueVisibilityTimeout") is { } work && work >= ShortestWork && work <= AfterWorker
                ? []
                : ["host.json: controlQueueVisibilityTimeout must be a minute, workItemQueueVisibilityTimeout 10 to 30 seconds."]),
    ];

    private static JsonNode? Durable(HostFolder folder) => folder.Host["extensions"]?["durableTask"];

    private static TimeSpan? Span(HostFolder folder, string name) =>
        TimeSpan.TryParseExact((string?)Durable(folder)?["storageProvider"]?[name], "c", CultureInfo.InvariantCulture, out TimeSpan span) ? span : null;

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,44}$", RegexOptions.None, 1000)]
    private static partial Regex HubName();

    // With one number the host compares texts: "10" is below "9".
    [GeneratedRegex(@"^\d+\.\d+$", RegexOptions.None, 1000)]
    private static partial Regex TwoNumbers();
}
