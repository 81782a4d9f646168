using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Configuration;

/// <summary>One entry of <c>bindings</c> in a function.json, with <c>%SETTING%</c> expanded.</summary>
internal sealed record BindingDefinition(string Name, string Type, string Direction, JObject Properties)
{
    /// <summary>Whether this binding starts the function: its type ends in <c>Trigger</c>.</summary>
    public bool IsTrigger => Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the function writes through this binding.</summary>
    public bool IsOutput => string.Equals(Direction, "out", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether <c>dataType</c> asks for bytes.</summary>
    public bool IsBinary => string.Equals(Text("dataType"), "binary", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the binding is of the type, in any letter case.</summary>
    public bool Is(string type) => string.Equals(Type, type, StringComparison.OrdinalIgnoreCase);

    /// <summary>A property as text; null when absent.</summary>
    public string? Text(string property) =>
        Properties.TryGetValue(property, StringComparison.OrdinalIgnoreCase, out JToken? value)
        && value.Type is not (JTokenType.Null or JTokenType.Object or JTokenType.Array)
            ? (string?)value
            : null;
}
