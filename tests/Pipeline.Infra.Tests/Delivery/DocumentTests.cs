using System.Text.RegularExpressions;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Delivery;

/// <summary>The documents name tests, settings and files that exist.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Every_threat_names_tests_that_exist()
    {
        string[] rows = [.. Rows(Repository.Read("docs/security.md"), "## Threats")];
        string[] tests = [.. Repository.Files("tests", "*.cs")];

        Assert.True(rows.Length >= 15);
        Assert.Empty(rows.SelectMany(row => Missing(row, tests)));
    }

    [Fact]
    public void Every_promise_names_tests_that_exist()
    {
        string[] rows = [.. Rows(Repository.Read("docs/reliability.md"), "## Promises")];
        string[] tests = [.. Repository.Files("tests", "*.cs")];

        Assert.True(rows.Length >= 8);
        Assert.Empty(rows.SelectMany(row => Missing(row, tests)));
    }

    [Fact]
    public void A_test_that_does_not_exist_is_reported()
    {
        string[] tests = [.. Repository.Files("tests", "*.cs")];

        Assert.Equal(["PushBodyTests.Nothing_of_the_kind"], Missing("| a | b | `PushBodyTests.Nothing_of_the_kind` |", tests));
        Assert.Equal(["| a | b | none |"], Missing("| a | b | none |", tests));
    }

    [Fact]
    public void The_deployment_names_environment_values_that_the_parameters_read()
    {
        string parameters = Repository.Read("infra/main.parameters.json") + Repository.Read("infra/main.bicep");
        string[] named =
        [
            .. EnvironmentValue().Matches(Repository.Read("docs/deploy.md")).Select(static match => match.Groups["name"].Value).Distinct(),
        ];

        Assert.True(named.Length >= 10);
        Assert.All(named, name => Assert.Matches($@"\b{name}\b", parameters));
    }

    private static IEnumerable<string> Rows(string text, string heading) => text[text.IndexOf(heading, StringComparison.Ordinal)..]
        .Split("\n## ")[0].Split('\n').Where(static line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2);

    // A row without any test is reported as it stands.
    private static string[] Missing(string row, string[] files)
    {
        (string Class, string Method)[] named = [.. TestName().Matches(row).Select(static match => (match.Groups["class"].Value, match.Groups["method"].Value))];
        return named.Length == 0
            ? [row]
            : [.. named.Where(test => !files.Any(file => Path.GetFileName(file) == $"{test.Class}.cs" && Repository.Read(file).Contains($" {test.Method}(", StringComparison.Ordinal)))
                .Select(static test => $"{test.Class}.{test.Method}")];
    }

    [GeneratedRegex(@"`(?<class>\w+Tests|When\w+)\.(?<method>\w+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestName();

    [GeneratedRegex(@"(`|azd env (set|get-value) )(?<name>[A-Z][A-Z0-9]*(_[A-Z0-9]+)+)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EnvironmentValue();
}
