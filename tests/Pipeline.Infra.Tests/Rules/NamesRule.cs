using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Flows;
using Pipeline.Infra.Tests.Bicep;
using Pipeline.Infra.Tests.Support;
using Pipeline.Storage;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>Names of containers, queues, functions, flows and states, and words of the log, are in the templates as in the code.</summary>
internal sealed partial class NamesRule : ITemplateRule
{
    private static readonly string[] Flows =
    [
        .. Enum.GetValues<FeedKind>().Select(static kind => $"ingram.{new FeedId("ingram-micro", kind).KindName}"),
    ];

    private static readonly Lazy<string[]> Sources = new(static () => [.. Repository.Files("functions/Pipeline.Functions", "*.cs").Select(Repository.Read)]);

    public IEnumerable<string> Findings(Templates templates) => [.. Containers(templates), .. Queues(templates), .. LifeCycle(templates), .. Subscription(templates), .. Alerts(templates)];

    private static IEnumerable<string> Containers(Templates templates)
    {
        ArmTemplate storage = templates.Of($"{Templates.Main}/storage");
        string[] made = [.. Texts(storage.Json["variables"]!["containerNames"])];
        return new[] { "app-package", LandingNames.Container, "deadletters" }.Except(made).Select(name => $"{storage.Name} does not make the container {name}.");
    }

    private static IEnumerable<string> Queues(Templates templates)
    {
        ArmTemplate storage = templates.Of($"{Templates.Main}/storage");
        string[] made = [.. Texts(storage.Json["variables"]!["queueNames"])];
        return
        [
            .. FunctionNames.Queues.Except(made).Select(name => $"{storage.Name} does not make the queue {name}."),
            .. new[] { StorageNames.CatalogChangesQueue }.Except(Texts(storage.Json["variables"]!["announcementQueueNames"]))
                .Select(name => $"{storage.Name} does not make the queue {name}."),
            .. made.Except(FunctionNames.Queues).Select(name => $"{storage.Name} makes the queue {name}, at which no function waits."),
        ];
    }

    private static IEnumerable<string> LifeCycle(Templates templates)
    {
        ArmResource policy = templates.Made.Single(static made => made.Type == "Microsoft.Storage/storageAccounts/managementPolicies");
        (string[] Prefixes, bool Deletes)[] rules =
        [
            .. policy.At("properties", "policy", "rules")!.AsArray().Select(static rule => rule!["definition"]!)
                .Select(static rule => (Texts(rule["filters"]!["prefixMatch"]).ToArray(), rule["actions"]!["baseBlob"]!["delete"] is not null)),
        ];
        string[] wanted = [$"{LandingNames.Container}/", $"{StorageNames.ExchangesContainer}/", "deadletters/"];
        return
        [
            .. wanted.Except(rules.SelectMany(static rule => rule.Prefixes)).Select(missing => $"{policy.Place} has no life-cycle rule for {missing}."),
            .. rules.Where(static rule => rule.Deletes && rule.Prefixes.Any(static prefix => LandingNames.Container.StartsWith(prefix.TrimEnd('/'), StringComparison.Ordinal)))
                .Select(_ => $"{policy.Place} deletes landed files, also the last accepted one; the app does that itself."),
        ];
    }

    private static IEnumerable<string> Subscription(Templates templates)
    {
        ArmResource landed = templates.Made.Single(static made => made.Type == "Microsoft.EventGrid/systemTopics/eventSubscriptions");
        if (landed.TextAt("properties.filter.subjectBeginsWith") != $"/blobServices/default/containers/{LandingNames.Container}/")
        {
            yield return $"{landed.Place} does not listen to the container {LandingNames.Container}.";
        }

        if (!Texts(landed.At("properties", "filter", "includedEventTypes")).SequenceEqual(["Microsoft.Storage.BlobCreated"]))
        {
            yield return $"{landed.Place} listens to other events than those of a new blob.";
        }
    }

    private static IEnumerable<string> Alerts(Templates templates)
    {
        string text = string.Join('\n', templates.Of($"{Templates.Main}/alerts").Texts());
        return
        [
            .. Found(FlowName(), text).Except(Flows).Select(static flow => $"An alert waits for the flow {flow}, which does not exist."),
            .. Found(States(), text).SelectMany(static states => states.Split('|')).Except(Enum.GetNames<ExecutionStatus>())
                .Select(static state => $"An alert waits for the state {state}, which does not exist."),
            .. Found(FunctionName(), text).Except(FunctionNames.All).Select(static function => $"An alert waits for the function {function}, which does not exist."),
            .. Found(Words(), text).Where(static words => !Sources.Value.Any(source => source.Contains(words, StringComparison.Ordinal)))
                .Select(static words => $"An alert waits for the words '{words}', which nothing logs."),
        ];
    }

    private static IEnumerable<string> Found(Regex name, string text) => name.Matches(text).Select(static match => match.Groups["name"].Value);

    private static IEnumerable<string> Texts(JsonNode? array) => (array as JsonArray ?? []).Select(static text => (string)text!);

    [GeneratedRegex("'flow', '(?<name>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FlowName();

    [GeneratedRegex(@"\((?<name>[A-Z]\w+(\|[A-Z]\w+)+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex States();

    [GeneratedRegex("\\bName == \"(?<name>\\w+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FunctionName();

    [GeneratedRegex("\\bMessage has \"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();
}
