using System.Text.Json.Nodes;
using Pipeline.Infra.Tests.Bicep;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>Every parameter, output and type, and every property of a type, says what it is.</summary>
internal sealed class DocumentationRule : ITemplateRule
{
    private const int ShortestText = 5;

    public IEnumerable<string> Findings(Templates templates) =>
        from template in templates.All
        from part in new[] { "parameters", "outputs", "definitions" }
        from found in Declared(template.Json[part])
        where !(((string?)found.Value!["metadata"]?["description"])?.Length >= ShortestText)
        select $"{template.Name}: {found.Key} has no description.";

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Declared(JsonNode? part) =>
        (part as JsonObject ?? []).SelectMany(static found => Declared(found.Value!["properties"]).Prepend(found));
}
