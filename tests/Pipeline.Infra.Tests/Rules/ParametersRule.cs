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
        (string Name, BicepNode Node)[] declared = [.. templates.File("infra/main.bicep").Declarations("parameter_declaration")];
        foreach (string name in declared.Select(static parameter => parameter.Name).Except(given.Select(static line => line.Key)))
        {
            yield return $"main.parameters.json does not give {name}.";
        }

        foreach ((string name, JsonNode? line) in given)
        {
            if (declared.FirstOrDefault(parameter => parameter.Name == name).Node is not { } parameter)
            {
                yield return $"main.parameters.json gives {name}, which main.bicep does not have.";
                continue;
            }

            foreach (string finding in Compare(templates, name, parameter.Child("type")!.Text, line!["value"]!))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<string> Compare(Templates templates, string path, string type, JsonNode value)
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

        Dictionary<string, string> declared = templates.File("infra/types.bicep").Declarations("type_declaration")
            .Single(found => found.Name == type).Node.Child("object")!.Properties()
            .ToDictionary(static property => property.Name, static property => property.Value.Text);
        foreach (string name in declared.Keys.Except(properties.Select(static line => line.Key)))
        {
            yield return $"main.parameters.json does not give {path}.{name}.";
        }

        foreach ((string name, JsonNode? inner) in properties)
        {
            string[] findings = declared.TryGetValue(name, out string? innerType)
                ? [.. Compare(templates, $"{path}.{name}", innerType, inner!)]
                : [$"main.parameters.json gives {path}.{name}, which the type {type} does not have."];
            foreach (string finding in findings)
            {
                yield return finding;
            }
        }
    }

    [GeneratedRegex(@"^\$\{[A-Z0-9_]+(=[^}]*)?\}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FromEnvironment();

    [GeneratedRegex("PASSWORD|SECRET(?!S_IN_VAULT)|_KEY[=}]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretText();
}
