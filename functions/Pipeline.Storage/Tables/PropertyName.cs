using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>A property's name and that of its type annotation, escaped once instead of for each row.</summary>
internal sealed record PropertyName(JsonEncodedText Name, JsonEncodedText Annotation)
{
    // Names come from code, so there are few; the bound guards against a caller who makes names from data.
    private const int MaximumKept = 4096;

    private const int LongestName = 255;

    private static readonly ConcurrentDictionary<string, PropertyName> Kept = new(StringComparer.Ordinal);

    /// <summary>The escaped forms of a name.</summary>
    /// <exception cref="ArgumentException">Empty or longer than 255 characters.</exception>
    public static PropertyName Of(string name)
    {
        if (Kept.TryGetValue(name, out PropertyName? known))
        {
            return known;
        }

        if (name.Length is 0 or > LongestName)
        {
            throw new ArgumentException($"A property name has 1 to {LongestName} characters, not {name.Length}.", nameof(name));
        }

        PropertyName made = new(Encode(name), Encode(name + EntityTypes.Annotation));
        if (Kept.Count < MaximumKept)
        {
            _ = Kept.TryAdd(name, made);
        }

        return made;
    }

    private static JsonEncodedText Encode(string text) =>
        JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
}
