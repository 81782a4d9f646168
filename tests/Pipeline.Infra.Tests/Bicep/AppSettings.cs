using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pipeline.Infra.Tests.Bicep;

/// <summary>The app settings of the compiled templates: an expression that joins plain ones that are not empty and references to the vault.</summary>
internal sealed partial class AppSettings
{
    private const string Before = "[union(toObject(filter(items(union(createObject(";

    private const string After = "), variables('appSettings'), variables('listSettings'))), lambda('setting', not(empty(lambdaVariables('setting').value)))), "
        + "lambda('setting', lambdaVariables('setting').key), lambda('setting', lambdaVariables('setting').value)), "
        + "toObject(concat(parameters('secretsInVault'), map(parameters('serviceHeadersInVault'), "
        + "lambda('header', format('Distributors__IngramMicro__Services__Headers__{0}', lambdaVariables('header'))))), "
        + "lambda('name', lambdaVariables('name')), lambda('name', "
        + "format('@Microsoft.KeyVault(SecretUri={0}secrets/{1})', reference('vault').vaultUri, replace(lambdaVariables('name'), '__', '--')))))]";

    /// <summary>Reads them.</summary>
    public AppSettings(Templates templates)
    {
        ArmTemplate template = templates.Of($"{Templates.Main}/app/settings");
        string text = template.Resources.Single(static resource => resource.Name == "appsettings").TextAt("properties");
        HasOnlyThese = text.StartsWith(Before, StringComparison.Ordinal) && text.EndsWith(After, StringComparison.Ordinal);
        int end = text.IndexOf("), variables('appSettings')", StringComparison.Ordinal);
        // What the app is told at run time, such as addresses, stands in the expression; the rest in a variable.
        string[] arguments = text.StartsWith(Before, StringComparison.Ordinal) && end > 0
            ? [.. Argument().Matches(text[Before.Length..end]).Select(static match => match.Value.Trim())]
            : [];
        Plain =
        [
            .. arguments.Chunk(2).Select(static pair => (pair[0].Trim('\''), pair[^1])),
            .. template.Json["variables"]!["appSettings"]!.AsObject().Select(static line => (line.Key, line.Value!.ToString())),
        ];
        JsonObject definitions = template.Json["definitions"]!.AsObject();
        Listed =
        [
            .. Listing().Matches(template.Json["variables"]!["shipToParts"]!.ToString()).SelectMany(match =>
                definitions["intcomexPlace"]!["properties"]!.AsObject().Select(part => Filled(match.Groups["name"].Value, "0", part.Key))),
            .. Listing().Matches(template.Json["variables"]!["rateParts"]!.ToString()).Select(static match => Filled(match.Groups["name"].Value, "USD")),
        ];
        InVault = [.. template.Json["definitions"]!["secretSetting"]!["allowedValues"]!.AsArray().Select(static name => (string)name!)];
    }

    /// <summary>Whether the app gets these settings and no others, the secret ones by reference.</summary>
    public bool HasOnlyThese { get; }

    /// <summary>Names and expressions of those that are plain values.</summary>
    public IReadOnlyList<(string Name, string Value)> Plain { get; }

    /// <summary>Names of those that come of lists, as of their first place, and of the currency USD.</summary>
    public IReadOnlyList<string> Listed { get; }

    /// <summary>Names of those that are taken from the vault.</summary>
    public IReadOnlyList<string> InVault { get; }

    private static string Filled(string name, params ReadOnlySpan<string> parts)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            name = name.Replace($"{{{i}}}", parts[i], StringComparison.Ordinal);
        }

        return name;
    }

    [GeneratedRegex("'name', format\\('(?<name>[^']*)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listing();

    // Up to a comma that stands in no brackets and in no text.
    [GeneratedRegex("(?>'[^']*'|(?<open>[(])|(?<-open>[)])|[^'(),]|(?(open),|(?!)))+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Argument();
}
