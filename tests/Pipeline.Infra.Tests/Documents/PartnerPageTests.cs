using System.Text.RegularExpressions;
using Pipeline.Infra.Tests.House;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Documents;

/// <summary>Each distributor that is registered has a page that names all of its settings.</summary>
public sealed partial class PartnerPageTests
{
    public static TheoryData<string> Distributors =>
        [.. Registration().Matches(Repository.Read(PartnerNames.Composition)).Select(static match => match.Groups["name"].Value)];

    [Theory]
    [MemberData(nameof(Distributors))]
    public void A_distributor_has_its_page(string distributor) => Assert.True(File.Exists(Repository.PathOf(PageOf(distributor))), $"{PageOf(distributor)} is missing.");

    [Theory]
    [MemberData(nameof(Distributors))]
    public void The_page_names_each_of_its_settings_and_no_other(string distributor)
    {
        string section = $"Distributors__{distributor}__";

        Assert.Equal(
            SettingNames.Code().Where(name => name.StartsWith(section, StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            SettingsTable.Names(Repository.Read(PageOf(distributor))).Where(name => name.StartsWith(section, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_setting_that_is_not_named_is_seen() => Assert.Equal(
        ["A__B__X", "A__B__Y"], SettingsTable.Names("| `A__B__{X,Y}` | x |\n"));

    // IngramMicro has docs/partners/ingram-micro.md.
    private static string PageOf(string distributor) => $"docs/partners/{Inner().Replace(distributor, "-").ToLowerInvariant()}.md";

    [GeneratedRegex(@"\.AddDistributor<[\w.]+\.(?<name>\w+)Distributor>\(\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Registration();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Inner();
}
