using System.Text;

namespace Pipeline.Partners.Distributors.IngramMicro.Writing;

/// <summary>Splits texts by words over a fixed number of lines; nothing is ever cut.</summary>
internal static class WordWrap
{
    /// <summary>
    /// Each text keeps its own lines when that fits; otherwise all are run together with a comma between them.
    /// </summary>
    /// <returns>At most <paramref name="lines"/> lines of at most <paramref name="length"/> characters, or null.</returns>
    public static IReadOnlyList<string>? Fit(IReadOnlyList<string> texts, int lines, int length) =>
        Within(texts.SelectMany(text => Wrap(text, length) ?? [new string('x', length + 1)]), lines, length)
        ?? Within(Wrap(string.Join(", ", texts), length) ?? [], lines, length);

    private static List<string>? Within(IEnumerable<string> candidate, int lines, int length)
    {
        List<string> found = [.. candidate];
        return found.Count > 0 && found.Count <= lines && found.TrueForAll(line => line.Length <= length) ? found : null;
    }

    private static List<string>? Wrap(string text, int length)
    {
        List<string> lines = [];
        StringBuilder line = new();
        foreach (string word in text.Split((char[])[' ', '\t', '\r', '\n', '\u00a0'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length > length)
            {
                return null;
            }

            if (line.Length > 0 && line.Length + 1 + word.Length > length)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : string.Empty).Append(word);
        }

        if (line.Length > 0)
        {
            lines.Add(line.ToString());
        }

        return lines;
    }
}
