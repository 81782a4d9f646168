using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Functions.Settings;

namespace Pipeline.Infra.Tests.Support;

/// <summary>The names of the app settings that the code reads.</summary>
internal static partial class SettingNames
{
    /// <summary>What the code reads: the settings classes, single values read by name, and the lines of the sample.</summary>
    public static IReadOnlyCollection<string> Code() => new SortedSet<string>(
        [
            .. OfType("Distributors__IngramMicro__", typeof(IngramMicroSettings)),
            .. OfType("AzureWebJobsStorage__", typeof(StorageSettings)).Select(static name =>
                name == "AzureWebJobsStorage__ConnectionString" ? "AzureWebJobsStorage" : name),
            .. ByName(),
            .. JsonNode.Parse(Repository.Read("local.settings.sample.json"))!["Values"]!.AsObject().Select(static line => line.Key),
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of settings that the settings' code spells out, as it does for those it reads one by one.</summary>
    public static IReadOnlyCollection<string> InTexts() =>
    [
        .. Repository.Files("functions/Pipeline.Functions/Settings", "*.cs")
            .SelectMany(static file => SpelledOut().Matches(Repository.Read(file)))
            .Select(static match => match.Groups["name"].Value)
            .Distinct(),
    ];

    private static IEnumerable<string> OfType(string prefix, Type settings) => settings
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(static property => property.CanWrite)
        .SelectMany(property => property.PropertyType.Namespace == settings.Namespace
            ? OfType($"{prefix}{property.Name}__", property.PropertyType)
            : [prefix + property.Name]);

    private static IEnumerable<string> ByName() => Repository.Files("functions/Pipeline.Functions", "*.cs")
        .SelectMany(static file => ReadByName().Matches(Repository.Read(file)))
        .Select(static match => match.Groups["name"].Value.Replace(":", "__", StringComparison.Ordinal));

    [GeneratedRegex("""[cC]onfiguration(\.GetValue(<[^>]*>)?\(|\[)"(?<name>[A-Za-z:_]+)"[,)\]]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReadByName();

    [GeneratedRegex("""
        "(?<name>(Orders|Exchanges|Notifications|Landing)__[A-Za-z]+)"
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex SpelledOut();
}
