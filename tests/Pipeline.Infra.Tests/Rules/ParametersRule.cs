using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Infra.Tests.Bicep;

namespace Pipeline.Infra.Tests.Rules;

/// <summary><c>main.parameters.json</c> names every parameter of <c>main.bicep</c>, and every property of its objects, from an environment value.</summary>
internal sealed partial class ParametersRule : ITemplateRule
{
    public IEnumerable<string> Findings(Templates templates)
    {
        JsonObject given = JsonNode.Parse(templates.Parameters)!["parameters"]!.AsObject();
        JsonObject template = templates.Of(Templates.Main).Json;
        return Compare(template, string.Empty, template["parameters"]!.AsObject(), new JsonObject(given.Select(static line =>
            KeyValuePair.Create(line.Key, line.Value!["value"]?.DeepClone()))));
    }

    private static IEnumerable<string> Compare(JsonObject template, string path, JsonObject declared, JsonNode value)
    {
        if (value is not JsonObject properties)
        {
            string text = value.ToString();
            if (!FromEnvironment().IsMatch(text) || SecretText().IsMatch(text))
            {
                yield return $"main.parameters.json gives {path} as '{text}'; expected is one environment value that is no secret.";
            }

            yield break;
        }

        string prefix = path.Length == 0 ? path : $"{path}.";
        foreach (string name in declared.Select(static property => property.Key).Except(properties.Select(static line => line.Key)))
        {
            yield return $"main.parameters.json does not give {prefix}{name}.";
        }

        foreach ((string name, JsonNode? inner) in properties)
        {
            string[] findings = declared[name] is { } type
                ? [.. Compare(template, $"{prefix}{name}", PropertiesOf(template, type), inner!)]
                : [$"main.parameters.json gives {prefix}{name}, which main.bicep does not have."];
            foreach (string finding in findings)
            {
                yield return finding;
            }
        }
    }

    private static JsonObject PropertiesOf(JsonObject template, JsonNode type) =>
        template["definitions"]![((string?)type["$ref"])?.Split('/')[^1] ?? string.Empty]?["properties"] as JsonObject ?? [];

    [GeneratedRegex(@"^\$\{[A-Z0-9_]+(=[^}]*)?\}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FromEnvironment();

    [GeneratedRegex("PASSWORD|SECRET(?!S_IN_VAULT)|_KEY[=}]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretText();
}
