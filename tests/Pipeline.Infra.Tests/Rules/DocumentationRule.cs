using Pipeline.Infra.Tests.Bicep;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>Every parameter, output and type, and every property of a type, says what it is.</summary>
internal sealed class DocumentationRule : ITemplateRule
{
    private const int ShortestText = 5;

    public IEnumerable<string> Findings(Templates templates) =>
        from file in templates.Files
        from found in new[] { "parameter_declaration", "output_declaration", "type_declaration" }.SelectMany(file.Decorated).Concat(OfTypes(file))
        where !found.Decorators.Any(IsDescription)
        select $"{file.Path}:{found.Declaration.Line} {found.Declaration.Child("identifier")?.Text} has no description.";

    private static IEnumerable<(BicepNode Declaration, IReadOnlyList<BicepNode> Decorators)> OfTypes(BicepFile file) =>
        from type in file.Declarations("type_declaration")
        from property in type.Node.Object()?.Children ?? type.Node.Child("object")?.Children ?? []
        where property.Type == "object_property"
        select (property, Before(type.Node.Child("object")!, property));

    private static IReadOnlyList<BicepNode> Before(BicepNode parent, BicepNode child)
    {
        int at = parent.Children.ToList().IndexOf(child);
        return at > 0 && parent.Children[at - 1].Type == "decorators" ? parent.Children[at - 1].Children : [];
    }

    private static bool IsDescription(BicepNode decorator) =>
        decorator.Child("call_expression") is { } call
        && call.Child("identifier")?.Text == "description"
        && call.Strings().FirstOrDefault()?.Length >= ShortestText;
}
