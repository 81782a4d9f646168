using System.Globalization;
using System.Text;
using Pipeline.Core.Alerts;

namespace Pipeline.Partners.Alerts;

/// <summary>A digest in plain words. What partners said in it cannot break a line or hide what follows.</summary>
internal static class AlertText
{
    private const int MaxLine = 300;

    /// <summary>The whole as text with line breaks.</summary>
    public static string Of(AlertDigest digest)
    {
        StringBuilder text = new();
        if (digest.Items.Count == 0)
        {
            return $"This is a test: alerts of the pipeline arrive here.\n\n{digest.Page}\n";
        }

        foreach (AlertItem item in digest.Items)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Line(item.Headline)}\n{Since(item)}\n");
            if (item.Remedy.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"What to do: {Line(item.Remedy)}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{item.Page}\n\n");
        }

        return text.Append(digest.More > 0 ? $"And {digest.More} more: {digest.Page}\n" : $"All that waits: {digest.Page}\n").ToString();
    }

    /// <summary>Since when, how many, and which.</summary>
    public static string Since(AlertItem item)
    {
        string names = item.Examples.Count == 0 ? string.Empty : $" ({Line(string.Join(", ", item.Examples))})";
        string reminder = item.IsReminder ? "Still so, since" : "Since";
        return string.Create(CultureInfo.InvariantCulture, $"{reminder} {item.Since.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {item.Count} {(item.Count == 1 ? "record" : "records")}{names}.");
    }

    /// <summary>A text on one line: control characters and those that turn the direction of reading are left out.</summary>
    public static string Line(string text)
    {
        StringBuilder line = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            _ = category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? line.Append(' ')
                : category is UnicodeCategory.Format ? line
                : line.Append(rune);
        }

        string one = line.ToString().Trim();
        return one.Length <= MaxLine ? one : one[..(char.IsHighSurrogate(one[MaxLine - 1]) ? MaxLine - 1 : MaxLine)] + "…";
    }
}
