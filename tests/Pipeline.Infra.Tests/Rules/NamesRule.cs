using System.Text.RegularExpressions;
using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;
using Pipeline.Infra.Tests.Bicep;
using Pipeline.Infra.Tests.Support;
using Pipeline.Storage;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>Names of containers, functions, flows and states in the templates are those of the code.</summary>
internal sealed partial class NamesRule : ITemplateRule
{
    private static readonly string[] Flows =
    [
        .. Enum.GetValues<FeedKind>().Select(static kind => $"ingram.{new FeedId("ingram-micro", kind).KindName}"),
    ];

    public IEnumerable<string> Findings(Templates templates) =>
        [.. Containers(templates), .. Subscription(templates), .. Alerts(templates.File("infra/modules/alerts.bicep"))];

    private static IEnumerable<string> Containers(Templates templates)
    {
        BicepFile storage = templates.File("infra/modules/storage.bicep");
        string[] made = [.. storage.Variable("containerNames")!.Strings()];
        foreach (string name in new[] { "app-package", LandingNames.Container, "deadletters" }.Except(made))
        {
            yield return $"{storage.Path} does not make the container {name}.";
        }

        BicepNode policy = storage.Resources().Single(static resource => resource.Symbol == "lifeCycle").Node.At("properties", "policy", "rules")!;
        BicepNode[] rules = [.. policy.Children.Where(static child => child.Type == "object")];
        string[] prefixes = [.. rules.SelectMany(static rule => rule.At("definition", "filters", "prefixMatch")!.Strings())];
        foreach (string missing in new[] { $"{LandingNames.Container}/", $"{StorageNames.ExchangesContainer}/", "deadletters/" }.Except(prefixes))
        {
            yield return $"{storage.Path} has no life-cycle rule for {missing}.";
        }

        foreach (BicepNode rule in rules.Where(static rule =>
            rule.At("definition", "filters", "prefixMatch")!.Strings().Any(static prefix => LandingNames.Container.StartsWith(prefix.TrimEnd('/'), StringComparison.Ordinal))
            && rule.At("definition", "actions", "baseBlob", "delete") is not null))
        {
            yield return $"{storage.Path}:{rule.Line} deletes landed files, also the last accepted one; the app does that itself.";
        }
    }

    private static IEnumerable<string> Subscription(Templates templates)
    {
        BicepResource landed = templates.File("infra/modules/subscription.bicep").Resources().Single(static resource => resource.Symbol == "landed");
        if (landed.Node.At("properties", "filter", "subjectBeginsWith")?.Literal() != $"/blobServices/default/containers/{LandingNames.Container}/")
        {
            yield return $"{landed.Place} does not listen to the container {LandingNames.Container}.";
        }

        if (landed.TextAt("properties", "filter", "includedEventTypes") != "['Microsoft.Storage.BlobCreated']")
        {
            yield return $"{landed.Place} listens to other events than those of a new blob.";
        }
    }

    private static IEnumerable<string> Alerts(BicepFile file)
    {
        string text = file.Root.Text;
        return FlowName().Matches(text).Select(static match => match.Groups["flow"].Value).Distinct().Except(Flows)
            .Select(flow => $"{file.Path} waits for the flow {flow}, which does not exist.")
            .Concat(States().Matches(text).SelectMany(static match => match.Groups["states"].Value.Split('|')).Distinct().Except(Enum.GetNames<ExecutionStatus>())
                .Select(state => $"{file.Path} waits for the state {state}, which does not exist."))
            .Concat(FunctionName().Matches(text).Select(static match => match.Groups["function"].Value).Except(FunctionNames.All)
                .Select(function => $"{file.Path} waits for the function {function}, which does not exist."));
    }

    [GeneratedRegex("flow: '(?<flow>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FlowName();

    [GeneratedRegex(@"\((?<states>[A-Z]\w+(\|[A-Z]\w+)+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex States();

    [GeneratedRegex("\\bName == \"(?<function>\\w+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FunctionName();
}
