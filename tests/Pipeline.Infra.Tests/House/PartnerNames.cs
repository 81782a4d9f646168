using System.Text.RegularExpressions;

namespace Pipeline.Infra.Tests.House;

/// <summary>A partner is named in its folder and where it is registered, nowhere else in the product; comments count too.</summary>
internal static partial class PartnerNames
{
    /// <summary>The file that registers partners, one line each.</summary>
    public const string Composition = "functions/Pipeline.Functions/Composition/PipelineComposition.cs";

    private static readonly (string Name, string Folder)[] Partners =
    [
        ("ingram", "IngramMicro"), ("intcomex", "Intcomex"), ("mirakl", "Mirakl"), ("pixmania", "Mirakl"), ("shopify", "Shopify"),
        ("magento", "Magento"), ("prestashop", "PrestaShop"), ("icecat", "Icecat"),
    ];

    /// <summary>Whether a file is in the folder of a partner.</summary>
    public static bool IsPartners(string path) => PartnerFolder().IsMatch(path);

    /// <summary>Where a file names a partner whose folder it is not in.</summary>
    /// <param name="path">Relative path with forward slashes.</param>
    /// <param name="text">Its text.</param>
    public static IEnumerable<string> Faults(string path, string text)
    {
        string? folder = PartnerFolder().Match(path) is { Success: true } found ? found.Groups["folder"].Value : null;
        HashSet<string> registered = new(StringComparer.Ordinal);
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            bool isRegistration = path == Composition && Registration().Match(lines[i]) is { Success: true } line
                && registered.Add(line.Groups["partner"].Value);
            foreach ((string name, string home) in Partners)
            {
                if (home != folder && !isRegistration && lines[i].Contains(name, StringComparison.OrdinalIgnoreCase))
                {
                    yield return $"{path}:{i + 1} names {name} outside its folder";
                }
            }
        }
    }

    [GeneratedRegex("^functions/Pipeline[.]Partners/(Distributors|Channels|Content)/(?<folder>[^/]+)/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PartnerFolder();

    [GeneratedRegex(@"^\s*\.Add(?<kind>Distributor|Channel)<Pipeline\.Partners\.\k<kind>s\.(?<partner>\w+)\.\k<partner>\k<kind>>\(\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Registration();
}
