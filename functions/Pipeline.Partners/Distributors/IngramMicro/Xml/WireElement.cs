namespace Pipeline.Partners.Distributors.IngramMicro.Xml;

/// <summary>An element of a body that has passed all limits.</summary>
/// <param name="name">Local name.</param>
/// <param name="namespaceUri">Namespace, or empty.</param>
/// <param name="attributes">Local names and values; null for none.</param>
internal sealed class WireElement(string name, string namespaceUri, IReadOnlyList<KeyValuePair<string, string>>? attributes)
{
    private readonly List<WireElement> children = [];

    public string Name => name;

    public string NamespaceUri => namespaceUri;

    /// <summary>Text directly inside the element.</summary>
    public string Text { get; set; } = string.Empty;

    public IReadOnlyList<WireElement> Children => children;

    public void Add(WireElement child) => children.Add(child);

    /// <summary>The value of an attribute by local name, or null.</summary>
    public string? Attribute(string attribute) =>
        attributes?.FirstOrDefault(pair => string.Equals(pair.Key, attribute, StringComparison.Ordinal)).Value;

    public IEnumerable<string> AttributeValues => attributes?.Select(static pair => pair.Value) ?? [];

    /// <summary>The first child with a local name, or null.</summary>
    public WireElement? Child(string child) => children.Find(element => element.Name == child);
}
