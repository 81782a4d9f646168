using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.App;

/// <summary>One binding of a function as its metadata writes it.</summary>
/// <param name="Document">The whole JSON, as the extensions read it.</param>
internal sealed record BindingDefinition(JObject Document)
{
    /// <summary>Name of the parameter; <c>$return</c> for the return value.</summary>
    public string Name => Text("name") ?? string.Empty;

    /// <summary><c>queueTrigger</c>, <c>durableClient</c>, …</summary>
    public string Type => Text("type") ?? string.Empty;

    public bool IsTrigger => Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase);

    public bool IsOutput => string.Equals(Text("direction"), "out", StringComparison.OrdinalIgnoreCase);

    public bool IsMany => string.Equals(Text("cardinality"), "many", StringComparison.OrdinalIgnoreCase);

    public bool IsBinary => string.Equals(Text("dataType"), "binary", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the worker opens the blob or message itself and wants only a reference.</summary>
    public bool IsDeferred => bool.TryParse((string?)Value("properties")?["supportsDeferredBinding"], out bool value) && value;

    public bool Is(string type) => string.Equals(Type, type, StringComparison.OrdinalIgnoreCase);

    /// <summary>A property as text; null when absent.</summary>
    public string? Text(string name) => Value(name) is JValue { Value: { } value } ? value.ToString() : null;

    /// <summary>A property; null when absent.</summary>
    public JToken? Value(string name) => Document.GetValue(name, StringComparison.OrdinalIgnoreCase);
}
