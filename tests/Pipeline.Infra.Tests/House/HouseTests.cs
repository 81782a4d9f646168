using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.House;

/// <summary>How the product is laid out: who knows whom, and what a file may be.</summary>
public sealed partial class HouseTests
{
    private const int FilesOfFolder = 15;

    [Theory]
    [InlineData("Pipeline.Core", "")]
    [InlineData("Pipeline.LocalHost", "")]
    [InlineData("Pipeline.Storage", "Pipeline.Core")]
    [InlineData("Pipeline.Ops", "Pipeline.Core")]
    [InlineData("Pipeline.Partners", "Pipeline.Core")]
    [InlineData("Pipeline.Functions", "Pipeline.Core Pipeline.Ops Pipeline.Partners Pipeline.Storage")]
    public void A_project_knows_only_those_below_it(string project, string known) =>
        Assert.Equal(known, string.Join(' ', Included(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).Order()));

    [Fact]
    public void The_core_needs_no_package() => Assert.Empty(Included("Pipeline.Core", "PackageReference"));

    /// <summary>The official packages are taken as they are; nothing of ours stands in for one.</summary>
    [Fact]
    public void Nothing_of_ours_bears_the_name_of_an_official_package()
    {
        string[] folders = ["functions", "tests"];

        Assert.DoesNotContain(
            folders.SelectMany(static folder => Sources(folder, "*.cs")),
            static path => OfficialNamespace().IsMatch(Repository.Read(path)));
        Assert.DoesNotContain(
            folders.SelectMany(static folder => Sources(folder, "*.csproj")),
            static path => Official().IsMatch(Path.GetFileName(path)) || OfficialProject().IsMatch(Repository.Read(path)));
    }

    [Theory]
    [InlineData("namespace Microsoft.Azure.Functions.Worker;", true)]
    [InlineData("using System;\n\nnamespace Azure.Data.Tables\n{", true)]
    [InlineData("using Microsoft.DurableTask;\n\nnamespace Pipeline.Functions.Orders;", false)]
    [InlineData("// namespace Azure.Data.Tables;", false)]
    public void An_official_namespace_is_seen(string text, bool official) => Assert.Equal(official, OfficialNamespace().IsMatch(text));

    /// <summary>The app is an isolated worker; nothing speaks of what it is not.</summary>
    [Fact]
    public void No_file_speaks_of_a_handler_that_is_not_there() => Assert.DoesNotContain(
        new[] { "host.json", "azure.yaml", "README.md", "CONTRIBUTING.md" }.Concat(Repository.Files("infra", "*")).Concat(Repository.Files("docs", "*")),
        static path => CustomHandler().IsMatch(Repository.Read(path)));

    [Theory]
    [InlineData("It runs the folder as a custom handler.")]
    [InlineData("\"customHandler\": {")]
    [InlineData("the custom-handler protocol")]
    public void A_word_about_such_a_handler_is_seen(string text) => Assert.Matches(CustomHandler(), text);

    [Fact]
    public void Every_file_is_short_and_has_one_public_type_with_its_results_in_the_namespace_of_its_folder()
    {
        string[] paths = [.. Sources("functions", "*.cs")];

        Assert.True(paths.Length > 500);
        Assert.Empty(paths.SelectMany(static path => new SourceFile(path, Repository.Read(path)).Faults()));
    }

    [Theory]
    [InlineData("namespace Pipeline.Core.Flows;\n\npublic class Flow;", "is not in the namespace of its folder")]
    [InlineData("namespace Pipeline.Core.Orders;\n\npublic sealed class Flow;\npublic static class Flows;", "several public types: Flow, Flows")]
    [InlineData("namespace Pipeline.Core.Orders;\n\npublic enum Kind { A }\npublic sealed class Flows;", "does not bear the name of its type Flows")]
    [InlineData("namespace Pipeline.Core.Orders;\n\npublic sealed record FlowResult;", "does not bear the name of its type FlowResult")]
    [InlineData("namespace Pipeline.Core.Orders;\n\npublic sealed class Flows;", "does not bear the name of its type Flows")]
    [InlineData("namespace Pipeline.Core.Orders;\n\n// TODO later\ninternal class Flow;", "a mark of unfinished work")]
    public void A_file_that_breaks_a_rule_is_reported(string text, string fault) =>
        Assert.Contains(fault, Assert.Single(new SourceFile("functions/Pipeline.Core/Orders/Flow.cs", text).Faults()), StringComparison.Ordinal);

    [Fact]
    public void A_type_may_have_its_result_and_its_outcome_beside_it() => Assert.Empty(new SourceFile(
        "functions/Pipeline.Core/Orders/Flow.cs",
        "namespace Pipeline.Core.Orders;\n\npublic interface Flow;\npublic sealed record Started(int Value);\npublic enum Outcome { A }").Faults());

    [Fact]
    public void A_file_that_is_too_long_is_reported() => Assert.Contains(
        "301 lines",
        Assert.Single(new SourceFile("functions/Pipeline.Core/Orders/Flow.cs", new string('\n', 301)).Faults()),
        StringComparison.Ordinal);

    [Fact]
    public void No_folder_holds_more_than_fifteen_files() => Assert.Empty(FullFolders(Sources("functions", "*.cs")));

    [Fact]
    public void A_folder_that_holds_too_many_files_is_reported()
    {
        string[] full = [.. Enumerable.Range(1, FilesOfFolder).Select(static i => $"functions/Pipeline.Core/Orders/Flow{i}.cs")];

        Assert.Empty(FullFolders([.. full, "functions/Pipeline.Core/Orders/Life/Flow.cs", "functions/Pipeline.Core/Flow.cs"]));
        Assert.Equal("functions/Pipeline.Core/Orders has 16 files", Assert.Single(FullFolders([.. full, "functions/Pipeline.Core/Orders/Flow.cs"])));
    }

    [Fact]
    public void The_folders_of_the_core_form_no_circle() => Assert.Empty(CoreArrowsOf(Sources("functions/Pipeline.Core", "*.cs")).Circles());

    [Theory]
    [InlineData("using Pipeline.Core.Orders;", "Catalog -> Orders closes a circle: functions/Pipeline.Core/Catalog/Row.cs")]
    [InlineData("using Pipeline.Core.Orders.Life;", "Catalog -> Orders closes a circle: functions/Pipeline.Core/Catalog/Row.cs")]
    [InlineData("public Orders.Order? Order => null;", "Catalog -> Orders closes a circle: functions/Pipeline.Core/Catalog/Row.cs")]
    [InlineData("/// <see cref=\"Core.Orders.Order\"/>", "Catalog -> Orders closes a circle: functions/Pipeline.Core/Catalog/Row.cs")]
    [InlineData("public int Count => Orders.Count + row.Orders.Order;", null)]
    [InlineData("using Pipeline.Core.Errors;", null)]
    public void An_arrow_that_closes_a_circle_is_reported_with_its_file(string line, string? fault)
    {
        CoreArrows core = new(
        [
            ("functions/Pipeline.Core/Catalog/Row.cs", line),
            ("functions/Pipeline.Core/Feeds/Feed.cs", "using Pipeline.Core.Catalog;"),
            ("functions/Pipeline.Core/Orders/Order.cs", "using Pipeline.Core.Feeds;"),
            ("functions/Pipeline.Core/Errors/Error.cs", "namespace Pipeline.Core.Errors;"),
            ("functions/Pipeline.Storage/Catalog/Row.cs", "using Pipeline.Core.Orders;"),
        ]);
        string[] circles = [.. core.Circles()];

        Assert.Equal(fault is null ? 0 : 3, circles.Length);
        Assert.True(fault is null || circles.Contains(fault));
    }

    /// <summary>The documents' own references are looked at with the documents.</summary>
    [Fact]
    public void Every_file_that_a_source_cites_is_there() => Assert.Empty(
        Sources("functions", "*.cs").Concat(Sources("functions", "*.csproj")).Concat(Sources("infra", "*.bicep"))
            .SelectMany(static path => MissingFiles(Repository.Read(path)).Select(cited => $"{path} cites {cited}")));

    [Theory]
    [InlineData("/// <summary>As in flow-codes.md §7.</summary>", "flow-codes.md")]
    [InlineData("// see docs/partners/none.md.", "docs/partners/none.md")]
    [InlineData("// functions/Pipeline.Core/Feeds/None.cs", "functions/Pipeline.Core/Feeds/None.cs")]
    [InlineData("\"See docs/operations.md, README.md and feeds.md.\"", null)]
    public void A_citation_of_a_file_that_is_not_there_is_reported(string text, string? cited) =>
        Assert.Equal(cited is null ? [] : [cited], MissingFiles(text));

    [Fact]
    public void A_partner_is_named_in_its_folder_and_by_the_line_that_registers_it()
    {
        string[] paths = [.. Sources("functions", "*.cs")];

        Assert.Contains(PartnerNames.Composition, paths);
        Assert.Empty(paths.SelectMany(static path => PartnerNames.Faults(path, Repository.Read(path))));
    }

    [Theory]
    [InlineData("functions/Pipeline.Core/Orders/Flow.cs", "// as at Ingram Micro")]
    [InlineData("functions/Pipeline.Core/Orders/Flow.cs", "    public const string Code = \"INTCOMEX\";")]
    [InlineData("functions/Pipeline.Partners/Transport/Flow.cs", "internal class IcecatFlow;")]
    [InlineData("functions/Pipeline.Partners/Distributors/Intcomex/Flow.cs", "// unlike ingram-micro")]
    [InlineData("functions/Pipeline.Partners/Distributors/Flow.cs", "// mirakl")]
    [InlineData("functions/Pipeline.Functions/Ops/Flow.cs", "            .AddDistributor<Pipeline.Partners.Distributors.IngramMicro.IngramMicroDistributor>()")]
    [InlineData(PartnerNames.Composition, "using Pipeline.Partners.Distributors.IngramMicro;")]
    [InlineData(PartnerNames.Composition, "            .AddSingleton<Pipeline.Partners.Distributors.IngramMicro.IngramMicroDistributor>()")]
    public void A_partner_that_is_named_elsewhere_is_reported(string path, string line) =>
        Assert.Contains($"{path}:2 names ", Assert.Single(PartnerNames.Faults(path, "\n" + line)), StringComparison.Ordinal);

    [Theory]
    [InlineData("functions/Pipeline.Partners/Distributors/IngramMicro/Wire/Flow.cs", "// Ingram Micro")]
    [InlineData("functions/Pipeline.Partners/Channels/PrestaShop/Flow.cs", "internal class PrestaShopFlow;")]
    [InlineData(PartnerNames.Composition, "            .AddDistributor<Pipeline.Partners.Distributors.IngramMicro.IngramMicroDistributor>()")]
    public void A_partner_may_be_named_at_home_and_registered_once(string path, string line)
    {
        Assert.Empty(PartnerNames.Faults(path, line));
        Assert.Equal(path == PartnerNames.Composition, PartnerNames.Faults(path, $"{line}\n{line}").Any());
    }

    private static IEnumerable<string> Sources(string folder, string pattern) => Repository.Files(folder, pattern)
        .Where(static path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    private static IEnumerable<string> FullFolders(IEnumerable<string> paths) => paths
        .GroupBy(static path => path[..path.LastIndexOf('/')], StringComparer.Ordinal)
        .Where(static folder => folder.Count() > FilesOfFolder)
        .Select(static folder => $"{folder.Key} has {folder.Count()} files");

    private static IEnumerable<string> MissingFiles(string text) => CitedFile().Matches(text).Select(static found => found.Value)
        .Where(static path => !Path.Exists(Repository.PathOf(path)) && !Path.Exists(Repository.PathOf($"docs/{path}")));

    private static CoreArrows CoreArrowsOf(IEnumerable<string> paths) => new(paths.Select(static path => (path, Repository.Read(path))));

    private static IEnumerable<string> Included(string project, string kind) =>
        XDocument.Load(Repository.PathOf($"functions/{project}/{project}.csproj")).Descendants(kind)
            .Select(static item => item.Attribute("Include")!.Value.Replace('\\', '/'));

    [GeneratedRegex("^(Microsoft|Azure)[.]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Official();

    [GeneratedRegex(@"^\s*namespace (Microsoft|Azure)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OfficialNamespace();

    [GeneratedRegex("<(AssemblyName|RootNamespace|PackageId)>(Microsoft|Azure)[.]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OfficialProject();

    [GeneratedRegex(@"(?<![\w./-])((functions|tests|infra|docs)/[\w./-]+[.]\w+|[\w-]+[.]md)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CitedFile();

    [GeneratedRegex("custom.?handler", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex CustomHandler();
}
