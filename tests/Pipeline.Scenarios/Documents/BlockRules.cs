using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pipeline.Scenarios.Documents;

/// <summary>
/// What each block of a document keeps: it is run, or is output of one that is, or data that can be read, or code of a file that
/// its mark names, or says in its mark why nobody runs it.
/// </summary>
internal static partial class BlockRules
{
    // Why a block is not run, and what must stand in it for that to be true.
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["needs-subscription"] = @"^(azd?|\w+=""\$\(azd?) |azurewebsites\.net",
        ["needs-core-tools"] = @"\bfunc\b",
        ["takes-minutes"] = @"\bdotnet (test|run|stryker)\b|^\./test\.sh",
        ["starts-servers"] = @"^\./start\.sh",
        ["after-stop"] = @"^rm -rf \.data$",
    };

    /// <summary>What is wrong with the blocks of a document, each with its place; nothing is run.</summary>
    public static IReadOnlyList<string> Findings(Document document) =>
    [
        .. document.Blocks.SelectMany((block, at) => Findings(block, at == 0 ? null : document.Blocks[at - 1]))
            .Concat(document.Blocks.SelectMany(MissingFiles)),
    ];

    private static IEnumerable<string> Findings(DocumentBlock block, DocumentBlock? before)
    {
        string? finding = block switch
        {
            { Mark: "output", Language: "text" or "json" } when before is not { IsRun: true } and not { StartsServers: true } =>
                "shows output, and the block before it is not run",
            { Language: "text", Mark: "output" } => null,
            { Language: "json", Mark: "output" or "" } => JsonFault(block.Text),
            { Language: "mermaid", Mark: "" } => Flowchart.Fault(block.Text),
            { Language: "csharp" } => CodeFault(block),
            { IsRun: true } when NotHere().Match(block.Text) is { Success: true } command =>
                $"is run without a mark, and '{command.Value}' must not be",
            { IsRun: true } => null,
            { Language: "bash" } when Reasons.TryGetValue(block.Mark, out string? reason) =>
                Regex.IsMatch(block.Text, reason, RegexOptions.Multiline, TimeSpan.FromSeconds(1))
                    ? null
                    : $"is marked {block.Mark}, and nothing in it says so",
            _ => $"has the first line '{block.Language} {block.Mark}', which is neither run nor a reason not to",
        };
        return finding is null ? [] : [$"{block.Place} {finding}."];
    }

    private static IEnumerable<string> MissingFiles(DocumentBlock block) => block.Language != "bash"
        ? []
        : FileOfOurs().Matches(block.Text).Select(static match => match.Value)
            .Where(static path => !Path.Exists(Path.Combine(Document.Root, path)))
            .Select(path => $"{block.Place} names {path}, which is not there.");

    // Its mark is the file that it is taken from.
    private static string? CodeFault(DocumentBlock block)
    {
        string path = Path.Combine(Document.Root, block.Mark);
        return !File.Exists(path) ? $"is taken from '{block.Mark}', which is not there"
            : !File.ReadAllText(path).Contains(block.Text.Trim(), StringComparison.Ordinal) ? $"is not what {block.Mark} says"
            : null;
    }

    private static string? JsonFault(string text)
    {
        try
        {
            return ShownJson.Read(text).Count == 0 ? "is empty" : null;
        }
        catch (JsonException e)
        {
            return $"is no JSON: {e.Message}";
        }
    }

    // They belong to somebody's account, or take the tools or the tree away.
    [GeneratedRegex(@"\b(azd|az|func|dotnet|npm|git|sudo|rm|kill)\b(?= )", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotHere();

    [GeneratedRegex(@"(?<![\w./{-])((tests|functions|infra|docs)/[\w./-]+|\./[\w-]+\.sh)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileOfOurs();
}
