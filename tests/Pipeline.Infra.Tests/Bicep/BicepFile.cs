namespace Pipeline.Infra.Tests.Bicep;

/// <summary>A parsed template.</summary>
/// <param name="Path">Relative path, <c>infra/main.bicep</c>.</param>
/// <param name="Root">The tree.</param>
/// <param name="Faults">What the grammar could not read.</param>
internal sealed record BicepFile(string Path, BicepNode Root, IReadOnlyList<string> Faults)
{
    /// <summary>Declarations of a type with their names.</summary>
    public IEnumerable<(string Name, BicepNode Node)> Declarations(string type) => Root.All()
        .Where(node => node.Type == type)
        .Select(static node => (node.Child("identifier")!.Text, node));

    /// <summary>The resources, also those that exist already and those inside others.</summary>
    public IEnumerable<BicepResource> Resources() =>
        Declarations("resource_declaration").Select(found => new BicepResource(this, found.Name, found.Node));

    /// <summary>The value of a variable, or null.</summary>
    public BicepNode? Variable(string name) => Declarations("variable_declaration")
        .Where(found => found.Name == name).Select(static found => found.Node.Children[^1]).FirstOrDefault();

    /// <summary>The decorators before each declaration of the file or property of a type.</summary>
    public IEnumerable<(BicepNode Declaration, IReadOnlyList<BicepNode> Decorators)> Decorated(string type)
    {
        foreach (BicepNode parent in Root.All())
        {
            for (int i = 0; i < parent.Children.Count; i++)
            {
                if (parent.Children[i].Type == type)
                {
                    yield return (parent.Children[i], i > 0 && parent.Children[i - 1].Type == "decorators" ? parent.Children[i - 1].Children : []);
                }
            }
        }
    }
}
