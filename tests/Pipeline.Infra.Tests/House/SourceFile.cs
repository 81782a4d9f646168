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

        // A result, an outcome or a part stands beside the type it is of: data, never another service.
        Match[] types = [.. PublicType().Matches(text).Cast<Match>()];
        string file = Path.GetFileName(path).Split('.')[0];
        string[] services = [.. types.Where(static type => type.Groups["kind"].Value is "class" or "interface").Select(NameOf).Distinct()];
        if (services.Length > 1)
        {
            yield return $"{path} has several public types: {string.Join(", ", services)}";
        }
        else if (types.Length > 0 && (!types.Select(NameOf).Contains(file) || services is [{ } service] && service != file))
        {
            yield return $"{path} does not bear the name of its type {services.FirstOrDefault() ?? NameOf(types[0])}";
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

    private static string NameOf(Match type) => type.Groups["name"].Value;

    [GeneratedRegex(
        @"^public (?:(?:sealed|static|abstract|partial|readonly|ref) )*(?<kind>class|record struct|record|struct|interface|enum) (?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WorkMark();
}
