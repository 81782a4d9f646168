using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NCrontab;

namespace Pipeline.Infra.Tests.Hosting;

/// <summary>What the host and the extensions demand of the other triggers.</summary>
internal static partial class TriggerRules
{
    private static readonly string[] Durable = ["orchestrationTrigger", "activityTrigger", "durableClient"];
    private static readonly string[] Known =
        ["httpTrigger", "http", "timerTrigger", "queueTrigger", "blobTrigger", "eventGridTrigger", .. Durable];

    public static IReadOnlyList<HostRule> All { get; } =
    [
        new("the bundle knows the type of every binding", "§1.9", static folder =>
            from found in folder.Bindings
            where !Known.Contains((string?)found.Binding["type"])
            select $"{found.Function}: {(string?)found.Binding["type"]} is no type of a binding."),
        new("a schedule has six fields or is a setting", "§5 (NCRONTAB)", static folder =>
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
        new("storage is reached by the app's own connection", "§6.2; the templates set no other", static folder =>
            from found in folder.Bindings
            where (string?)found.Binding["type"] is "queueTrigger" or "blobTrigger"
                && (string?)found.Binding["connection"] is not (null or "AzureWebJobsStorage")
            select $"{found.Function}: nobody sets the connection {(string?)found.Binding["connection"]}."),
        new("a blob trigger listens to Event Grid", "§0 fact 10; HOST Host/ScriptHost.cs ValidateFunction", static folder =>
            from found in Of(folder, "blobTrigger")
            where (string?)found.Binding["source"] != "EventGrid"
            select $"{found.Function} polls, which Flex Consumption refuses."),
        new("a blob trigger does not ship the content", "§2.3", static folder =>
            from found in Of(folder, "blobTrigger")
            where (string?)found.Binding["properties"]?["supportsDeferredBinding"] != "true"
                || folder.Bindings.Any(other => other.Function == found.Function && (string?)other.Binding["type"] != "blobTrigger"
                    && BindingExpression().IsMatch(other.Binding.ToJsonString()))
            select $"{found.Function} gets the whole blob: deferred binding is off, or another binding uses an expression."),
        new("a blob's path is a container and a pattern", "§1.9", static folder =>
            from found in Of(folder, "blobTrigger")
            where !BlobPath().IsMatch((string?)found.Binding["path"] ?? string.Empty)
            select $"{found.Function}: '{(string?)found.Binding["path"]}' is no path."),
        new("durable bindings ask for the protocol of this worker", "§1.9", static folder =>
            from found in folder.Bindings
            where Durable.Contains((string?)found.Binding["type"]) && (bool?)found.Binding["durableRequiresGrpc"] != true
            select $"{found.Function}: durableRequiresGrpc is missing."),
        new("orchestrators and activities return by the answer, not by an output", "§1.6", static folder =>
            from function in folder.Functions
            let bindings = (function.Json["bindings"] as JsonArray ?? []).ToArray()
            where bindings.Any(static binding => (string?)binding!["type"] is "orchestrationTrigger" or "activityTrigger")
                && bindings.Any(static binding => (string?)binding!["direction"] == "out")
            select $"{function.Name} declares an output beside its durable trigger."),
    ];

    private static IEnumerable<(string Function, JsonObject Binding)> Of(HostFolder folder, string type) =>
        folder.Bindings.Where(found => (string?)found.Binding["type"] == type);

    [GeneratedRegex("^%[A-Za-z0-9_]+%$", RegexOptions.None, 1000)]
    private static partial Regex SettingName();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", RegexOptions.None, 1000)]
    private static partial Regex QueueName();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{2,62}/.+$", RegexOptions.None, 1000)]
    private static partial Regex BlobPath();

    [GeneratedRegex(@"\{[A-Za-z.]+\}", RegexOptions.None, 1000)]
    private static partial Regex BindingExpression();
}
