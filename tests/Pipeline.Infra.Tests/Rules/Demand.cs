using Pipeline.Infra.Tests.Bicep;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>The value that a property must have in every resource of a type.</summary>
internal sealed record Demand(string Type, string Path, string Value)
{
    /// <summary>One sentence per resource that does not keep a demand.</summary>
    public static IEnumerable<string> Findings(IEnumerable<ArmResource> made, IEnumerable<Demand> demands) =>
        from resource in made
        join demand in demands on resource.Type equals demand.Type
        let value = resource.TextAt(demand.Path)
        where value != demand.Value
        select $"{resource.Place}: {demand.Path} is '{value}'; it must be {demand.Value}.";
}
