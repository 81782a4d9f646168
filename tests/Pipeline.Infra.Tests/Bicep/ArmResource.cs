using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pipeline.Infra.Tests.Bicep;

/// <summary>A resource of a compiled template.</summary>
/// <param name="Template">Name of the template.</param>
/// <param name="Json">The resource.</param>
internal sealed partial record ArmResource(string Template, JsonObject Json)
{
    /// <summary>Type without version.</summary>
    public string Type => (string)Json["type"]!;

    /// <summary>Version of the type.</summary>
    public string Version => (string)Json["apiVersion"]!;

    /// <summary>Whether the template only refers to it.</summary>
    public bool IsExisting => (bool?)Json["existing"] == true;

    /// <summary>The last text in its name, which is the resource's own where it lies in another; of a module, its name in the template.</summary>
    public string Name => Literal().Matches((string)Json["name"]!).LastOrDefault()?.Groups["text"].Value ?? (string)Json["name"]!;

    /// <summary>Where it stands, for findings.</summary>
    public string Place => $"{Template}: {Type} {Name}";

    /// <summary>The value at a path of properties, or null.</summary>
    public JsonNode? At(params IEnumerable<string> path) => path.Aggregate((JsonNode?)Json, static (node, name) => (node as JsonObject)?[name]);

    /// <summary>The value at a path as text: an expression in brackets, or what it is.</summary>
    public string TextAt(string path) => At(path.Split('.'))?.ToString() ?? string.Empty;

    [GeneratedRegex("'(?<text>[^']*)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();
}
