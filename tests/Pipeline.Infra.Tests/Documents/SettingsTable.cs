using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Documents;

/// <summary>The table of settings: each setting once, with the default that the sample file has.</summary>
internal static partial class SettingsTable
{
    /// <summary>What is wrong with the table in a text.</summary>
    /// <param name="document">The document; the table stands below <c>## Settings</c>, names in its first column.</param>
    public static IReadOnlyList<string> Findings(string document)
    {
        (string Name, string Default)[] shown = [.. Sections.Rows(document, "## Settings").SelectMany(Settings)];
        string[] names = [.. shown.Select(static setting => setting.Name)];
        string[] read = [.. SettingNames.Code()];
        JsonObject sample = JsonNode.Parse(Repository.Read("local.settings.sample.json"))!["Values"]!.AsObject();
        return
        [
            .. read.Except(names, StringComparer.OrdinalIgnoreCase).Select(static name => $"{name} is read by the code and not in the table."),
            .. names.Except(read, StringComparer.OrdinalIgnoreCase).Select(static name => $"{name} is in the table and read by nobody."),
            .. names.GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
                .Where(static same => same.Count() > 1).Select(static same => $"{same.Key} is in the table twice."),
            .. shown.Where(static setting => setting.Default.Length > 0)
                .Where(setting => (string?)sample[setting.Name] != setting.Default)
                .Select(setting => $"{setting.Name} has the default {setting.Default} in the table and '{sample[setting.Name]}' in the sample."),
        ];
    }

    /// <summary>What stands as code in a text, with <c>{A,B}</c> as one name each.</summary>
    public static IEnumerable<string> Names(string text) => Code().Matches(text).SelectMany(static match => Expand(match.Groups["text"].Value));

    // The names of a row: code in its first cell, where {A,B} stands for one name each.
    private static IEnumerable<(string Name, string Default)> Settings(string row)
    {
        string[] cells = row.Split('|');
        string standard = Code().Match(cells[2]).Groups["text"].Value;
        return Code().Matches(cells[1]).SelectMany(static match => Expand(match.Groups["text"].Value)).Select(name => (name, standard));
    }

    private static IEnumerable<string> Expand(string name)
    {
        Match braces = Braces().Match(name);
        return braces.Success
            ? braces.Groups["list"].Value.Split(',').SelectMany(one => Expand(name[..braces.Index] + one + name[(braces.Index + braces.Length)..]))
            : [name];
    }

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\{(?<list>[\w,]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Braces();
}
