using Pipeline.Infra.Tests.Bicep;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>Something that must hold for the templates.</summary>
internal interface ITemplateRule
{
    /// <summary>One sentence per breach, with its place.</summary>
    IEnumerable<string> Findings(Templates templates);
}
