namespace Pipeline.Infra.Tests.Bicep;

/// <summary>A node of a template's syntax tree: type as the grammar names it, its text and its line from 1.</summary>
internal sealed record BicepNode(string Type, string Text, int Line, IReadOnlyList<BicepNode> Children)
{
    /// <summary>This node and all below it.</summary>
    public IEnumerable<BicepNode> All() => Children.SelectMany(static child => child.All()).Prepend(this);

    /// <summary>The first child of a type, or null.</summary>
    public BicepNode? Child(string type) => Children.FirstOrDefault(child => child.Type == type);

    /// <summary>The value at a path of object properties, or null. Conditions and loops around an object are looked through.</summary>
    public BicepNode? At(params string[] path)
    {
        BicepNode? node = this;
        foreach (string name in path)
        {
            node = node.Object()?.Properties().FirstOrDefault(property => property.Name == name).Value;
            if (node is null)
            {
                return null;
            }
        }

        return node;
    }

    /// <summary>The object that this is or that stands in a condition or loop here, or null.</summary>
    public BicepNode? Object() => Type switch
    {
        "object" => this,
        "if_statement" or "for_statement" or "resource_declaration" or "module_declaration" or "variable_declaration" =>
            Children.Select(static child => child.Object()).LastOrDefault(static found => found is not null),
        _ => null,
    };

    /// <summary>The properties of an object.</summary>
    public IEnumerable<(string Name, BicepNode Value)> Properties() => Children
        .Where(static child => child.Type == "object_property" && child.Children.Count > 1)
        .Select(static property => (property.Children[0].Literal(), property.Children[^1]));

    /// <summary>The text of a string without its quotes; any other node as it is written.</summary>
    public string Literal() => Type == "string" ? Text.Trim('\'').Replace("\\'", "'", StringComparison.Ordinal) : Text;

    /// <summary>The strings in an array.</summary>
    public IEnumerable<string> Strings() => All().Where(static node => node.Type == "string").Select(static node => node.Literal());
}
