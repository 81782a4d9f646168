using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Pipeline.Core.Issues;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Texts;

/// <summary>Says in the reader's language what timelines, executions and files keep as an English sentence of ours.</summary>
/// <remarks>
/// The English text of a key of <c>Said</c> is the sentence as it is stored. Of its places <c>{0}</c> to <c>{2}</c> are one word and
/// <c>{3}</c>, <c>{4}</c> any text (<c>{3}</c> of a phrase has no comma), which all stay as they are; <c>{5}</c> to <c>{7}</c> are phrases
/// of ours or lists of them, <c>{8}</c> is a sentence again, and <c>{9}</c> the sentence of a code. What is not known stays English, as
/// do a partner's words.
/// </remarks>
internal static partial class SaidWords
{
    private const string Area = "Said.";
    private const string Phrases = "Said.phrase.";
    private const string Names = "Said.name.";

    /// <summary>Longer texts hold more of a partner's words than of ours.</summary>
    private const int MaxLength = 1500;

    private static readonly Lazy<SentencePattern[]> Sentences = new(static () => Read(
        static key => !key.StartsWith(Phrases, StringComparison.Ordinal) && !key.StartsWith(Names, StringComparison.Ordinal)));
    private static readonly Lazy<SentencePattern[]> Parts = new(static () => Read(static key => key.StartsWith(Phrases, StringComparison.Ordinal)));
    private static readonly Lazy<SentencePattern[]> Titles = new(static () => Read(static key => key.StartsWith(Names, StringComparison.Ordinal)));
    private static readonly ConcurrentDictionary<string, SentencePattern[]> Issues = new(StringComparer.Ordinal);

    /// <summary>The sentence, for a page.</summary>
    /// <param name="view">For whom.</param>
    /// <param name="said">The sentence as it is kept.</param>
    /// <param name="code">The code that is kept with it, or null.</param>
    public static string Of(OpsView view, string said, string? code = null) => PlainText.Show(In(view.Texts, said, code), keepLines: false);

    /// <summary>The sentence in a language; null stays null.</summary>
    [return: NotNullIfNotNull(nameof(said))]
    public static string? In(OpsTexts texts, string? said, string? code = null) =>
        said is null || texts.Language == "en" || said.Length > MaxLength ? said : SentenceIn(texts, said, code) ?? IssuesIn(texts, said, code);

    /// <summary>A place of an issue, for example <c>Invoice 9430, line 2</c>, in a language.</summary>
    public static string PlaceIn(OpsTexts texts, string where) =>
        texts.Language == "en" || where.Length > MaxLength ? where : PhraseIn(texts, where, null) ?? where;

    /// <summary>What people call a flow or a feed, in a language.</summary>
    public static string NameIn(OpsTexts texts, string title) => texts.Language == "en" ? title : Find(Titles.Value, texts, title, null) ?? title;

    private static string? SentenceIn(OpsTexts texts, string said, string? code) => Find(Sentences.Value, texts, said, code);

    private static string? Find(SentencePattern[] patterns, OpsTexts texts, string text, string? code)
    {
        foreach (SentencePattern pattern in patterns)
        {
            if (pattern.In(text, texts.Find(pattern.Key)!, Value) is { } found)
            {
                return found;
            }
        }

        return null;

        string? Value(string place, string value) => place switch
        {
            "5" or "6" or "7" => PhraseIn(texts, value, code) ?? value,
            "8" => SentenceIn(texts, value, code),
            "9" => IssuesIn(texts, value, code),
            _ => value,
        };
    }

    // A list is told by what stands between its parts; what stands in brackets is one part.
    private static string? PhraseIn(OpsTexts texts, string value, string? code) =>
        ListIn(texts, value, code, Semicolons(), "; ", isWhole: false)
        ?? ListIn(texts, value, code, Ands(), texts.Language == "fr" ? " et " : " y ", isWhole: true)
        ?? Find(Parts.Value, texts, value, code)
        ?? ListIn(texts, value, code, Commas(), ", ", isWhole: false);

    private static string? ListIn(OpsTexts texts, string value, string? code, Regex separator, string between, bool isWhole)
    {
        string[] parts = separator.Split(value);
        string?[] found = [.. parts.Length < 2 ? [] : parts.Select(part => PhraseIn(texts, part, code))];
        return found.Length == 0 || (isWhole && found.Contains(null)) ? null : string.Join(between, found.Zip(parts, static (one, part) => one ?? part));
    }

    private static string IssuesIn(OpsTexts texts, string text, string? code) =>
        string.Concat(IssueStarts().Split(text).Select(part => IssueIn(texts, part, code) ?? part));

    private static string? IssueIn(OpsTexts texts, string text, string? code)
    {
        string trimmed = text.TrimStart();
        Match named = Named().Match(trimmed);
        string? found = named.Success ? SayIn(texts, named.Groups["rest"].Value, named.Groups["code"].Value)
            : code is null ? null : SayIn(texts, trimmed, code);
        found ??= named.Success && named.Groups["rest"].Value.Split(": ", 2) is [string where, string rest]
            && SayIn(texts, rest, named.Groups["code"].Value) is { } after ? $"{PlaceIn(texts, where)}: {after}" : null;
        return found is null
            ? Find([.. Parts.Value.Where(static part => part.Key == $"{Phrases}noReason")], texts, trimmed, null)
            : $"{text[..(text.Length - trimmed.Length)]}{trimmed[..(named.Success ? named.Groups["rest"].Index : 0)]}{found}";
    }

    private static string? SayIn(OpsTexts texts, string text, string code)
    {
        if (IssueCatalog.Find(code, texts.Language) is not { } entry)
        {
            return null;
        }

        SentencePattern[] patterns = Issues.GetOrAdd(code, static key => IssueCatalog.Find(key) is { } english
            ? [new(key, $"{english.Cause} {english.Remedy}", Any), new(key, english.Cause, Any), new(key, english.Cause.TrimEnd('.'), Any)]
            : []);
        string[] translations = [$"{entry.Cause} {entry.Remedy}", entry.Cause, entry.Cause.TrimEnd('.')];
        return patterns.Zip(translations, (pattern, translation) => pattern.In(text, translation, static (_, value) => value)).FirstOrDefault(static found => found is not null);
    }

    private static SentencePattern[] Read(Func<string, bool> isMeant)
    {
        OpsTexts english = OpsTexts.Of("en");
        return
        [
            .. english.Keys.Where(key => key.StartsWith(Area, StringComparison.Ordinal) && isMeant(key))
                .Select(key => new SentencePattern(key, english.Find(key)!, place => ShapeOf(key, place)))
                .OrderByDescending(static pattern => pattern.Weight),
        ];
    }

    private static string ShapeOf(string key, string place) => place switch
    {
        "0" or "1" or "2" => @"\S+",
        "3" when key.StartsWith(Phrases, StringComparison.Ordinal) => "[^,]*",
        _ => Any(place),
    };

    private static string Any(string place) => ".*";

    [GeneratedRegex(@"; (?![^()]*\))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Semicolons();

    [GeneratedRegex(@" and (?![^()]*\))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ands();

    [GeneratedRegex(@", (?![^()]*\))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Commas();

    [GeneratedRegex("(?<between> \\| |; | )(?=[A-Z][A-Z0-9_]{4,}(, |: ))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IssueStarts();

    [GeneratedRegex("^(?<code>[A-Z][A-Z0-9_]{4,})(, |: )(?<rest>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Named();
}
