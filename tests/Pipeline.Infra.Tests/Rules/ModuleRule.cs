using System.Text.RegularExpressions;
using Pipeline.Infra.Tests.Bicep;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>Each module gets exactly the parameters it declares, and only outputs that it has are read.</summary>
internal sealed partial class ModuleRule : ITemplateRule
{
    public IEnumerable<string> Findings(Templates templates)
    {
        foreach (BicepFile file in templates.Files)
        {
            foreach ((string symbol, BicepNode node) in file.Declarations("module_declaration"))
            {
                string path = $"{file.Path[..(file.Path.LastIndexOf('/') + 1)]}{node.Child("string")!.Literal()}";
                if (templates.Files.FirstOrDefault(other => other.Path == path) is not { } module)
                {
                    yield return $"{file.Path}:{node.Line} {symbol} names {path}, which is not there.";
                    continue;
                }

                foreach (string finding in Parameters(node, module).Concat(Outputs(file, symbol, module)))
                {
                    yield return $"{file.Path}:{node.Line} {symbol} {finding}";
                }
            }
        }
    }

    private static IEnumerable<string> Parameters(BicepNode call, BicepFile module)
    {
        string[] given = [.. call.At("params")?.Properties().Select(static property => property.Name) ?? []];
        (string Name, BicepNode Node)[] declared = [.. module.Declarations("parameter_declaration")];
        return declared
            .Where(parameter => parameter.Node.Children[^1].Type == "type" && !given.Contains(parameter.Name))
            .Select(static parameter => $"does not get its parameter {parameter.Name}.")
            .Concat(given.Except(declared.Select(static parameter => parameter.Name)).Select(static name => $"gets {name}, which it does not declare."));
    }

    private static IEnumerable<string> Outputs(BicepFile file, string symbol, BicepFile module) => OutputUse().Matches(file.Root.Text)
        .Where(match => match.Groups["module"].Value == symbol)
        .Select(static match => match.Groups["output"].Value)
        .Except(module.Declarations("output_declaration").Select(static output => output.Name))
        .Select(static output => $"is asked for {output}, which is none of its outputs.");

    [GeneratedRegex(@"\b(?<module>\w+)\.\??outputs\.(?<output>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OutputUse();
}
