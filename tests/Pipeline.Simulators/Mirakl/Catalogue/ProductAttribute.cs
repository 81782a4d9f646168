using System.Text.Json.Nodes;

namespace Pipeline.Simulators.Mirakl.Catalogue;

/// <summary>An attribute as the import of products reads it.</summary>
/// <param name="Item">Item of PM11.</param>
internal sealed record ProductAttribute(JsonObject Item)
{
    public string Code => Text("code")!;

    public string Label => Text("label") ?? Code;

    public string HierarchyCode => Text("hierarchy_code") ?? string.Empty;

    public string Level => Text("requirement_level")!;

    public string Type => Text("type")!;

    public bool IsRequired => Level == "REQUIRED";

    /// <summary>How the platform names it in its texts.</summary>
    public string Named => $"'{Code}' ({Label})";

    /// <summary>Value list; null for other types.</summary>
    public string? ValueList => Parameter("LIST_CODE");

    public string? Role => Item["roles"]?.AsArray().FirstOrDefault()?["type"]?.GetValue<string>();

    /// <summary>Argument of a validation, for example 255 of <c>MAX_LENGTH|255</c>; null: not demanded.</summary>
    public string? Validation(string name) => (Text("validations") ?? string.Empty).Split(',')
        .Select(rule => rule.Split('|', 2)).FirstOrDefault(rule => rule[0] == name)?[1];

    private string? Parameter(string name) => Item["type_parameters"]?.AsArray()
        .FirstOrDefault(parameter => parameter!["name"]!.GetValue<string>() == name)?["value"]?.GetValue<string>();

    private string? Text(string name) => Item[name]?.GetValue<string>();
}
