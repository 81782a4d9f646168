namespace Pipeline.Infra.Tests.Bicep;

/// <summary>All templates of the repository, compiled.</summary>
/// <param name="All">The templates that are deployed, by their files, and the modules inside them, by their path there: <c>infra/main.bicep/app/settings</c>.</param>
/// <param name="Diagnostics">What the compiler and its linter have to say.</param>
/// <param name="Parameters">The text of <c>infra/main.parameters.json</c>.</param>
internal sealed record Templates(IReadOnlyList<ArmTemplate> All, IReadOnlyList<string> Diagnostics, string Parameters)
{
    /// <summary>The template that <c>azd up</c> deploys.</summary>
    public const string Main = "infra/main.bicep";

    /// <summary>Every resource that the templates make.</summary>
    public IEnumerable<ArmResource> Made => All.SelectMany(static template => template.Resources).Where(static resource => !resource.IsExisting);

    /// <summary>A template by its name.</summary>
    public ArmTemplate Of(string name) => All.Single(template => template.Name == name);
}
