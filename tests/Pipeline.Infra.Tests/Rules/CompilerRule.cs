using Pipeline.Infra.Tests.Bicep;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>The compiler and its linter have nothing to say, not even a warning.</summary>
internal sealed class CompilerRule : ITemplateRule
{
    public IEnumerable<string> Findings(Templates templates) => templates.Diagnostics;
}
