using System.Text.RegularExpressions;

namespace Pipeline.Scenarios.Documents;

/// <summary>Checks the part of Mermaid's flowcharts that the documents use.</summary>
internal static partial class Flowchart
{
    /// <summary>What is wrong with a chart, or null. Each node is named before an arrow touches it.</summary>
    public static string? Fault(string text)
    {
        string[] lines = [.. text.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0)];
        HashSet<string> nodes = [.. lines.Select(static line => Node().Match(line)).Where(static match => match.Success).Select(static match => match.Groups["id"].Value)];
        int open = lines.Count(static line => line.StartsWith("subgraph ", StringComparison.Ordinal)) - lines.Count(static line => line == "end");
        return lines is not ["flowchart LR" or "flowchart TD", ..] ? "begins with no flowchart"
            : open != 0 ? "has a subgraph without an end, or an end too many"
            : lines[1..].FirstOrDefault(static line => !IsKnown(line)) is { } unknown ? $"has a line that is none of a flowchart: {unknown}"
            : lines.Select(static line => Edge().Match(line)).Where(static match => match.Success)
                .SelectMany(static match => new[] { match.Groups["from"].Value, match.Groups["to"].Value })
                .FirstOrDefault(node => !nodes.Contains(node)) is { } stranger ? $"has an arrow at {stranger}, which is no node"
            : null;
    }

    private static bool IsKnown(string line) => line == "end" || Subgraph().IsMatch(line) || Node().IsMatch(line) || Edge().IsMatch(line);

    [GeneratedRegex(@"^subgraph \w+( \[[^\[\]]+\])?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Subgraph();

    [GeneratedRegex(@"^(?<id>\w+)(\[[^\[\](){}]+\]|\[\([^\[\](){}]+\)\]|\{[^\[\](){}]+\})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Node();

    [GeneratedRegex(@"^(?<from>\w+) -->(\|[^|\[\](){}]+\|)? (?<to>\w+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Edge();
}
