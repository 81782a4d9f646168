using System.Text.Json.Nodes;

namespace Pipeline.Infra.Tests.Bicep;

/// <summary>A compiled template or module.</summary>
internal sealed record ArmTemplate(string Name, JsonObject Json)
{
    /// <summary>Its resources, also those that exist already where the compiler keeps them.</summary>
    public IReadOnlyList<ArmResource> Resources { get; } =
    [
        .. Json["resources"] switch
        {
            // A template with types of its own names its resources.
            JsonObject named => named.Select(found => new ArmResource(Name, found.Value!.AsObject())),
            JsonArray listed => listed.Select(found => new ArmResource(Name, found!.AsObject())),
            _ => [],
        },
    ];

    /// <summary>This template and the modules inside it.</summary>
    public IEnumerable<ArmTemplate> WithModules() => Resources
        .Where(static resource => resource.Type == "Microsoft.Resources/deployments")
        .SelectMany(module => new ArmTemplate($"{Name}/{module.Name}", module.At("properties", "template")!.AsObject()).WithModules())
        .Prepend(this);

    /// <summary>Every text in it without its modules: values, expressions, descriptions.</summary>
    public IEnumerable<string> Texts() => TextsOf(Json);

    private static IEnumerable<string> TextsOf(JsonNode? node) => node switch
    {
        JsonObject found => found.Where(static property => property.Value is not JsonObject || property.Value["$schema"] is null).SelectMany(static property => TextsOf(property.Value)),
        JsonArray found => found.SelectMany(TextsOf),
        JsonValue found when found.TryGetValue(out string? text) => [text],
        _ => [],
    };
}
