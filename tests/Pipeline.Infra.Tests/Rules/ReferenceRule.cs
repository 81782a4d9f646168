using Pipeline.Infra.Tests.Bicep;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>Every name that is used is declared, and every one declared is used, as the Bicep compiler and linter demand.</summary>
internal sealed class ReferenceRule : ITemplateRule
{
    private static readonly string[] Declaring =
    [
        "parameter_declaration", "variable_declaration", "resource_declaration", "module_declaration", "type_declaration", "output_declaration",
    ];

    private static readonly string[] Functions =
    [
        "allowed", "concat", "description", "empty", "environment", "export", "filter", "guid", "items", "map", "max", "maxLength", "maxValue",
        "metadata", "min", "minLength", "minValue", "replace", "sealed", "secure", "string", "subscription", "subscriptionResourceId", "tenant",
        "toLower", "toObject", "union", "uniqueString",
    ];

    public IEnumerable<string> Findings(Templates templates) => templates.Files.SelectMany(Findings);

    private static IEnumerable<string> Findings(BicepFile file)
    {
        var declared = new HashSet<string>(Declaring.SelectMany(type => file.Declarations(type)).Select(static found => found.Name));
        declared.UnionWith(file.Root.All().Where(static node => node.Type == "import_functionality").SelectMany(static node => node.All())
            .Where(static node => node.Type == "identifier").Select(static node => node.Text));
        var used = new HashSet<string>();
        List<string> findings = [];
        Walk(file.Root, []);
        string[] mustBeUsed =
        [
            .. file.Declarations("parameter_declaration").Concat(file.Declarations("variable_declaration"))
                .Select(static found => found.Name)
                .Concat(file.Resources().Where(static resource => resource.IsExisting).Select(static resource => resource.Symbol)),
        ];
        return [.. findings, .. mustBeUsed.Except(used).Select(name => $"{file.Path}: {name} is declared and never used.")];

        void Walk(BicepNode node, IReadOnlyCollection<string> local)
        {
            IEnumerable<BicepNode> children = node.Children;
            switch (node.Type)
            {
                case "import_functionality":
                    return;
                case "object_property":
                    // Its name is no use of a variable, unless it is computed.
                    children = node.Children.Skip(node.Children.Count > 1 && node.Children[0].Type == "identifier" ? 1 : 0);
                    break;
                case "call_expression":
                    if (!Functions.Contains(node.Children[0].Text))
                    {
                        findings.Add($"{file.Path}:{node.Line} calls {node.Children[0].Text}, which is no function known here.");
                    }

                    children = node.Children.Skip(1);
                    break;
                case "resource_expression":
                    // The second name stands inside the first resource.
                    used.UnionWith(node.Children.Skip(1).Select(static name => name.Text));
                    children = node.Children.Take(1);
                    break;
                case "lambda_expression":
                    local = [.. local, node.Children[0].Text];
                    children = node.Children.Skip(1);
                    break;
                case "for_statement":
                    local = [.. local, .. LoopNames(node.Children[0])];
                    children = node.Children.Skip(1);
                    break;
                case "identifier":
                    Use(node, local);
                    return;
                default:
                    children = Declaring.Contains(node.Type) ? node.Children.Skip(1) : node.Children;
                    break;
            }

            foreach (BicepNode child in children)
            {
                Walk(child, local);
            }
        }

        void Use(BicepNode name, IReadOnlyCollection<string> local)
        {
            if (!local.Contains(name.Text) && !declared.Contains(name.Text))
            {
                findings.Add($"{file.Path}:{name.Line} uses {name.Text}, which is not declared.");
            }

            _ = used.Add(name.Text);
        }
    }

    private static IEnumerable<string> LoopNames(BicepNode first) =>
        first.Type == "identifier" ? [first.Text] : first.Children.Select(static child => child.Text);
}
