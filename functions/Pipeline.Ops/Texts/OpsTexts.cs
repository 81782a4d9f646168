using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Pipeline.Ops.Texts;

/// <summary>The sentences of the pages in English, French and Spanish.</summary>
/// <remarks>
/// A key is the name of its file, a dot and the name in it: <c>Flows.title</c>. Where a number decides between two forms the
/// names end with <c>.one</c> and <c>.other</c>.
/// </remarks>
public sealed class OpsTexts
{
    /// <summary>The languages, by their two letters.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "fr", "es"];

    // Behind the languages: fields are filled in the order in which they stand.
    private static readonly FrozenDictionary<string, OpsTexts> All =
        Languages.Select(static language => new OpsTexts(language)).ToFrozenDictionary(static texts => texts.Language);

    private readonly FrozenDictionary<string, string> sentences;

    private OpsTexts(string language) => (Language, sentences) = (language, Read(language));

    /// <summary>The language, two letters.</summary>
    public string Language { get; }

    /// <summary>All keys.</summary>
    public IEnumerable<string> Keys => sentences.Keys;

    /// <summary>The texts of a language; English for one that we do not speak.</summary>
    public static OpsTexts Of(string? language) => All.GetValueOrDefault(language ?? string.Empty) ?? All["en"];

    /// <summary>The sentence of a key as it is stored; null without one.</summary>
    public string? Find(string key) => sentences.GetValueOrDefault(key);

    private static FrozenDictionary<string, string> Read(string language)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        string ending = language == "en" ? ".resources" : $".{language}.resources";
        foreach (string name in typeof(OpsTexts).Assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".resources", StringComparison.Ordinal)))
        {
            string[] parts = name.Split('.');
            bool isNeutral = !Languages.Contains(parts[^2]);
            if (!(language == "en" ? isNeutral : name.EndsWith(ending, StringComparison.Ordinal)))
            {
                continue;
            }

            string area = isNeutral ? parts[^2] : parts[^3];
            using ResourceReader reader = new(typeof(OpsTexts).Assembly.GetManifestResourceStream(name)!);
            foreach (DictionaryEntry entry in reader)
            {
                found.Add(string.Create(CultureInfo.InvariantCulture, $"{area}.{entry.Key}"), (string)entry.Value!);
            }
        }

        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
