using System.Net;
using System.Text.RegularExpressions;

namespace Pipeline.Partners.Content.Icecat;

/// <summary>Makes plain text of what comes as HTML with open tags, scripts and links.</summary>
internal static partial class IcecatText
{
    /// <summary>The text with line breaks where blocks begin and end; null when nothing is left.</summary>
    public static string? Plain(string? html)
    {
        if (html is null)
        {
            return null;
        }

        string text = Hidden().Replace(html.Replace("\\n", "\n", StringComparison.Ordinal), string.Empty);
        text = WebUtility.HtmlDecode(Tag().Replace(Block().Replace(text, "\n"), " "));
        string[] lines = [.. text.Split('\n').Select(static line => Blanks().Replace(line, " ").Trim()).Where(static line => line.Length > 0)];
        return lines.Length > 0 ? string.Join('\n', lines) : null;
    }

    /// <summary>The points of a list, without the dashes before them.</summary>
    public static IEnumerable<string> Points(string? html) => (Plain(html) ?? string.Empty).Split('\n')
        .Select(static line => line.TrimStart('-', '•', '*', ' ')).Where(static line => line.Length > 0);

    [GeneratedRegex("<(?<tag>script|style|a)\\b[^>]*>.*?</\\k<tag>\\s*>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex("</?(br|p|div|ul|ol|li|h[1-6]|table|tr|td|th)\\b[^>]*>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex("[\\s\\u00a0]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blanks();
}
