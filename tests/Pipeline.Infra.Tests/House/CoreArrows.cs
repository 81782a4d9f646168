using System.Text.RegularExpressions;

namespace Pipeline.Infra.Tests.House;

/// <summary>Which top folder of Core knows which other, by the namespaces its sources use and the qualified names they write; comments count too.</summary>
/// <param name="sources">Paths with forward slashes and texts; files outside the top folders of Core are passed over.</param>
internal sealed partial class CoreArrows(IEnumerable<(string Path, string Text)> sources)
{
    private readonly (string Folder, string Path, string Text)[] files =
    [
        .. sources.Select(static source => (FolderOf(source.Path), source.Path, source.Text)).Where(static file => file.Item1.Length > 0),
    ];

    /// <summary>Arrows that close a circle, each with its files: those between folders that know each other, directly or by way of others.</summary>
    public IEnumerable<string> Circles()
    {
        ILookup<(string From, string To), string> arrows = Read();
        ILookup<string, string> next = arrows.Select(static arrow => arrow.Key).ToLookup(static arrow => arrow.From, static arrow => arrow.To);
        return arrows
            .Where(arrow => Reaches(next, arrow.Key.To, arrow.Key.From))
            .Select(static arrow => $"{arrow.Key.From} -> {arrow.Key.To} closes a circle: {string.Join(", ", arrow)}");
    }

    /// <summary>Each arrow with the files that hold it.</summary>
    private ILookup<(string From, string To), string> Read()
    {
        // What may stand behind the name of a folder: its types and the folders in it. Anything else is a member of that name.
        HashSet<string> names = [.. files.SelectMany(static file => NamesIn(file.Path).Select(name => $"{file.Folder}.{name}"))];
        return files
            .SelectMany(file => Mentions(file.Text, names).Where(to => to != file.Folder).Distinct().Select(to => (Arrow: (file.Folder, to), file.Path)))
            .ToLookup(static found => found.Arrow, static found => found.Path);
    }

    private static string FolderOf(string path) => InCore().Match(path).Groups["folder"].Value;

    private static IEnumerable<string> NamesIn(string path)
    {
        string[] parts = path.Split('/');
        yield return parts.Length > 4 ? parts[3] : Path.GetFileNameWithoutExtension(path);
    }

    private IEnumerable<string> Mentions(string text, HashSet<string> names) => Mention().Matches(text).Cast<Match>()
        .Where(found => found.Groups["core"].Success || names.Contains($"{found.Groups["folder"].Value}.{found.Groups["name"].Value}"))
        .Select(static found => found.Groups["folder"].Value)
        .Where(folder => files.Any(file => file.Folder == folder));

    private static bool Reaches(ILookup<string, string> next, string from, string to)
    {
        HashSet<string> seen = [from];
        Queue<string> open = new(seen);
        while (open.TryDequeue(out string? folder))
        {
            if (folder == to)
            {
                return true;
            }

            foreach (string other in next[folder].Where(seen.Add))
            {
                open.Enqueue(other);
            }
        }

        return false;
    }

    [GeneratedRegex("^functions/Pipeline[.]Core/(?<folder>[^/]+)/.+[.]cs$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InCore();

    [GeneratedRegex(@"(?<![\w.])(?<core>(Pipeline\.)?Core\.)?(?<folder>[A-Z]\w+)(\.(?<name>[A-Z]\w+)|;)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mention();
}
