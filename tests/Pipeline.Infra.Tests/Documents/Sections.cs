namespace Pipeline.Infra.Tests.Documents;

/// <summary>Parts of a document.</summary>
internal static class Sections
{
    /// <summary>The text below a heading of the second level, up to the next one.</summary>
    /// <exception cref="InvalidDataException">There is no such heading.</exception>
    public static string Text(string document, string heading)
    {
        int at = document.IndexOf($"\n{heading}\n", StringComparison.Ordinal);
        return at < 0
            ? throw new InvalidDataException($"There is no heading '{heading}'.")
            : document[(at + heading.Length + 2)..].Split("\n## ")[0];
    }

    /// <summary>The rows of the tables below a heading, without those of the heading and the rule.</summary>
    public static IEnumerable<string> Rows(string document, string heading) => Text(document, heading).Split('\n')
        .Where(static line => line.StartsWith("| ", StringComparison.Ordinal))
        .Skip(2);
}
