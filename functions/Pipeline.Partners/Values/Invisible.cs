namespace Pipeline.Partners.Values;

/// <summary>Characters that a person does not see and that mean nothing in keys and numbers.</summary>
internal static class Invisible
{
    /// <summary>A blank of any width that stays on its line.</summary>
    public static bool IsBlank(int character) => character is ' ' or 0xA0 or (>= 0x2000 and <= 0x200A) or 0x202F or 0x205F or 0x3000;

    /// <summary>A mark without width: soft hyphen, zero-width characters, direction marks, byte order mark.</summary>
    public static bool IsMark(int character) =>
        character is 0xAD or 0x61C or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0xFEFF;

    /// <summary>A text without such marks and without blanks at its ends; other blanks become usual ones.</summary>
    public static string Clean(string text)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim(" \t\u00a0");
        bool isClean = true;
        foreach (char c in trimmed)
        {
            isClean &= c == ' ' || !(IsBlank(c) || IsMark(c));
        }

        return isClean ? trimmed.ToString() : string.Concat(text.Where(c => !IsMark(c)).Select(c => IsBlank(c) ? ' ' : c)).Trim(' ', '\t');
    }
}
