using System.Text.RegularExpressions;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Documents;

/// <summary>What the page on monitoring lists is what is set and what is logged.</summary>
public sealed partial class MonitoringDocumentTests
{
    private static string Page => Repository.Read("docs/monitoring.md");

    [Fact]
    public void Every_alert_of_the_templates_is_explained_and_no_other()
    {
        string[] set =
        [
            .. AlertName().Matches(Repository.Read("infra/modules/alerts.bicep")).Select(static match => match.Groups["name"].Value),
        ];

        Assert.True(set.Length >= 10);
        Assert.Equal(set.Order(StringComparer.Ordinal), Codes(Section("## Alerts")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_property_of_a_log_line_is_listed_and_none_is_of_a_person()
    {
        string[] logged =
        [
            .. new[] { "functions/Pipeline.Functions", "functions/Pipeline.Ops", "functions/Pipeline.Storage", "functions/Pipeline.Core" }
                .SelectMany(static folder => Repository.Files(folder, "*.cs"))
                .SelectMany(static file => Template().Matches(Repository.Read(file)))
                .SelectMany(static match => Property().Matches(match.Groups["text"].Value))
                .Select(static match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal),
        ];

        string[] listed = [.. Codes(Section("## Logs"), all: true)];

        Assert.True(logged.Length >= 30);
        Assert.Empty(logged.Except(listed));
        Assert.Empty(listed.Except(logged));
    }

    private static string Section(string heading) => Page[Page.IndexOf(heading, StringComparison.Ordinal)..].Split("\n## ")[0];

    /// <summary>Codes of the first column.</summary>
    private static IEnumerable<string> Codes(string section, bool all = false) => section.Split('\n')
        .Where(static line => line.StartsWith("| `", StringComparison.Ordinal))
        .SelectMany(line => Code().Matches(line.Split('|')[1]).Take(all ? int.MaxValue : 1))
        .Select(static match => match.Groups["code"].Value);

    [GeneratedRegex("name: '(?<name>[a-z]+-[a-z]+)(-\\$\\{(token|replace\\(.*?\\))\\}.*)?'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AlertName();

    [GeneratedRegex("LoggerMessage\\(\\s*\\d+,\\s*LogLevel\\.\\w+,\\s*(?<text>\"[^\"]*\")", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Template();

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Property();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
