using System.Xml.Linq;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.House;

/// <summary>How the product is laid out: who knows whom, and what a file may be.</summary>
public sealed class HouseTests
{
    [Theory]
    [InlineData("Pipeline.Core", "")]
    [InlineData("Pipeline.Worker", "")]
    [InlineData("Pipeline.LocalHost", "")]
    [InlineData("Pipeline.FunctionsHost", "")]
    [InlineData("Pipeline.Storage", "Pipeline.Core")]
    [InlineData("Pipeline.Partners", "Pipeline.Core")]
    [InlineData("Pipeline.Functions", "Pipeline.Core Pipeline.Partners Pipeline.Storage Pipeline.Worker")]
    public void A_project_knows_only_those_below_it(string project, string known) =>
        Assert.Equal(known, string.Join(' ', Included(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).Order()));

    [Fact]
    public void The_core_needs_no_package() => Assert.Empty(Included("Pipeline.Core", "PackageReference"));

    [Fact]
    public void Every_file_is_short_and_has_one_public_type_in_the_namespace_of_its_folder()
    {
        string[] paths = [.. Repository.Files("functions", "*.cs").Where(static path => !path.Contains("/obj/", StringComparison.Ordinal))];

        Assert.True(paths.Length > 500);
        Assert.Empty(paths.SelectMany(static path => new SourceFile(path, Repository.Read(path)).Faults()));
    }

    [Theory]
    [InlineData("namespace Pipeline.Core.Flows;\n\npublic class Flow;", "is not in the namespace of its folder")]
    [InlineData("namespace Pipeline.Core.Orders;\n\npublic sealed class Flow;\npublic enum Kind { A }", "several public types: Flow, Kind")]
    [InlineData("namespace Pipeline.Core.Orders;\n\npublic sealed class Flows;", "does not bear the name of its type Flows")]
    [InlineData("namespace Pipeline.Core.Orders;\n\n// TODO later\ninternal class Flow;", "a mark of unfinished work")]
    public void A_file_that_breaks_a_rule_is_reported(string text, string fault) =>
        Assert.Contains(fault, Assert.Single(new SourceFile("functions/Pipeline.Core/Orders/Flow.cs", text).Faults()), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_too_long_is_reported() => Assert.Contains(
        "301 lines",
        Assert.Single(new SourceFile("functions/Pipeline.Core/Orders/Flow.cs", new string('\n', 301)).Faults()),
        StringComparison.Ordinal);

    private static IEnumerable<string> Included(string project, string kind) =>
        XDocument.Load(Repository.PathOf($"functions/{project}/{project}.csproj")).Descendants(kind)
            .Select(static item => item.Attribute("Include")!.Value.Replace('\\', '/'));
}
