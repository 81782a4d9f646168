using System.Text;

namespace Pipeline.Partners.Feeds.Values;

/// <summary>The words that flags are written in.</summary>
internal static class FlagWord
{
    private const int MaxLength = 16;

    private static readonly HashSet<string> Yes = new(StringComparer.OrdinalIgnoreCase)
    {
        "Y", "Yes", "J", "Ja", "O", "Oui", "S", "Si", "S\u00ed", "S\u00ec", "T", "True", "Wahr", "Waar", "Vrai", "Vero", "Verdadero", "1", "X", "On",
    };

    private static readonly HashSet<string> No = new(StringComparer.OrdinalIgnoreCase)
    {
        "N", "No", "Nein", "Nee", "Non", "F", "False", "Falsch", "Onwaar", "Faux", "Falso", "0", "Off", "-", "Null", "N/A", "NA", "None",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> YesWords = Yes.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> NoWords = No.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a trimmed text says yes or no; nothing says no; null when it says neither.</summary>
    public static bool? IsSet(ReadOnlySpan<byte> text)
    {
        switch (text)
        {
            case [] or [(byte)'N' or (byte)'0']:
                return false;
            case [(byte)'X' or (byte)'Y' or (byte)'1']:
                return true;
            case { Length: > MaxLength }:
                return null;
        }

        Span<char> word = stackalloc char[MaxLength];
        ReadOnlySpan<char> characters = word[..Encoding.UTF8.GetChars(text, word)];
        return YesWords.Contains(characters) ? true : NoWords.Contains(characters) ? false : null;
    }
}
