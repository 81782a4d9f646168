using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.Ops.Texts;

/// <summary>A sentence with places in braces, found again in a text that was made of it.</summary>
internal sealed partial class SentencePattern
{
    private const int TimeoutMilliseconds = 1000;
    private readonly Regex whole;

    /// <summary>Of an English sentence.</summary>
    /// <param name="key">What it is called.</param>
    /// <param name="sentence">The sentence, for example <c>{0} has received {1}.</c></param>
    /// <param name="shape">What a place of a name stands for, as a pattern, for example <c>\S+</c> for a word.</param>
    public SentencePattern(string key, string sentence, Func<string, string> shape)
    {
        Key = key;
        StringBuilder pattern = new("^");
        int end = 0;
        foreach (Match place in Place().Matches(sentence))
        {
            string name = place.Groups["name"].Value;
            _ = pattern.Append(Regex.Escape(sentence[end..place.Index]))
                .Append(CultureInfo.InvariantCulture, $"(?<p{name}>{shape(name)}?)");
            end = place.Index + place.Length;
        }

        Weight = Place().Replace(sentence, string.Empty).Length;
        whole = new Regex(
            pattern.Append(Regex.Escape(sentence[end..])).Append('$').ToString(),
            RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(TimeoutMilliseconds));
    }

    /// <summary>What it is called.</summary>
    public string Key { get; }

    /// <summary>Characters that are its own: of two that match the heavier one is meant.</summary>
    public int Weight { get; }

    /// <summary>The text in another language; null when it was not made of this sentence.</summary>
    /// <param name="text">The text.</param>
    /// <param name="translation">The sentence in the other language, with the same places.</param>
    /// <param name="value">What stands in a place of it, by name and found text; null when the text was not made of this sentence after all.</param>
    public string? In(string text, string translation, Func<string, string, string?> value)
    {
        if (whole.Match(text) is not { Success: true } match)
        {
            return null;
        }

        bool isMade = true;
        string made = Place().Replace(translation, place =>
        {
            string name = place.Groups["name"].Value;
            string? found = value(name, match.Groups[$"p{name}"].Value);
            isMade &= found is not null;
            return found ?? string.Empty;
        });
        return isMade ? made : null;
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Place();
}
