using System.Text.RegularExpressions;

namespace Pipeline.Infra.Tests.House;

/// <summary>A source file of the product and the rules of the house that can be read from its text.</summary>
/// <param name="path">Relative path with forward slashes.</param>
/// <param name="text">Its text.</param>
internal sealed partial class SourceFile(string path, string text)
{
    private const int LineLimit = 300;

    /// <summary>What is wrong with it, in words.</summary>
    public IEnumerable<string> Faults()
    {
        int lines = text.Count(static letter => letter == '\n');
        if (lines > LineLimit)
        {
            yield return $"{path} has {lines} lines, more than {LineLimit}";
        }

        string[] seen = [.. PublicType().Matches(text).Select(static match => match.Groups["name"].Value).Distinct()];
        if (seen.Length > 1)
        {
            yield return $"{path} has several public types: {string.Join(", ", seen)}";
        }
        else if (seen.Length == 1 && Path.GetFileName(path).Split('.')[0] != seen[0])
        {
            yield return $"{path} does not bear the name of its type {seen[0]}";
        }

        if (Namespace().Match(text) is { Success: true } space && space.Groups["name"].Value != string.Join('.', path.Split('/')[1..^1]))
        {
            yield return $"{path} is not in the namespace of its folder";
        }

        if (WorkMark().IsMatch(text))
        {
            yield return $"{path} has a mark of unfinished work";
        }
    }

    [GeneratedRegex(
        @"^public (?:(?:sealed|static|abstract|partial|readonly|ref) )*(?:class|record struct|record|struct|interface|enum) (?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WorkMark();
}
