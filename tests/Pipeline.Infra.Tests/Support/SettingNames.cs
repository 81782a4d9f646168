using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Functions.Settings;
using Pipeline.Partners.Distributors;

namespace Pipeline.Infra.Tests.Support;

/// <summary>The names of the app settings that the code reads.</summary>
internal static partial class SettingNames
{
    /// <summary>What the code reads: the settings classes, single values read by name, and the lines of the sample.</summary>
    public static IReadOnlyCollection<string> Code() => new SortedSet<string>(
        [
            .. OfPartners(),
            .. OfType("AzureWebJobsStorage__", typeof(StorageSettings)).Select(static name =>
                name == "AzureWebJobsStorage__ConnectionString" ? "AzureWebJobsStorage" : name),
            .. OfType("Orders__", typeof(OrderSettings)),
            .. OfType("Exchanges__", typeof(ExchangeSettings)),
            .. OfType("Notifications__", typeof(NotificationSettings)),
            .. OfType("Landing__", typeof(LandingSettings)),
            .. OfType("Changes__", typeof(ChangeSettings)),
            .. OfType("Sourcing__", typeof(SourcingSettings)),
            .. OfType("Currencies__", typeof(CurrencySettings)),
            .. OfType("Alerts__", typeof(AlertSettings)),
            .. ByName(),
            .. JsonNode.Parse(Repository.Read("local.settings.sample.json"))!["Values"]!.AsObject().Select(static line => line.Key),
        ],
        StringComparer.OrdinalIgnoreCase);

    // A partner's settings name their section.
    private static IEnumerable<string> OfPartners() => typeof(IDistributorModule).Assembly.GetExportedTypes()
        .Select(static type => (Type: type, Section: type.GetField("Section")?.GetRawConstantValue() as string))
        .Where(static settings => settings.Section is not null)
        .SelectMany(static settings => OfType(settings.Section!.Replace(":", "__", StringComparison.Ordinal) + "__", settings.Type));

    private static IEnumerable<string> OfType(string prefix, Type settings) => settings
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(static property => property.CanWrite)
        .SelectMany(property => property.PropertyType.Namespace!.StartsWith("Pipeline.", StringComparison.Ordinal)
            ? OfType($"{prefix}{property.Name}__", property.PropertyType)
            : [prefix + property.Name]);

    private static IEnumerable<string> ByName() => Repository.Files("functions/Pipeline.Functions", "*.cs")
        .SelectMany(static file => ReadByName().Matches(Repository.Read(file)))
        .Select(static match => match.Groups["name"].Value.Replace(":", "__", StringComparison.Ordinal));

    [GeneratedRegex("""[cC]onfiguration(\.GetValue(<[^>]*>)?\(|\[)"(?<name>[A-Za-z:_]+)"[,)\]]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReadByName();
}
