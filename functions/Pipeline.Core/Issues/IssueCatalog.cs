using System.Collections.Frozen;
using System.Text.Json;

namespace Pipeline.Core.Issues;

/// <summary>Every code that the pipeline gives, with severity, who acts, cause and remedy.</summary>
/// <remarks>Texts/issues.en.json holds it; another language is one more file of the same codes with their sentences alone.</remarks>
public static class IssueCatalog
{
    /// <summary>Every entry once, by area and in the order of the file.</summary>
    public static IReadOnlyList<IssueEntry> All { get; } = Read("en");

    /// <summary>The languages that there are texts in, as two letters.</summary>
    public static IReadOnlyList<string> Languages { get; } =
        [.. typeof(IssueCatalog).Assembly.GetManifestResourceNames().Select(static name => name.Split('.'))
            .Where(static parts => parts is [.., "issues", _, "json"]).Select(static parts => parts[^2])];

    private static readonly FrozenDictionary<string, IssueEntry> Entries =
        All.ToFrozenDictionary(static entry => entry.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Lazy<FrozenDictionary<string, IssueEntry>>> Others = Languages.Where(static language => language != "en")
        .ToFrozenDictionary(
            static language => language,
            static language => new Lazy<FrozenDictionary<string, IssueEntry>>(() => Read(language).ToFrozenDictionary(static entry => entry.Code, StringComparer.Ordinal)));

    /// <summary>The entry of a code, or null for a code that is not ours.</summary>
    public static IssueEntry? Find(string code) => Entries.GetValueOrDefault(code);

    /// <summary>The entry of a code in a language, in English where it is not translated; null for a code that is not ours.</summary>
    public static IssueEntry? Find(string code, string language) =>
        (Others.TryGetValue(language, out Lazy<FrozenDictionary<string, IssueEntry>>? other) ? other.Value.GetValueOrDefault(code) : null) ?? Find(code);

    /// <summary>Where the app explains a code, for example <c>/errors/FEED_EMPTY</c>; null for a code that is not ours.</summary>
    public static string? PathOf(string code) => Entries.ContainsKey(code) ? $"/errors/{code}" : null;

    /// <summary>The entries in one language; severity and actor are the English file's.</summary>
    public static IReadOnlyList<IssueEntry> Read(string language)
    {
        using Stream stream = typeof(IssueCatalog).Assembly.GetManifestResourceStream($"Pipeline.Core.Issues.Texts.issues.{language}.json")
            ?? throw new ArgumentException($"There are no texts in '{language}'.", nameof(language));
        using JsonDocument texts = JsonDocument.Parse(stream);
        return
        [
            .. texts.RootElement.EnumerateObject().SelectMany(area => area.Value.EnumerateObject().Select(entry => language == "en"
                ? new IssueEntry(
                    entry.Name, area.Name, Text(entry.Value, "severity"), Enum.Parse<IssueActor>(Text(entry.Value, "actor"), ignoreCase: true),
                    Text(entry.Value, "cause"), Text(entry.Value, "remedy"))
                : Entries[entry.Name] with { Area = area.Name, Cause = Text(entry.Value, "cause"), Remedy = Text(entry.Value, "remedy") })),
        ];
    }

    private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString()!;
}
