using Pipeline.Infra.Tests.Bicep;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>Each type of resource is used in one version. Whether it exists is said by the compiler.</summary>
internal sealed class VersionRule : ITemplateRule
{
    public IEnumerable<string> Findings(Templates templates) => templates.All
        .SelectMany(static template => template.Resources)
        .GroupBy(static resource => resource.Type, static resource => resource.Version)
        .Where(static versions => versions.Distinct().Count() > 1)
        .Select(static versions => $"{versions.Key} is used in several versions: {string.Join(", ", versions.Distinct())}.");
}
