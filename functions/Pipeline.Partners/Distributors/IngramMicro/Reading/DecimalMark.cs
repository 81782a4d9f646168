using System.Text.RegularExpressions;
using Pipeline.Partners.Distributors.IngramMicro.Xml;

namespace Pipeline.Partners.Distributors.IngramMicro.Reading;

/// <summary>Finds the decimal mark of a message in its own numbers: a mark with one, two or more than three digits behind it is one.</summary>
internal static partial class DecimalMark
{
    private const int MaxLength = 64;

    /// <summary><c>point</c>, <c>comma</c>, or <c>auto</c> when no number tells, or they contradict one another.</summary>
    public static string Of(WireElement content)
    {
        bool point = false;
        bool comma = false;
        See(content);
        return point == comma ? "auto" : point ? "point" : "comma";

        void See(WireElement element)
        {
            Judge(element.Text);
            foreach (string value in element.AttributeValues)
            {
                Judge(value);
            }

            foreach (WireElement child in element.Children)
            {
                See(child);
            }
        }

        void Judge(string text)
        {
            if (text.Length > MaxLength)
            {
                return;
            }

            Match match = Telling().Match(text);
            point |= match.Success && match.Groups["mark"].Value == ".";
            comma |= match.Success && match.Groups["mark"].Value == ",";
        }
    }

    [GeneratedRegex(@"^[^\d.,]{0,6}(?:\d{1,3}(?:[.,'’\s]\d{3})+|\d+)(?<mark>[.,])(?:\d{1,2}|\d{4,})[^\d.,]{0,6}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Telling();
}
