using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Pipeline.Ops.Assets;

namespace Pipeline.Ops.Tests.Assets;

/// <summary>The colours of the style sheet, computed as the rules for access do.</summary>
public sealed partial class ContrastTests
{
    private static readonly string Style = Encoding.UTF8.GetString(OpsAssets.Read("ops.css"));

    // The first block is light, the next follow the system's dark theme and the person's.
    private static readonly Dictionary<string, string>[] Themes =
    [
        .. Blocks().Matches(Style).Select(static block => Tokens().Matches(block.Value).ToDictionary(static token => token.Groups["name"].Value, static token => token.Groups["colour"].Value))
            .Where(static tokens => tokens.Count > 0),
    ];

    public static TheoryData<string, string, double> Pairs
    {
        get
        {
            TheoryData<string, string, double> pairs = [];
            foreach (string ground in (string[])["page", "surface"])
            {
                foreach (string text in (string[])["ink", "muted", "link"])
                {
                    pairs.Add(text, ground, 4.5);
                }

                pairs.Add("control", ground, 3);
                pairs.Add("focus", ground, 3);
            }

            foreach (string state in (string[])["ok", "wait", "bad", "run", "idle", "test"])
            {
                pairs.Add(state, $"{state}-tint", 4.5);
                pairs.Add(state, "page", 3);
            }

            pairs.Add("on-link", "link", 4.5);
            pairs.Add("page", "bad", 4.5);
            return pairs;
        }
    }

    [Fact]
    public void Dark_is_the_same_whether_the_system_or_the_person_wants_it()
    {
        Assert.Equal(3, Themes.Length);
        Assert.Equal(Themes[1], Themes[2]);
        Assert.Equal(Themes[0].Keys.Order(StringComparer.Ordinal), Themes[1].Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Each_colour_stands_out_from_its_ground(string colour, string ground, double least)
    {
        foreach (Dictionary<string, string> theme in Themes)
        {
            double ratio = Ratio(theme[colour], theme[ground]);
            Assert.True(ratio >= least, $"{colour} {theme[colour]} on {ground} {theme[ground]}: {ratio:0.00}");
        }
    }

    private static double Ratio(string one, string other)
    {
        (double a, double b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double[] parts = [.. new[] { 0, 2, 4 }.Select(place => int.Parse(colour.AsSpan(place, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0).Select(static part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex(@":root[^{]*\{[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"--(?<name>[a-z-]+): #(?<colour>[0-9a-f]{6});", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tokens();
}
