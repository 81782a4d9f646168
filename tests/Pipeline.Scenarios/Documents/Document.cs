using System.Globalization;
using System.Reflection;
using System.Text;

namespace Pipeline.Scenarios.Documents;

/// <summary>A document of this repository and its fenced blocks.</summary>
internal sealed class Document
{
    private Document(string name, string text) => (Name, Text, Blocks) = (name, text, [.. Read(name, text)]);

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = typeof(Document).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static data => data.Key == "RepositoryRoot").Value!;

    /// <summary>Path in the repository.</summary>
    public string Name { get; }

    /// <summary>Its text.</summary>
    public string Text { get; }

    /// <summary>The blocks, in order.</summary>
    public IReadOnlyList<DocumentBlock> Blocks { get; }

    /// <summary>The README first, as a reader meets it, then the other documents by name.</summary>
    public static IReadOnlyList<Document> All() =>
    [
        .. Directory.GetFiles(Root, "*.md").Concat(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md"))
            .Select(static path => Path.GetRelativePath(Root, path))
            .OrderBy(static path => path == "README.md" ? 0 : 1).ThenBy(static path => path, StringComparer.Ordinal)
            .Select(static path => new Document(path, File.ReadAllText(Path.Combine(Root, path)))),
    ];

    /// <summary>A document that is made up.</summary>
    public static Document Of(string text) => new("made-up.md", text);

    /// <summary>This document with a fault in it.</summary>
    public Document With(string from, string to) => Text.Contains(from, StringComparison.Ordinal)
        ? new Document(Name, Text.Replace(from, to, StringComparison.Ordinal))
        : throw new InvalidOperationException($"{Name} does not hold '{from}'.");

    private static IEnumerable<DocumentBlock> Read(string name, string text)
    {
        string[] lines = text.Split('\n');
        for (int start = 0; start < lines.Length; start++)
        {
            string fence = lines[start].TrimStart();
            if (!fence.StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            int indent = lines[start].Length - fence.Length;
            int end = Array.FindIndex(lines, start + 1, static line => line.Trim() == "```");
            var within = new StringBuilder();
            foreach (string line in lines[(start + 1)..(end < 0 ? lines.Length : end)])
            {
                _ = within.Append(line.AsSpan(Math.Min(indent, line.Length - line.TrimStart().Length))).Append('\n');
            }

            string[] words = fence[3..].Trim().Split(' ', 2);
            string mark = end < 0 ? "without an end" : words.ElementAtOrDefault(1) ?? string.Empty;
            yield return new DocumentBlock(
                string.Create(CultureInfo.InvariantCulture, $"{name}:{start + 1}"), words[0], mark, within.ToString());
            start = end < 0 ? lines.Length : end;
        }
    }
}
