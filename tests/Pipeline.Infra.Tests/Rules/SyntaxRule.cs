using Pipeline.Infra.Tests.Bicep;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>The grammar reads every template whole.</summary>
internal sealed class SyntaxRule : ITemplateRule
{
    public IEnumerable<string> Findings(Templates templates) => templates.Files.SelectMany(static file => file.Faults);
}
