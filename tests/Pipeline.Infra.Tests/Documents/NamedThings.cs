using System.Text.RegularExpressions;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Documents;

/// <summary>What a document names: paths of this repository, types of its code, and other documents with their headings.</summary>
internal static partial class NamedThings
{
    // Written by a developer.
    private static readonly string[] Untracked = ["local.settings.json"];

    private static readonly Lazy<HashSet<string>> Types = new(static () =>
    [
        .. Repository.Files("functions", "*.cs").Concat(Repository.Files("tests", "*.cs"))
            .SelectMany(static file => TypeDeclaration().Matches(Repository.Read(file)))
            .Select(static match => match.Groups["name"].Value),
    ]);

    /// <summary>Paths in code spans that are not there. A part in braces stands for any name.</summary>
    public static IReadOnlyList<string> MissingPaths(string text) =>
        [.. PathSpan().Matches(text).Select(static match => match.Groups["path"].Value).Distinct().Except(Untracked).Where(static path => !Exists(path))];

    /// <summary>Types in code spans, alone or with a member, that the code does not have.</summary>
    public static IReadOnlyList<string> MissingTypes(string text) =>
        [.. TypeSpan().Matches(text).Where(static match => !Declared(match)).Select(static match => match.Value.Trim('`'))];

    /// <summary>How many types a text names.</summary>
    public static int CountTypes(string text) => TypeSpan().Count(text);

    /// <summary>Links whose file or heading is not there.</summary>
    /// <param name="text">The document's text.</param>
    /// <param name="document">Its path, relative to the repository's folder.</param>
    public static IReadOnlyList<string> BrokenLinks(string text, string document) =>
        [.. Link().Matches(text).Select(static match => match.Groups["target"].Value).Where(target => !Leads(target, text, document))];

    private static bool Exists(string path)
    {
        // The part before the first name that stands for any.
        string known = path.Split('{')[0];
        string full = Repository.PathOf(known.TrimEnd('/'));
        return known == path || known.EndsWith('/') ? File.Exists(full) || Directory.Exists(full) : Directory.Exists(Path.GetDirectoryName(full));
    }

    private static bool Declared(Match span)
    {
        string member = span.Groups["member"].Value;
        return Types.Value.Contains(span.Groups["type"].Value)
            && (member.Length == 0 || Repository.Files("functions", $"{span.Groups["type"].Value}.cs")
                .Any(file => Regex.IsMatch(Repository.Read(file), $@"\b{member}\b", RegexOptions.None, TimeSpan.FromSeconds(1))));
    }

    // A link without a file leads to a heading of the document itself.
    private static bool Leads(string target, string text, string document)
    {
        string[] parts = target.Split('#');
        string path = Repository.PathOf(Path.Combine(Path.GetDirectoryName(document)!, parts[0]));
        return parts[0].Length == 0
            ? Anchors(text).Contains(parts[1])
            : Path.Exists(path) && (parts.Length == 1 || Anchors(File.ReadAllText(path)).Contains(parts[1]));
    }

    // As GitHub makes them: small letters, dashes for blanks, punctuation left out.
    private static IEnumerable<string> Anchors(string text) => text.Split('\n')
        .Where(static line => line.StartsWith('#'))
        .Select(static line => string.Concat(line.TrimStart('#').Trim().ToLowerInvariant().Replace(' ', '-').Where(static c => char.IsLetterOrDigit(c) || c is '-' or '_')));

    [GeneratedRegex(@"\b(class|interface|record|struct|enum) (struct )?(?<name>[A-Z]\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"`(?<path>(functions|tests|infra|docs|\.github)(/[\w.{}-]+)*|[\w.-]+\.(json|sh|md|yaml|props|sln))`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathSpan();

    [GeneratedRegex(@"`(?<type>I?[A-Z][a-z]+([A-Z][a-z]+)+)(\.(?<member>[A-Z]\w+))?`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeSpan();

    [GeneratedRegex(@"\]\((?<target>(?!https?:)[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
