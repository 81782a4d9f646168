using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NCrontab;

namespace Pipeline.Infra.Tests.Hosting;

/// <summary>What the host and the extensions demand of the other triggers.</summary>
internal static partial class TriggerRules
{
    private static readonly string[] Known =
    [
        "httpTrigger", "http", "timerTrigger", "queueTrigger", "blobTrigger", "orchestrationTrigger", "activityTrigger", "durableClient",
    ];

    public static IReadOnlyList<HostRule> All { get; } =
    [
        new("the extensions know the type of every binding", "those that the app takes", static folder =>
            from found in folder.Bindings
            where !Known.Contains((string?)found.Binding["type"])
            select $"{found.Function}: {(string?)found.Binding["type"]} is no type of a binding."),
        new("a schedule has six fields or is a setting", "timer trigger reference, NCRONTAB expressions", static folder =>
            from found in Of(folder, "timerTrigger")
            let schedule = (string?)found.Binding["schedule"] ?? string.Empty
            where !SettingName().IsMatch(schedule)
                && CrontabSchedule.TryParse(schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true }) is null
            select $"{found.Function}: the schedule '{schedule}' is no NCRONTAB expression of six fields."),
        new("no timer runs at every start of an instance", "timer trigger reference, runOnStartup", static folder =>
            from found in Of(folder, "timerTrigger")
            where (bool?)found.Binding["runOnStartup"] == true
            select $"{found.Function} runs at every start of an instance."),
        new("a queue's name is valid", "Azure Storage, naming queues and metadata", static folder =>
            from found in Of(folder, "queueTrigger")
            let queue = (string?)found.Binding["queueName"] ?? string.Empty
            where !QueueName().IsMatch(queue) || queue.Contains("--", StringComparison.Ordinal)
            select $"{found.Function}: '{queue}' is no name of a queue."),
        new("storage is reached by the app's own connection", "the templates set no other", static folder =>
            from found in folder.Bindings
            where (string?)found.Binding["type"] is "queueTrigger" or "blobTrigger"
                && (string?)found.Binding["connection"] is not (null or "AzureWebJobsStorage")
            select $"{found.Function}: nobody sets the connection {(string?)found.Binding["connection"]}."),
        new("a blob trigger listens to Event Grid", "HOST Host/ScriptHost.cs ValidateFunction", static folder =>
            from found in Of(folder, "blobTrigger")
            where (string?)found.Binding["source"] != "EventGrid"
            select $"{found.Function} polls, which Flex Consumption refuses."),
        new("a blob trigger does not ship the content", "WORKER extensions/Worker.Extensions.Storage.Blobs BlobStorageConverter.cs", static folder =>
            from found in Of(folder, "blobTrigger")
            where !string.Equals((string?)found.Binding["properties"]?["supportsDeferredBinding"], "true", StringComparison.OrdinalIgnoreCase)
            select $"{found.Function} gets the whole blob: deferred binding is off."),
        new("a blob's path is a container and a pattern", "blob trigger reference, blob name patterns", static folder =>
            from found in Of(folder, "blobTrigger")
            where !BlobPath().IsMatch((string?)found.Binding["path"] ?? string.Empty)
            select $"{found.Function}: '{(string?)found.Binding["path"]}' is no path."),
    ];

    private static IEnumerable<(string Function, JsonObject Binding)> Of(HostFolder folder, string type) =>
        folder.Bindings.Where(found => (string?)found.Binding["type"] == type);

    [GeneratedRegex("^%[A-Za-z0-9_]+%$", RegexOptions.None, 1000)]
    private static partial Regex SettingName();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", RegexOptions.None, 1000)]
    private static partial Regex QueueName();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{2,62}/.+$", RegexOptions.None, 1000)]
    private static partial Regex BlobPath();
}
