using System.Text.RegularExpressions;

namespace Pipeline.Scenarios.Documents;

/// <summary>
/// Compares lines that a document shows with lines that were printed. A line <c>...</c> stands for any number of lines, and
/// <c>...</c> in a line for any text.
/// </summary>
internal static class ShownText
{
    private const string Any = "...";

    /// <summary>The first difference, or null. What is printed before the first and after the last line does not count.</summary>
    public static string? Difference(string shown, string printed)
    {
        string[] actual = printed.Split('\n');
        int at = -1;
        bool anywhere = true;
        foreach (string line in shown.TrimEnd('\n').Split('\n'))
        {
            if (line == Any)
            {
                anywhere = true;
                continue;
            }

            int found = Array.FindIndex(actual, at + 1, candidate => Fits(line, candidate.TrimEnd()));
            if (found < 0)
            {
                return $"'{line}' is shown and not printed";
            }

            if (!anywhere && found != at + 1)
            {
                return $"'{actual[at + 1]}' is printed before '{line}' and not shown";
            }

            (at, anywhere) = (found, false);
        }

        return null;
    }

    private static bool Fits(string shown, string actual) => Regex.IsMatch(
        actual, $"^{string.Join(".*", shown.Split(Any).Select(Regex.Escape))}$", RegexOptions.None, TimeSpan.FromSeconds(1));
}
