namespace Pipeline.LocalHost.App;

/// <summary>One binding of a function as its metadata writes it.</summary>
/// <param name="Document">The whole JSON, as the extensions read it.</param>
internal sealed record BindingDefinition(JObject Document)
{
    public string Name => Text("name") ?? string.Empty;

    /// <summary><c>queueTrigger</c>, <c>durableClient</c>, …</summary>
    public string Type => Text("type") ?? string.Empty;

    public bool IsTrigger => Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase);

    public bool IsOutput => Has("direction", "out");

    /// <summary>Whether a call takes a batch of messages.</summary>
    public bool IsMany => Has("cardinality", "many");

    public bool IsBinary => Has("dataType", "binary");

    /// <summary>Whether the worker opens the blob or message itself and wants only a reference.</summary>
    public bool IsDeferred => bool.TryParse((string?)Value("properties")?["supportsDeferredBinding"], out bool value) && value;

    /// <summary>Whether it is of this type, in any letter case.</summary>
    public bool Is(string type) => Has("type", type);

    /// <summary>Whether a property is this text, in any letter case.</summary>
    public bool Has(string name, string text) => string.Equals(Text(name), text, StringComparison.OrdinalIgnoreCase);

    /// <summary>A property as text; null when absent.</summary>
    public string? Text(string name) => Value(name) is JValue { Value: { } value } ? value.ToString() : null;

    /// <summary>A property; null when absent.</summary>
    public JToken? Value(string name) => Document.GetValue(name, StringComparison.OrdinalIgnoreCase);
}
