namespace Pipeline.Scenarios.Documents;

/// <summary>Every block of a document is run, or says why not; nothing is started here.</summary>
public sealed class BlockRuleTests
{
    public static TheoryData<string> Documents => [.. Document.All().Select(static document => document.Name)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_keeps_the_rules(string name) =>
        Assert.Empty(BlockRules.Findings(Document.All().Single(document => document.Name == name)));

    [Theory]
    [InlineData("README.md", "```bash needs-subscription\nazd auth", "```bash\nazd auth", "is run without a mark, and 'azd' must not be.")]
    [InlineData("README.md", "```bash after-stop", "```bash", "is run without a mark, and 'rm' must not be.")]
    [InlineData("README.md", "```bash takes-minutes", "```bash later", "has the first line 'bash later', which is neither run nor a reason not to.")]
    [InlineData("README.md", "```bash takes-minutes", "```", "has the first line ' ', which is neither run nor a reason not to.")]
    [InlineData("README.md", "```bash\ncurl http://127.0.0.1:7071/api/ready", "```bash needs-subscription\ncurl http://127.0.0.1:7071/api/ready", "is marked needs-subscription, and nothing in it says so.")]
    [InlineData("README.md", "```bash\ncurl http://127.0.0.1:7071/api/ready", "```bash needs-core-tools\ncurl http://127.0.0.1:7071/api/ready", "shows output, and the block before it is not run.")]
    [InlineData("README.md", "\"gtin\": \"2007100230014\",", "\"gtin\": 2007100230014\",", "is no JSON")]
    [InlineData("README.md", "landing -->|blob event| guard", "landing -->|blob event| guards", "has an arrow at guards, which is no node.")]
    [InlineData("README.md", "  subgraph pipeline [Pipeline]\n", "", "has a subgraph without an end, or an end too many.")]
    [InlineData("README.md", "inbox[(Inbox)]", "inbox[(Inbox]", "has a line that is none of a flowchart: inbox[(Inbox]")]
    [InlineData("docs/add-a-distributor.md", "public string Code => \"toy\";", "public string Code => \"toi\";", "is not what tests/Pipeline.Functions.Tests/Distributors/ToyDistributor.cs says.")]
    [InlineData("docs/add-a-distributor.md", "```csharp tests/Pipeline.Functions.Tests/Distributors/ToySettings.cs", "```csharp", "is taken from '', which is not there.")]
    [InlineData("docs/performance.md", "--project tests/Pipeline.Benchmarks ", "--project tests/Pipeline.Figures ", "names tests/Pipeline.Figures, which is not there.")]
    public void A_planted_fault_is_found(string name, string from, string to, string expected)
    {
        Document faulty = Document.All().Single(document => document.Name == name).With(from, to);

        Assert.Contains(BlockRules.Findings(faulty), finding => finding.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_block_without_an_end_is_found() => Assert.Equal(
        ["made-up.md:1 has the first line 'bash without an end', which is neither run nor a reason not to."],
        BlockRules.Findings(Document.Of("```bash\ncurl http://127.0.0.1:7071/api/ready\n")));

    [Fact]
    public void A_block_in_a_list_is_read_without_its_indent()
    {
        DocumentBlock block = Assert.Single(Document.Of("1. First\n\n   ```bash\n   for a in b; do\n     echo $a\n   done\n   ```\n").Blocks);

        Assert.Equal(("made-up.md:3", "bash", "", "for a in b; do\n  echo $a\ndone\n"), (block.Place, block.Language, block.Mark, block.Text));
    }
}
