using System.Text.RegularExpressions;
using Pipeline.Infra.Tests.Bicep;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>Exactly these roles are given.</summary>
internal sealed partial class RoleRule : ITemplateRule
{
    private const string Account = "Microsoft.Storage/storageAccounts";
    private const string Container = "Microsoft.Storage/storageAccounts/blobServices/containers";

    private static readonly Dictionary<string, string> Expected = new(StringComparer.Ordinal)
    {
        [$"{Account} b7e6dc6d-f1e8-4753-8033-0f276bb0955b appPrincipalId"] = "the app owns its blobs",
        [$"{Account} 974c5e8b-45b9-4653-ba55-5f855dd0fb88 appPrincipalId"] = "the app uses its queues",
        [$"{Account} 0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3 appPrincipalId"] = "the app uses its tables",
        ["Microsoft.Insights/components 3913510d-42f4-4e42-8a64-420c390055eb appPrincipalId"] = "the app sends telemetry",
        ["Microsoft.KeyVault/vaults 4633458b-17de-408a-b874-0445c86b69e6 appPrincipalId"] = "the app reads secrets",
        [$"{Container} deadletters ba92f5b4-2d11-453d-a403-e96b0029c9fe eventsPrincipalId"] = "Event Grid writes dead letters",
        [$"{Container} app-package ba92f5b4-2d11-453d-a403-e96b0029c9fe deployerPrincipalId"] = "the deployer uploads packages",
        ["Microsoft.KeyVault/vaults b86a8fe4-44ce-4948-aee5-eccb2c155cd7 deployerPrincipalId"] = "the deployer writes secrets",
    };

    public IEnumerable<string> Findings(Templates templates)
    {
        string[] given =
        [
            .. from template in templates.All
               from resource in template.Resources
               where resource.Type == "Microsoft.Authorization/roleAssignments"
               select Describe(template, resource),
        ];
        return
        [
            .. given.Except(Expected.Keys).Select(static role => $"A role that nobody asked for: {role}"),
            .. Expected.Keys.Except(given).Select(static role => $"A role is missing: {role} ({Expected[role]})"),
            .. given.GroupBy(static role => role).Where(static same => same.Count() > 1).Select(static same => $"A role is given twice: {same.Key}"),
        ];
    }

    private static string Describe(ArmTemplate template, ArmResource assignment)
    {
        string[] scope = Literals(assignment, "scope");
        string role = Literals(assignment, "properties.roleDefinitionId").Last();
        string name = scope is [Container, ..] ? $" {scope[^1]}" : string.Empty;
        return $"{scope.FirstOrDefault("everything")}{name} {template.Json["variables"]?[role] ?? role} {Literals(assignment, "properties.principalId").LastOrDefault()}";
    }

    private static string[] Literals(ArmResource resource, string path) => [.. Literal().Matches(resource.TextAt(path)).Select(static match => match.Groups["text"].Value)];

    [GeneratedRegex("'(?<text>[^']*)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();
}
