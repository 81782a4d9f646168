using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Documents;

/// <summary>What the README says of settings, files and types is so.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = Repository.Read("README.md");

    public static TheoryData<string> Documents =>
        [.. Directory.GetFiles(Repository.Root, "*.md").Select(static path => Path.GetFileName(path)), .. Repository.Files("docs", "*.md")];

    [Fact]
    public void The_table_has_each_setting_once_with_its_default() => Assert.Empty(SettingsTable.Findings(Readme));

    [Theory]
    [InlineData("| `Orders__Mode` |", "| `Orders__Modus` |", "Orders__Mode is read by the code and not in the table.")]
    [InlineData("| `Orders__Mode` |", "| `Orders__Modus` |", "Orders__Modus is in the table and read by nobody.")]
    [InlineData("{UserName,Password}", "{UserName}", "Distributors__IngramMicro__Feeds__Stock__Password is read by the code and not in the table.")]
    [InlineData("{Key,BasicUserName,", "{Key,Key,BasicUserName,", "Distributors__IngramMicro__Push__Key is in the table twice.")]
    [InlineData("| `15` |", "| `20` |", "Orders__AskAgainMinutes has the default 20 in the table and '15' in the sample.")]
    public void A_fault_planted_in_the_table_is_reported(string from, string to, string expected) =>
        Assert.Contains(expected, SettingsTable.Findings(Planted(from, to)));

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_names_files_links_and_routes_that_exist(string document)
    {
        string text = Repository.Read(document);

        Assert.Empty(NamedThings.MissingPaths(text));
        Assert.Empty(NamedThings.BrokenLinks(text, document));
        Assert.Empty(NamedRoutes.Missing(text));
    }

    [Theory]
    [InlineData("README.md", "## How the code is laid out", 20)]
    [InlineData("docs/add-a-distributor.md", "## The class", 6)]
    [InlineData("docs/add-a-distributor.md", "## Its settings", 4)]
    [InlineData("docs/add-a-distributor.md", "## Its tests", 3)]
    [InlineData("README.md", "## Add a channel", 6)]
    public void A_section_about_the_code_names_types_that_exist(string document, string heading, int atLeast)
    {
        string text = Sections.Text(Repository.Read(document), heading);

        Assert.InRange(NamedThings.CountTypes(text), atLeast, 100);
        Assert.Empty(NamedThings.MissingTypes(text));
    }

    [Theory]
    [InlineData("`IDistributor`", "`IDistributorCalls`", "IDistributorCalls")]
    [InlineData("`SalesOrder.IsChannelTold`", "`SalesOrder.IsChannelAsked`", "SalesOrder.IsChannelAsked")]
    public void A_type_that_does_not_exist_is_reported(string from, string to, string expected) =>
        Assert.Equal([expected], NamedThings.MissingTypes(Sections.Text(Planted(from, to), "## Add a distributor") + Sections.Text(Planted(from, to), "## Add a channel")));

    [Fact]
    public void A_file_that_does_not_exist_is_reported()
    {
        Assert.Equal(
            ["functions/Pipeline.LocalHosts"],
            NamedThings.MissingPaths(Planted("`functions/Pipeline.LocalHost`", "`functions/Pipeline.LocalHosts`")));
        Assert.Equal(["tests/Pipeline.Simulator/{Distributor}"], NamedThings.MissingPaths("`tests/Pipeline.Simulator/{Distributor}`"));
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_reported()
    {
        Assert.Equal(["docs/operations.md#rumbook"], NamedThings.BrokenLinks(Planted("operations.md#runbook", "operations.md#rumbook"), "README.md"));
        Assert.Equal(["docs/deployment.md"], NamedThings.BrokenLinks(Planted("](docs/deploy.md)", "](docs/deployment.md)"), "README.md"));
        Assert.Equal(["#two"], NamedThings.BrokenLinks("# One\n\n[one](#one) and [two](#two)", "docs/made-up.md"));
    }

    [Fact]
    public void A_route_that_no_function_has_is_reported()
    {
        Assert.InRange(NamedRoutes.Count(Readme) + NamedRoutes.Count(Repository.Read("docs/operations.md")), 8, 100);
        Assert.Equal(["POST /api/executions/{id}/accept"], NamedRoutes.Missing(Planted("/api/executions/{id}/approve`", "/api/executions/{id}/accept`")));
        Assert.Equal(["PATCH /api/orders"], NamedRoutes.Missing(Planted("`POST /api/orders`", "`PATCH /api/orders`")));
    }

    private static string Planted(string from, string to)
    {
        Assert.Contains(from, Readme, StringComparison.Ordinal);
        return Readme.Replace(from, to, StringComparison.Ordinal);
    }
}
