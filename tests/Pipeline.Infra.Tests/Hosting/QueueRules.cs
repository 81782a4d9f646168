using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Infra.Tests.Hosting;

/// <summary>What the storage extension demands of <c>extensions.queues</c> in host.json, and what this app wants of it.</summary>
/// <remarks>
/// Limits are those of <c>QueuesOptions</c> in Azure/azure-sdk-for-net (Microsoft.Azure.WebJobs.Extensions.Storage.Queues) and
/// of the service's Put Message and Update Message.
/// </remarks>
internal static class QueueRules
{
    private const int MostMessagesAtOnce = 32;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(7);
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(1);

    private static readonly string[] Known =
        ["batchSize", "newBatchThreshold", "maxDequeueCount", "visibilityTimeout", "maxPollingInterval", "messageEncoding"];

    public static IReadOnlyList<HostRule> All { get; } =
    [
        new("queue messages come in bounded batches", "QueuesOptions.BatchSize and NewBatchThreshold", static folder =>
            Number(folder, "batchSize") is { } size and >= 1 and <= MostMessagesAtOnce
                && Number(folder, "newBatchThreshold") is { } threshold and >= 0 && threshold < size
                ? []
                : ["host.json: queues.batchSize must be a number from 1 to 32, and newBatchThreshold one from 0 and below it."]),
        new("a queue message gets several attempts", "QueuesOptions.MaxDequeueCount (at least 1)", static folder =>
            Number(folder, "maxDequeueCount") is > 1
                ? []
                : ["host.json: queues.maxDequeueCount must be a whole number, and 1 sets messages aside at their first failure."]),
        new("a failed queue message waits before the next attempt", "QueuesOptions.VisibilityTimeout; Update Message (at most 7 days)", static folder =>
            // "24:00:00" is 24 days for .NET, so only a span that reads the same written out again is accepted.
            Span(folder, "visibilityTimeout") is { } pause && pause >= ShortestPause && pause <= LongestPause
                ? []
                : [$"host.json: queues.visibilityTimeout is {Of(folder, "visibilityTimeout")}; expected is hh:mm:ss, from ten seconds to seven days."]),
        new("queues are looked at often enough and not all the time", "QueuesOptions.MaxPollingInterval (at least 100 ms)", static folder =>
            Span(folder, "maxPollingInterval") is { } interval && interval >= ShortestInterval && interval <= LongestInterval
                ? []
                : [$"host.json: queues.maxPollingInterval is {Of(folder, "maxPollingInterval")}; expected is hh:mm:ss, from 100 ms to a minute."]),
        new("queue messages are base64", "QueuesOptions.MessageEncoding", static folder =>
            (string?)Of(folder, "messageEncoding") == "base64" ? [] : ["host.json: queues.messageEncoding is not base64."]),
        new("the queues' settings are spelled as the extension knows them", "QueuesOptions; host.json reference", static folder =>
            (folder.Host["extensions"]?["queues"] as JsonObject ?? []).Select(static setting => setting.Key).Except(Known)
                .Select(static name => $"host.json: queues.{name} is no setting of the extension.")),
    ];

    private static JsonNode? Of(HostFolder folder, string name) => folder.Host["extensions"]?["queues"]?[name];

    private static int? Number(HostFolder folder, string name) =>
        Of(folder, name) is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out int number) ? number : null;

    private static TimeSpan? Span(HostFolder folder, string name) =>
        Of(folder, name) is JsonValue value && value.TryGetValue(out string? text)
        && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span)
        && (text == span.ToString("c", CultureInfo.InvariantCulture) || text == span.ToString("g", CultureInfo.InvariantCulture))
            ? span
            : null;
}
