using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Documents;

/// <summary>What the README and the documents say of settings, files and types is so.</summary>
public sealed class ReadmeTests
{
    private const int ReadmeLines = 200;
    private const string Configuration = "docs/configuration.md";
    private const string Distributor = "docs/add-a-distributor.md";
    private const string Channel = "docs/add-a-channel.md";

    public static TheoryData<string> Documents =>
        [.. Directory.GetFiles(Repository.Root, "*.md").Select(static path => Path.GetFileName(path)), .. Repository.Files("docs", "*.md")];

    [Fact]
    public void The_readme_is_read_in_one_go() => Assert.InRange(Repository.Read("README.md").Count(static c => c == '\n'), 1, ReadmeLines);

    [Fact]
    public void The_table_has_each_setting_once_with_its_default() => Assert.Empty(SettingsTable.Findings(Repository.Read(Configuration)));

    [Theory]
    [InlineData("| `Orders__Mode` |", "| `Orders__Modus` |", "Orders__Mode is read by the code and not in the table.")]
    [InlineData("| `Orders__Mode` |", "| `Orders__Modus` |", "Orders__Modus is in the table and read by nobody.")]
    [InlineData("{UserName,Password}", "{UserName}", "Distributors__IngramMicro__Feeds__Stock__Password is read by the code and not in the table.")]
    [InlineData("{Key,BasicUserName,", "{Key,Key,BasicUserName,", "Distributors__IngramMicro__Push__Key is in the table twice.")]
    [InlineData("| `15` |", "| `20` |", "Orders__AskAgainMinutes has the default 20 in the table and '15' in the sample.")]
    public void A_fault_planted_in_the_table_is_reported(string from, string to, string expected) =>
        Assert.Contains(expected, SettingsTable.Findings(Planted(Configuration, from, to)));

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
    [InlineData("docs/architecture.md", 15)]
    [InlineData(Distributor, 13)]
    [InlineData(Channel, 6)]
    public void A_document_about_the_code_names_types_that_exist(string document, int atLeast)
    {
        string text = Repository.Read(document);

        Assert.InRange(NamedThings.CountTypes(text), atLeast, 100);
        Assert.Empty(NamedThings.MissingTypes(text));
    }

    [Theory]
    [InlineData(Distributor, "`IDistributor`", "`IDistributorCalls`", "IDistributorCalls")]
    [InlineData(Channel, "`SalesOrder.IsChannelTold`", "`SalesOrder.IsChannelAsked`", "SalesOrder.IsChannelAsked")]
    public void A_type_that_does_not_exist_is_reported(string document, string from, string to, string expected) =>
        Assert.Equal([expected], NamedThings.MissingTypes(Planted(document, from, to)));

    [Fact]
    public void A_file_that_does_not_exist_is_reported()
    {
        Assert.Equal(
            ["functions/Pipeline.LocalHosts"],
            NamedThings.MissingPaths(Planted("docs/architecture.md", "`functions/Pipeline.LocalHost`", "`functions/Pipeline.LocalHosts`")));
        Assert.Equal(["tests/Pipeline.Simulator/{Distributor}"], NamedThings.MissingPaths("`tests/Pipeline.Simulator/{Distributor}`"));
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_reported()
    {
        Assert.Equal(["docs/operations.md#rumbook"], NamedThings.BrokenLinks(Planted("README.md", "operations.md#runbook", "operations.md#rumbook"), "README.md"));
        Assert.Equal(["docs/deployment.md"], NamedThings.BrokenLinks(Planted("README.md", "](docs/deploy.md)", "](docs/deployment.md)"), "README.md"));
        Assert.Equal(["#two"], NamedThings.BrokenLinks("# One\n\n[one](#one) and [two](#two)", "docs/made-up.md"));
    }

    [Fact]
    public void A_route_that_no_function_has_is_reported()
    {
        Assert.InRange(Repository.Files("docs", "*.md").Sum(static document => NamedRoutes.Count(Repository.Read(document))), 8, 100);
        Assert.Equal(["POST /api/executions/{id}/accept"], NamedRoutes.Missing(Planted("docs/feeds.md", "/api/executions/{id}/approve`", "/api/executions/{id}/accept`")));
        Assert.Equal(["PATCH /api/orders"], NamedRoutes.Missing(Planted(Channel, "`POST /api/orders`", "`PATCH /api/orders`")));
    }

    private static string Planted(string document, string from, string to)
    {
        string text = Repository.Read(document);
        Assert.Contains(from, text, StringComparison.Ordinal);
        return text.Replace(from, to, StringComparison.Ordinal);
    }
}
