using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Delivery;

/// <summary>Workflows, azure.yaml, the devcontainer and the release notes fit the repository.</summary>
public sealed class DeliveryTests
{
    public static TheoryData<string> Workflows => [.. Repository.Files(".github/workflows", "*.yml")];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_workflow_has_few_rights_pinned_actions_and_no_password(string path) =>
        Assert.Empty(WorkflowRules.Findings(Repository.Read(path)));

    [Theory]
    [InlineData("@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7", "actions/checkout@v7 is not pinned to a commit with its version beside it.")]
    [InlineData("  contents: read\n\nconcurrency", "  contents: write\n\nconcurrency", "The workflow does not begin with the right to read only.")]
    [InlineData("  pull_request:", "  pull_request_target:", "Code of strangers would run with the rights of the repository.")]
    [InlineData("PATH=$PATH\" ./test.sh", "PATH=$PATH\" ./test.sh ${{ github.head_ref }}", "A value is pasted into a script: run: sudo --preserve-env env \"PATH=$PATH\" ./test.sh ${{ github.head_ref }}")]
    [InlineData("node-version: 20", "node-version: 20\n          token: ${{ secrets.AZURE_PASSWORD }}", "A stored password is used: ${{ secrets.AZURE_PASSWORD")]
    [InlineData("persist-credentials: false", "persist-credentials: true", "The token stays in the folder after the checkout.")]
    public void A_planted_fault_is_reported(string from, string to, string expected)
    {
        string text = Repository.Read(".github/workflows/ci.yml");
        Assert.Contains(from, text, StringComparison.Ordinal);

        Assert.Contains(expected, WorkflowRules.Findings(text.Replace(from, to, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_build_runs_what_a_developer_runs() =>
        Assert.Contains(" ./test.sh\n", Repository.Read(".github/workflows/ci.yml"), StringComparison.Ordinal);

    [Fact]
    public void The_deployment_signs_in_without_a_password()
    {
        string text = Repository.Read(".github/workflows/deploy.yml");

        Assert.Contains("      id-token: write\n", text, StringComparison.Ordinal);
        Assert.Contains("--federated-credential-provider github", text, StringComparison.Ordinal);
        Assert.DoesNotContain("client-secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Azd_finds_one_project_and_runnable_hooks()
    {
        string text = Repository.Read("azure.yaml");
        string project = Value(text, "project");

        _ = Assert.Single(Directory.GetFiles(Repository.PathOf(project), "*.*proj"));
        Assert.Equal(("dotnet", "function"), (Value(text, "language"), Value(text, "host")));
        Assert.All(
            Regex.Matches(text, @"run: (?<path>\S+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(static match => match.Groups["path"].Value),
            static path => Assert.True(File.Exists(Repository.PathOf(path)), path));
        Assert.True(File.GetUnixFileMode(Repository.PathOf("infra/hooks/postdeploy.sh")).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void The_devcontainer_brings_the_versions_that_the_repository_asks_for()
    {
        JsonNode container = JsonNode.Parse(Repository.Read(".devcontainer/devcontainer.json"))!;
        string sdk = (string)JsonNode.Parse(Repository.Read("global.json"))!["sdk"]!["version"]!;

        Assert.EndsWith($":{string.Join('.', sdk.Split('.')[..2])}", (string)container["image"]!, StringComparison.Ordinal);
        Assert.Equal("20", (string?)container["features"]!["ghcr.io/devcontainers/features/node:1"]!["version"]);
        Assert.Contains("azure-functions-core-tools@4", (string)container["postCreateCommand"]!, StringComparison.Ordinal);
        string install = Repository.Read("tests/scripts/install.sh");
        Assert.All(
            ((string)container["postCreateCommand"]!).Split(" && ")[0].Split(' ')[1..],
            part => Assert.Matches($@"(?m)^    {Regex.Escape(part)}\)", install));
    }

    [Fact]
    public void Dependabot_looks_at_every_folder_with_a_lock_file()
    {
        string text = Repository.Read(".github/dependabot.yml");
        string[] tracked = ["tests/tools", "tests/Pipeline.Simulators/ftp-server"];

        Assert.All(tracked, folder => Assert.True(File.Exists(Repository.PathOf($"{folder}/package-lock.json")), folder));
        Assert.All(tracked, folder => Assert.Matches($@"[\[ ]/{Regex.Escape(folder)}[,\]]", text));
    }

    [Theory]
    [InlineData("1.2.0", 0, "- a\n- b\n")]
    [InlineData("1.1.0", 0, "- c\n")]
    [InlineData("1.3.0", 1, "")]
    public async Task Release_notes_are_the_section_of_the_version(string version, int code, string notes)
    {
        string log = Path.GetTempFileName();
        await File.WriteAllTextAsync(log, "# Changelog\n\n## Unreleased\n\n- x\n\n## 1.2.0\n\n- a\n- b\n\n## 1.1.0\n\n- c\n");
        var start = new ProcessStartInfo("bash", [Repository.PathOf(".github/release-notes.sh"), version, log])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        using Process script = Process.Start(start)!;
        string output = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();

        Assert.Equal((code, notes), (script.ExitCode, output));
        File.Delete(log);
    }

    private static string Value(string yaml, string name) => Regex.Match(yaml, $@"(?m)^ +{name}: (?<value>\S+)$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["value"].Value;
}
