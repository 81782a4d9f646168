using System.Globalization;
using System.Text;

namespace Pipeline.Ops.Views;

/// <summary>Texts that others wrote, made harmless for the eye: what cannot be seen or turns the line around becomes a symbol.</summary>
public static class PlainText
{
    private const int ControlPictures = 0x2400;

    /// <summary>The text with control and direction characters as symbols; line breaks and tabs stay where they are wanted.</summary>
    public static string Show(string text, bool keepLines)
    {
        StringBuilder shown = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\n' or '\t' when keepLines => shown.Append(rune.ToString()),
                < 0x20 => shown.Append((char)(ControlPictures + rune.Value)),
                0x7F => shown.Append('\u2421'),
                _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator =>
                    shown.Append(CultureInfo.InvariantCulture, $"⟨U+{rune.Value:X4}⟩"),
                _ => shown.Append(rune.ToString()),
            };
        }

        return shown.ToString();
    }
}
